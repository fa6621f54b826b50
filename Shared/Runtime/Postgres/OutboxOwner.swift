import Flow
import Kernel

/// The proof that a process lives: an advisory lock under its name, held by a session of its own. Blocks of an owner whose lock
/// is free are orphans, and whoever takes the lock publishes them.
package final class OutboxOwner {
    package let id: EventID
    private let url: String
    private let service: String
    private var session: Connection?

    package init(_ id: EventID, url: String, service: String) {
        self.id = id
        self.url = url
        self.service = service
    }

    /// Takes the lock, or takes it again after the session was lost. Throws `PostgresError` when the database is away.
    package func hold() throws {
        if let session, session.isUsable {
            do {
                _ = try session.query(Statement<Void>("SELECT 1"))
                return
            } catch { self.session = nil }
        }
        let session = try Connection(url, name: "\(service)-owner", schema: service)
        let name = OutboxOwner.lockName(service, id.description)
        _ = try session.query(Statement<Void>("SELECT pg_advisory_lock(hashtextextended($1, 0))", [.text(name)]))
        self.session = session
    }

    /// The blocks of one dead owner, oldest first, locked until `release`.
    package struct Orphans {
        package let owner: EventID
        package let blocks: [(lane: Int64, number: Int64, block: OutboxBlock)]
    }

    /// The next dead owner's blocks, at most `countMax`, or nil when every block's owner lives.
    package func orphans(countMax: Int) throws -> Orphans? {
        try hold()
        guard let session else { return nil }
        let owners = try session.query(
            Statement(
                "SELECT owner FROM outbox WHERE owner <> $1::uuid GROUP BY owner ORDER BY min(created_at)", [.uuid(id)],
                read: { $0.uuid(0) }))
        for owner in owners {
            let name = OutboxOwner.lockName(service, owner.description)
            let isDead =
                try session.query(
                    Statement(
                        "SELECT pg_try_advisory_lock(hashtextextended($1, 0))", [.text(name)], read: { $0.bool(0) })
                ).first ?? false
            guard isDead else { continue }
            let blocks = try session.query(
                Statement(
                    """
                    SELECT lane, number, \(StoredBlock.column) FROM outbox WHERE owner = $1::uuid
                    GROUP BY lane, number ORDER BY min(created_at), lane, number LIMIT $2::bigint
                    """,
                    [.uuid(owner), .int(countMax)],
                    read: { (lane: $0.int(0), number: $0.int(1), block: try StoredBlock.block($0.bytes(2))) }))
            if !blocks.isEmpty { return Orphans(owner: owner, blocks: blocks) }
            try unlock(owner)
        }
        return nil
    }

    /// Deletes what was published and lets the dead owner's lock go.
    package func release(_ orphans: Orphans, published: Bool) throws {
        guard let session else { return }
        if published {
            for (lane, blocks) in Dictionary(grouping: orphans.blocks, by: \.lane) {
                _ = try session.run(
                    Statement<Void>(
                        LedgerStatements.acknowledged,
                        [.uuid(orphans.owner), .int(lane), .ints(blocks.map(\.number))]))
            }
        }
        try unlock(orphans.owner)
    }

    private func unlock(_ owner: EventID) throws {
        let name = OutboxOwner.lockName(service, owner.description)
        _ = try session?.query(Statement<Void>("SELECT pg_advisory_unlock(hashtextextended($1, 0))", [.text(name)]))
    }

    private static func lockName(_ service: String, _ owner: String) -> String { "outbox:\(service):\(owner)" }
}
