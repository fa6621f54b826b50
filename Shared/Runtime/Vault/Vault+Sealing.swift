import Crypto
import Domain
import Postgres

extension Vault {
    /// What one turn of sealing did.
    package struct AuditSealing: Sendable {
        /// False: another process is at it.
        package let isOurs: Bool
        package let block: AuditBlock?

        static let another = AuditSealing(isOurs: false, block: nil)
    }

    /// Seals committed rows of the audit that are not sealed yet into one block; nothing waits for it, and it waits for no
    /// writer. Call it again until it gives no block.
    /// - Parameter isWide: looks at every row instead of those of the last minutes: do so at the start and now and then.
    package func sealAudit(isWide: Bool, rowsMax: Int = 10_000) async throws -> AuditSealing {
        let (ring, now) = (ring, now())
        let version = ring.currentVersion
        let key = try ring.auditKey(version: version)
        return try await database.transaction { connection in
            guard try connection.query(AuditStatements.lock) == [true] else { return .another }
            let last = try connection.query(AuditStatements.last).first
            let floor = isWide ? 0 : try Vault.floor(connection, now)
            let rows = try connection.query(AuditStatements.unsealed(from: floor, countMax: rowsMax))
            // A block without rows only when it says something: that the newest block's key is another one now.
            guard !rows.isEmpty || last.map({ $0.keyVersion != version }) == true else {
                return AuditSealing(isOurs: true, block: nil)
            }
            let block = try AuditBlock.sealing(
                rows, after: last, cutThrough: last?.cutThrough ?? 0, at: now, version: version, by: key)
            try connection.query(AuditStatements.add(block))
            return AuditSealing(isOurs: true, block: block)
        }
    }

    /// Rows that wait for their block, counted up to a hundred thousand, and the moment of the oldest.
    package func auditBacklog(isWide: Bool = false) async throws -> (count: Int, oldest: Instant?) {
        let now = now()
        return try await database.run { connection in
            let floor = isWide ? 0 : try Vault.floor(connection, now)
            return try connection.query(AuditStatements.backlog(from: floor, countMax: 100_000)).first ?? (0, nil)
        }
    }

    /// The newest block: keep its number and hash elsewhere, and nobody can cut the end off unseen.
    package func newestAuditBlock() async throws -> AuditBlock? {
        try await database.query(AuditStatements.last).first
    }

    /// Deletes rows whose retention is over, at most so many; gives how many. A signed block says up to which block rows are
    /// cut, before any of them goes; the blocks stay, and the chain holds. Call it until it gives 0.
    package func cutAudit(sealedBefore instant: Instant, countMax: Int = 10_000) async throws -> Int {
        let (ring, now) = (ring, now())
        let version = ring.currentVersion
        let key = try ring.auditKey(version: version)
        let isOurs = try await database.transaction { connection in
            guard try connection.query(AuditStatements.lock) == [true] else { return false }
            guard let last = try connection.query(AuditStatements.last).first,
                let through = try connection.query(AuditStatements.cuttable(sealedBefore: instant)).first
            else { return true }
            let block = try AuditBlock.sealing([], after: last, cutThrough: through, at: now, version: version, by: key)
            try connection.query(AuditStatements.add(block))
            return true
        }
        guard isOurs else { return 0 }
        return try await database.query(AuditStatements.cut(countMax: countMax)).first ?? 0
    }

    /// How many rows `cutAudit` would delete.
    package func cuttableAuditRows(sealedBefore instant: Instant) async throws -> Int {
        try await database.query(AuditStatements.cuttableRows(sealedBefore: instant)).first ?? 0
    }

    private static let lookBackMinutes: Int64 = 10

    static func floor(_ connection: Connection, _ now: Instant) throws -> Int64 {
        try connection.query(AuditStatements.floor(sealedBefore: now.advanced(byMinutes: -lookBackMinutes))).first ?? 0
    }
}

extension KeyRing {
    /// What signs the audit's blocks. Derived, so that who can seal personal data can seal the audit, and nobody else.
    func auditKey(version: Int) throws -> Curve25519.Signing.PrivateKey {
        let seed = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: try key(version: version), info: Array("colloquy audit".utf8))
        return try Curve25519.Signing.PrivateKey(rawRepresentation: seed.withUnsafeBytes { Array($0) })
    }

    func holds(version: Int) -> Bool { (try? key(version: version)) != nil }
}
