import Flow
import JSON

extension GivenBackLetter {
    /// One of them as it stands: by its place, with where it is now.
    package struct Kept: Sendable {
        package let place: String
        package let letter: GivenBackLetter
        package let isParked: Bool
        /// The inbox knows it: it was decided on.
        package let isSeen: Bool
    }

    /// A state like any other, of a row that all services have.
    package static let table = Table(
        "given_back", of: GivenBackLetter.self,
        columns: [.text("item_id") { $0.itemID }, .text("inbox_id") { $0.inboxID }])

    /// Those that were given back last.
    package static func latest(countMax: Int) -> Statement<Kept> {
        Statement(
            """
            SELECT key, state, EXISTS (SELECT FROM parked WHERE id = item_id::uuid),
                EXISTS (SELECT FROM inbox WHERE event_id = inbox_id::uuid)
            FROM given_back ORDER BY updated_at DESC LIMIT $1::bigint
            """, [.int(countMax)]
        ) { row in
            Kept(
                place: row.text(0), letter: try JSON.decode(GivenBackLetter.self, from: row.json(1)),
                isParked: row.bool(2), isSeen: row.bool(3))
        }
    }

    /// Letters are kept for two weeks; what was done with them is not asked for longer.
    package static let forget = Statement<Void>("DELETE FROM given_back WHERE updated_at < now() - interval '30 days'")
}
