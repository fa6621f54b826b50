import Crypto
import Domain
import Encoding
import Failpoints
import Postgres

/// Writes a group of deposits in two round trips: what is there already, then everything in one transaction.
struct DepositWriting {
    private let vault: Vault
    private let deposits: [Deposit]
    private let index: NameIndex

    init(_ vault: Vault, _ deposits: [Deposit], _ index: NameIndex) {
        self.vault = vault
        self.deposits = deposits
        self.index = index
    }

    /// For each deposit whether it was taken, or why it cannot be.
    func run(on connection: Connection) throws -> [Result<Bool, any Error>] {
        let found = try connection.query(
            DepositStatements.found(candidates: deposits.map(\.candidate), blobs: deposits.map(\.blob)))
        let keys = Dictionary(found.compactMap { row in row.key.map { (row.name, $0) } }) { first, _ in first }
        let names = Set(found.filter { $0.key == nil }.map(\.name))
        var batch = DepositBatch(at: vault.now())
        var results: [Result<Bool, any Error>] = []
        for deposit in deposits {
            results.append(
                Result {
                    guard !names.contains(deposit.blob.text) else { return false }
                    try add(deposit, keys[deposit.candidate.text], to: &batch)
                    return true
                })
        }
        guard !batch.isEmpty else { return results }
        do { try batch.write(on: connection) } catch let error as PostgresError {
            // Somebody else was at one of them: each goes its own way.
            guard error.isConflict || error.code == DepositStatements.changedCode else { throw error }
            return results.map { result in result.map { _ in false } }
        }
        return results
    }

    private func add(_ deposit: Deposit, _ stored: VaultStatements.StoredKey?, to batch: inout DepositBatch) throws {
        let key: DataKey
        var wrapped: (version: Int, wrapped: [UInt8])?
        if let stored {
            key = try vault.unwrap(stored, of: deposit.candidate)
        } else {
            let fresh = SymmetricKey(bitCount: 256)
            wrapped = try vault.ring.wrap(fresh)
            failpoint("K1")
            key = DataKey(candidate: deposit.candidate, key: fresh, wrapped: wrapped?.wrapped ?? [])
        }
        let object = Hex.encode(randomBytes(count: 16))
        // A document that fits into one chunk is sealed like any other, by its first writer.
        let content = try key.seal(of: deposit.blob, object: object).seal(deposit.bytes, index: 0, mark: .last)
        let fields = try key.seal(deposit.fields).map { name, sealed in
            SealedField(
                name: name, sealed: sealed, tokens: index.tokens(of: deposit.fields[name] ?? "", field: name))
        }
        batch.add(deposit, stored: key.wrapped, key: wrapped, object: object, content: content, fields: fields)
    }
}

/// A field as it is written: sealed, and where it is found by its words, with what stands for them.
struct SealedField {
    let name: String
    let sealed: [UInt8]
    let tokens: String?
}

/// The rows of a group, column by column.
struct DepositBatch {
    private let now: Instant
    private var known: (candidates: [String], wrapped: [[UInt8]]) = ([], [])
    private var new: (candidates: [String], versions: [Int64], wrapped: [[UInt8]]) = ([], [], [])
    private var fieldsOfKnown = Fields()
    private var fieldsOfNew = Fields()
    private var blobs: [Blob] = []

    private struct Fields {
        var candidates: [String] = []
        var names: [String] = []
        var sealed: [[UInt8]] = []
        var tokens: [String?] = []

        mutating func add(_ candidate: String, _ fields: [SealedField]) {
            for field in fields {
                candidates.append(candidate)
                names.append(field.name)
                sealed.append(field.sealed)
                tokens.append(field.tokens)
            }
        }
    }

    private struct Blob {
        let deposit: Deposit
        let object: String
        let content: [UInt8]
    }

    init(at now: Instant) { self.now = now }

    var isEmpty: Bool { blobs.isEmpty }

    mutating func add(
        _ deposit: Deposit, stored: [UInt8], key: (version: Int, wrapped: [UInt8])?, object: String, content: [UInt8],
        fields sealed: [SealedField]
    ) {
        let candidate = deposit.candidate.text
        if let key {
            new.candidates.append(candidate)
            new.versions.append(Int64(key.version))
            new.wrapped.append(key.wrapped)
            fieldsOfNew.add(candidate, sealed)
        } else {
            known.candidates.append(candidate)
            known.wrapped.append(stored)
            fieldsOfKnown.add(candidate, sealed)
        }
        blobs.append(Blob(deposit: deposit, object: object, content: content))
    }

    func write(on connection: Connection) throws {
        let begin = try connection.prepare(Statement<Void>("BEGIN"))
        let commit = try connection.prepare(Statement<Void>("COMMIT"))
        var steps: [Statement<Void>] = []
        if !known.candidates.isEmpty {
            steps.append(DepositStatements.lock(known.candidates, known.wrapped))
            steps.append(
                DepositStatements.putFields(
                    fieldsOfKnown.candidates, fieldsOfKnown.names, fieldsOfKnown.sealed, fieldsOfKnown.tokens, now))
        }
        if !new.candidates.isEmpty {
            steps.append(DepositStatements.addKeys(new.candidates, new.versions, new.wrapped, now))
            steps.append(
                DepositStatements.addFields(
                    fieldsOfNew.candidates, fieldsOfNew.names, fieldsOfNew.sealed, fieldsOfNew.tokens, now))
        }
        steps.append(
            DepositStatements.addBlobs(
                blobs.map(\.deposit), objects: blobs.map(\.object), contents: blobs.map(\.content), now))
        let names = try steps.map { try connection.prepare($0) }
        var pipeline = try Pipeline(connection)
        try pipeline.add(begin, [])
        for (name, step) in zip(names, steps) { try pipeline.add(name, step.parameters) }
        try pipeline.add(commit, [])
        try pipeline.synchronize()
        if let error = try pipeline.finish(groups: 1)[0] {
            try connection.execute("ROLLBACK")
            throw error
        }
    }
}
