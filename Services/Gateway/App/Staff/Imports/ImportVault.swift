import Domain
import GatewayCore
import JSON
import Postgres
import Vault

/// What imports hold in the vault; every look at it is audited under whoever looks.
package struct ImportVault: Sendable {
    private let vault: Vault
    private let database: Database

    package init(_ vault: Vault, _ database: Database) {
        self.vault = vault
        self.database = database
    }

    /// The file as it came; the same again changes nothing.
    func put(_ file: [UInt8], _ papers: ImportPapers) async throws {
        try await vault.put(file, blob: papers.file, of: papers.rowsOwner, contentType: "application/octet-stream")
    }

    /// Writes down who did what.
    func note(_ act: String, _ found: ApplicationImport, by actor: ActorID) async throws {
        try await vault.acting(as: actor).note(
            "import for \(found.jobID)", of: ImportPapers(found.importID).rowsOwner, purpose: act)
    }

    func head(_ papers: ImportPapers, for actor: ActorID) async throws -> TableHead {
        let bytes = try await vault.acting(as: actor).blob(papers.head, of: papers.rowsOwner, purpose: "import-columns")
        return try JSON.decode(TableHead.self, from: bytes)
    }

    func refused(_ check: Int, _ papers: ImportPapers, for actor: ActorID) async throws -> RefusedRows {
        let bytes = try await vault.acting(as: actor).blob(
            papers.refused(check: check), of: papers.refusedOwner, purpose: "import-refused-rows")
        return try JSON.decode(RefusedRows.self, from: bytes)
    }

    // What the gateway reads to look at the rows and to hand them in.

    func head(_ papers: ImportPapers) async throws -> TableHead {
        let bytes = try await vault.blob(papers.head, of: papers.rowsOwner, purpose: "import-check")
        return try JSON.decode(TableHead.self, from: bytes)
    }

    func rows(_ part: Int, _ papers: ImportPapers, purpose: String) async throws -> [TableRow] {
        let bytes = try await vault.blob(papers.rows(part: part), of: papers.rowsOwner, purpose: purpose)
        return try JSON.decode([TableRow].self, from: bytes)
    }

    /// What a check found; a second run of the same check may find more, and what it finds counts.
    func put(_ refused: RefusedRows, check: Int, _ papers: ImportPapers) async throws {
        let numbers = try JSON.encode(refused.rows.map(\.row.row))
        try await replace(numbers, papers.verdict(check: check), of: papers.rowsOwner)
        try await replace(try JSON.encode(refused), papers.refused(check: check), of: papers.refusedOwner)
        // Of the check before this one nobody asks any more.
        guard check > 1 else { return }
        try await vault.delete(blob: papers.verdict(check: check - 1), of: papers.rowsOwner)
        try await vault.delete(blob: papers.refused(check: check - 1), of: papers.refusedOwner)
    }

    func verdict(_ check: Int, _ papers: ImportPapers) async throws -> Set<Int> {
        let bytes = try await vault.blob(papers.verdict(check: check), of: papers.rowsOwner, purpose: "import-hand-in")
        return Set(try JSON.decode([Int].self, from: bytes))
    }

    private func replace(_ bytes: [UInt8], _ blob: BlobID, of owner: CandidateID) async throws {
        try await vault.delete(blob: blob, of: owner)
        try await vault.put(bytes, blob: blob, of: owner, contentType: "application/json")
    }

    /// Destroys the keys under which it lies, so that no copy can be opened either.
    func discard(_ papers: ImportPapers, isWhole: Bool) async throws {
        try await vault.erase(papers.rowsOwner, purpose: "import-over")
        if isWhole { try await vault.erase(papers.refusedOwner, purpose: "import-over") }
    }

    /// Fields of those of these candidates who have them and still are there, a dictionary for each field.
    func contacts(
        of candidates: [CandidateID], fields: [String], for actor: ActorID
    ) async throws -> [[CandidateID: String]] {
        let look = LookUp(actors: [actor], candidates: candidates)
        let vault = vault
        return try await database.run { connection in
            try fields.map { try vault.field($0, of: [look], purpose: "import-compare", on: connection) }
        }
    }
}
