import Crypto
import Domain
import Failpoints
import Postgres

/// The only place with personal data: fields and blobs sealed under a key for each candidate, which is itself wrapped by a
/// key outside of the database. Every read is audited; destroying a key erases its candidate.
///
/// Methods throw `VaultError`, or `PostgresError` when the database fails; both say whether trying again can help.
package struct Vault: Sendable {
    /// Seals what must lie outside of the vault for a short time.
    package let sealer: Sealer
    let database: Database
    let ring: KeyRing
    let store: ChunkStore
    let actor: String
    let now: @Sendable () -> Instant
    let fieldKeys: FieldKeys
    /// Deposits of this process, which go into the vault together.
    let deposits: DepositGroup
    /// Reads of this process, which share round trips.
    let reading: FieldReading
    let nameKey: NameKey

    /// One field's value; a transcript of ten minutes has 60 KB.
    package static let fieldBytesMax = 8 * 1024 * 1024

    package static let migrations = [
        Migration("m0001_create_vault", PackageResources.m0001_create_vault_sql),
        Migration("m0002_add_name_tokens", PackageResources.m0002_add_name_tokens_sql),
    ]

    /// Brings the schema `vault` up to date and opens the store.
    /// - Parameters:
    ///   - database: any pool; the vault's tables are named with their schema.
    ///   - actor: who reads, unless `acting(as:)` says otherwise: the service's name.
    ///   - needsEveryKey: without it an operator looks after a vault of which some keys are missing.
    /// - Throws: `misconfigured` when stored data keys need a key-encryption key that is not in the settings.
    package static func open(
        _ settings: VaultSettings, database: Database, actor: String, needsEveryKey: Bool = true,
        now: @escaping @Sendable () -> Instant
    ) async throws -> Vault {
        let store = try settings.store(now: now)
        // The connections of the pool keep their search path; the migrator sets one.
        let url = database.settings.url
        _ = try await database.run { _ in try migrate(url) }
        let vault = Vault(database: database, ring: settings.ring, store: store, actor: actor, now: now)
        if needsEveryKey, let sentence = try await vault.missingKeys() { throw VaultError.misconfigured(sentence) }
        return vault
    }

    /// Brings the schema `vault` up to date; returns the names of the steps that ran. It blocks.
    @discardableResult
    package static func migrate(_ url: String) throws -> [String] {
        try VaultSchema.migrate(on: try Connection(url, name: "vault"))
    }

    init(
        database: Database, ring: KeyRing, store: ChunkStore, actor: String, now: @escaping @Sendable () -> Instant,
        fieldKeys: FieldKeys = FieldKeys(), deposits: DepositGroup = DepositGroup(), reading: FieldReading? = nil,
        nameKey: NameKey = NameKey()
    ) {
        self.database = database
        self.ring = ring
        self.store = store
        self.actor = actor
        self.now = now
        self.fieldKeys = fieldKeys
        self.deposits = deposits
        self.nameKey = nameKey
        self.reading = reading ?? .ofFields(in: database, now: now)
        sealer = Sealer(ring)
    }

    /// Whether this service's database role may change what was audited.
    package func mayChangeAudit() async throws -> Bool { try await database.run { try VaultSchema.isMutable(on: $0) } }

    /// The roles that may, besides the owner and superusers: none, where set-up was done as running.md says.
    package func auditWriters() async throws -> [String] { try await database.run { try VaultSchema.mutable($0) } }

    /// The same vault, read on behalf of a person or key: that is what the audit will say.
    package func acting(as actor: ActorID) -> Vault {
        Vault(
            database: database, ring: ring, store: store, actor: actor.text, now: now, fieldKeys: fieldKeys,
            deposits: deposits, reading: reading, nameKey: nameKey)
    }

    /// The candidate's key for writing, made when this is the first time.
    func writingKey(of candidate: CandidateID) async throws -> DataKey {
        if let key = try await storedKey(of: candidate) { return key }
        let (version, wrapped) = try ring.wrap(SymmetricKey(bitCount: 256))
        failpoint("K1")
        try await database.execute(
            VaultStatements.addKey(of: candidate, version: version, wrapped: wrapped, at: now()))
        // Whoever came first made the key that counts, unless retention took it away again before anything was sealed under it.
        try Task.checkCancellation()
        return try await writingKey(of: candidate)
    }

    /// Nil when the candidate is unknown.
    func storedKey(of candidate: CandidateID) async throws -> DataKey? {
        guard let stored = try await database.query(VaultStatements.key(of: candidate)).first else { return nil }
        return try unwrap(stored, of: candidate)
    }

    func unwrap(_ stored: VaultStatements.StoredKey, of candidate: CandidateID) throws -> DataKey {
        guard let wrapped = stored.wrapped else { throw VaultError.erased }
        return DataKey(candidate: candidate, key: try ring.unwrap(wrapped, version: stored.version), wrapped: wrapped)
    }
}
