import Domain
import Flow
import JSON
import Kernel

extension ParkedWork {
    /// Parks work that an operator gives back from the dead letters. False: this letter was given back before.
    package static func park(
        _ item: ParkedItem, schema: String, on connection: Connection, seal: ([UInt8]) throws -> [UInt8]
    ) throws -> Bool {
        let rows = try connection.query(
            Statement(
                """
                INSERT INTO \(schema).parked (id, kind, name, key, payload, is_sealed, cause, headers, due_at)
                SELECT $1::uuid, $2::bigint, $3::text, $4::text, $5::bytea, $6::boolean, $7::json, '[]', now()
                WHERE NOT EXISTS (SELECT FROM \(schema).inbox WHERE event_id = $8::uuid)
                ON CONFLICT (id) DO NOTHING RETURNING 1
                """,
                [
                    .uuid(item.id), .int(Int64(item.kind.rawValue)), .text(item.name), .text(item.key),
                    .bytes(item.isPersonal ? try seal(item.payload) : item.payload), .bool(item.isPersonal),
                    .json(try JSON.encode(StoredCause(item.cause))), .uuid(item.cause.inboxID),
                ], read: { $0.int(0) }))
        return !rows.isEmpty
    }
}
