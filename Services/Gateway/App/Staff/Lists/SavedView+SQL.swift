import Domain
import GatewayCore
import Postgres

extension SavedView {
    private static let columns = "view_id, owner, name, query, is_shared, made_at"

    /// One's own and those that are shared, by name.
    static func all(for reader: ActorID) -> Statement<SavedView?> {
        Statement(
            """
            (SELECT \(columns) FROM saved_views WHERE owner = $1)
            UNION (SELECT \(columns) FROM saved_views WHERE is_shared ORDER BY name LIMIT $2::bigint)
            ORDER BY name, view_id
            """, [.text(reader.text), .int(sharedCountMax)], read: read)
    }

    static func find(_ id: String) -> Statement<SavedView?> {
        Statement("SELECT \(columns) FROM saved_views WHERE view_id = $1", [.text(id)], read: read)
    }

    /// Keeps it where its owner has no other of this name, and where there is room.
    static func put(_ view: SavedView) -> Statement<Void> {
        Statement(
            """
            INSERT INTO saved_views (\(columns))
            SELECT $1, $2::text, $3, $4, $5::boolean, $6::timestamptz
            WHERE (SELECT count(*) FROM saved_views WHERE owner = $2::text) < $7::bigint
                AND (NOT $5::boolean OR (SELECT count(*) FROM saved_views WHERE is_shared) < $8::bigint)
            ON CONFLICT (owner, name) DO NOTHING
            """,
            [
                .text(view.viewID), .text(view.owner.text), .text(view.name), .text(view.query), .bool(view.isShared),
                .instant(view.madeAt), .int(countMax), .int(sharedCountMax),
            ])
    }

    static func rename(_ id: String, _ name: String) -> Statement<Void> {
        Statement(
            """
            UPDATE saved_views v SET name = $2 WHERE view_id = $1 AND NOT EXISTS (
                SELECT FROM saved_views o WHERE o.owner = v.owner AND o.name = $2 AND o.view_id <> v.view_id)
            """, [.text(id), .text(name)])
    }

    static func share(_ id: String, _ isShared: Bool) -> Statement<Void> {
        Statement(
            """
            UPDATE saved_views SET is_shared = $2::boolean WHERE view_id = $1
                AND (NOT $2::boolean OR is_shared OR (SELECT count(*) FROM saved_views WHERE is_shared) < $3::bigint)
            """, [.text(id), .bool(isShared), .int(sharedCountMax)])
    }

    static func delete(_ id: String) -> Statement<Void> {
        Statement("DELETE FROM saved_views WHERE view_id = $1", [.text(id)])
    }

    /// Nil for an owner that this program cannot name.
    private static let read: @Sendable (Row) throws -> SavedView? = { row in
        guard let owner = try? ActorID(row.text(1)) else { return nil }
        return SavedView(
            viewID: row.text(0), owner: owner, name: row.text(2), query: row.text(3), isShared: row.bool(4),
            madeAt: row.instant(5))
    }
}
