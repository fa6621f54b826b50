import Crypto
import HTTP
import Postgres

/// Which body came first under an idempotency key: a hash of each, so that another body under the same key is not answered as
/// if it had been done.
package struct Claims: Sendable {
    /// Takes the key for a body, or gives the body that has it; both as hashes.
    package let claim: @Sendable (_ key: [UInt8], _ body: [UInt8]) async throws -> (holder: [UInt8], isNew: Bool)

    package init(claim: @escaping @Sendable ([UInt8], [UInt8]) async throws -> (holder: [UInt8], isNew: Bool)) {
        self.claim = claim
    }

    static func stored(in database: Database) -> Claims {
        Claims { key, body in
            // The update changes nothing; it makes the row visible whoever wrote it when.
            let statement = Statement(
                """
                INSERT INTO claims (key, body) VALUES ($1, $2)
                ON CONFLICT (key) DO UPDATE SET key = excluded.key RETURNING body, xmax = 0
                """, [.bytes(key), .bytes(body)]
            ) { row in (holder: row.bytes(0), isNew: row.bool(1)) }
            guard let row = try await database.query(statement).first else { return (body, true) }
            return row
        }
    }
}

/// Forgets keys that are older than what the inbox remembers; a repeat after that would be a new request anyway.
func pruneClaims(in database: Database, days: Int, countMax: Int = 5_000) async throws -> Int {
    let statement = Statement<Void>(
        """
        DELETE FROM claims WHERE ctid = ANY (ARRAY(
            SELECT ctid FROM claims WHERE claimed_at < now() - $1::bigint * interval '1 day' LIMIT $2::bigint))
        """, [.int(days), .int(countMax)])
    return try await database.execute(statement)
}

extension Gateway {
    /// Takes an idempotency key for a body. Whether it had it before; a `Problem` when another body has it.
    @discardableResult
    func claim(_ key: String, for parts: [[UInt8]]) async throws -> Bool {
        let body = parts.flatMap { SHA256.hash(data: $0).bytes }
        let digest = SHA256.hash(data: body).bytes
        let found = try await claims.claim(SHA256.hash(key).bytes, digest)
        guard found.holder == digest else {
            throw Problem(
                .unprocessableContent, code: "idempotency-key-reused",
                detail: "Another body came first under this key or event id; take a new one.")
        }
        return !found.isNew
    }
}
