import Domain
import Events
import GatewayCore
import JSON
import Postgres

extension LetterOrder {
    static let table = Table("letter_orders", of: LetterOrder.self)

    static func of(_ places: [LetterPlace]) -> Statement<LetterOrder> {
        Statement(
            "SELECT state FROM letter_orders WHERE key = ANY ($1::text[])", [.texts(places.map(\.description))],
            read: read)
    }

    static func latest(countMax: Int) -> Statement<LetterOrder> {
        Statement(
            "SELECT state FROM letter_orders ORDER BY updated_at DESC LIMIT $1::bigint", [.int(countMax)], read: read)
    }

    static let prune = Statement<Void>(
        "DELETE FROM letter_orders WHERE updated_at < now() - interval '30 days'")

    private static let read: @Sendable (Row) throws -> LetterOrder = { row in
        try JSON.decode(LetterOrder.self, from: row.json(0))
    }
}
