import Crypto
import Domain
import GatewayCore
import HTTP
import JSON
import Vault

/// What people do with imports, by a page or by the API.
extension Gateway {
    static let importTag = "imports"

    func applicationImport(_ request: Request) async throws -> ApplicationImport {
        let id = try request.parameter("importID") { text in
            text.utf8.count <= ImportPapers.identifierCharactersMax ? try? ImportID(text) : nil
        }
        guard let found = try await imports.find(id) else { throw Problem.notFound }
        return found
    }

    /// Takes a file in; the same key of the same person is the same import.
    func openImport(
        of file: [UInt8], for jobID: JobID, by actor: ActorID, key: String
    ) async throws -> ApplicationImport {
        guard let job = try await records.job(jobID) else { throw Problem.notFound }
        guard job.isOpen else { throw Problem(.conflict, code: "job-closed", detail: "This job is closed.") }
        guard !file.isEmpty else { throw Problem.fileMissing }
        guard file.count <= ImportPapers.fileBytesMax else {
            throw Problem.contentTooLarge(bytesMax: ImportPapers.fileBytesMax)
        }
        let id = ImportID(stringLiteral: "imp-\(SHA256.hash("\(actor)/\(jobID)/\(key)").hex.prefix(20))")
        // The import first: it says when what follows is deleted, whatever becomes of it.
        _ = try await accept(
            OpenImport(importID: id, jobID: jobID, openedBy: actor, keptDays: importKeptDays), key: id.text,
            idempotencyKey: "\(id)/open")
        guard let found = try await imports.find(id), found.jobID == jobID else { throw Problem.notFound }
        do { try await importVault.put(file, ImportPapers(id)) } catch VaultError.differs {
            throw Problem(
                .conflict, code: "idempotency-conflict", detail: "Another file came under this idempotency key.")
        }
        try await importVault.note("import-upload", found, by: actor)
        _ = try await accept(TellImportArrived(), key: id.text, idempotencyKey: "\(id)/arrived")
        return try await imports.find(id) ?? found
    }

    /// Says which column is what, and has all rows looked at.
    func map(
        _ found: ApplicationImport, as mapping: ImportMapping, by actor: ActorID, key: String
    ) async throws {
        try await refuseWhileAnotherRuns(found)
        _ = try await accept(
            MapImport(mapping: mapping, mappedBy: actor), key: found.importID.text, idempotencyKey: key)
        let head = try await importVault.head(ImportPapers(found.importID), for: actor)
        try await imports.remember(mapping, Self.hash(of: head), actor, now())
    }

    /// What is proposed for a table: as it was the last time with these heads, else what they say.
    func proposedMapping(for head: TableHead) async throws -> ImportMapping {
        if let remembered = try await imports.remembered(Self.hash(of: head)),
            remembered.refusal(columnCount: head.columns.count) == nil
        {
            return remembered
        }
        return .proposed(for: head.columns)
    }

    private static func hash(of head: TableHead) throws -> [UInt8] {
        SHA256.hash(data: try JSON.encode(head.columns.map { $0.lowercased() })).bytes
    }

    func start(_ found: ApplicationImport, isLawful: Bool, by actor: ActorID, key: String) async throws {
        try await refuseWhileAnotherRuns(found)
        guard try await records.job(found.jobID)?.isOpen == true else {
            throw Problem(.conflict, code: "job-closed", detail: "This job is closed.")
        }
        if isLawful { try await importVault.note("import-start", found, by: actor) }
        _ = try await accept(
            StartImport(startedBy: actor, isLawful: isLawful), key: found.importID.text, idempotencyKey: key)
    }

    func stop(_ found: ApplicationImport, by actor: ActorID, key: String) async throws {
        try await importVault.note("import-stop", found, by: actor)
        _ = try await accept(StopImport(stoppedBy: actor), key: found.importID.text, idempotencyKey: key)
    }

    /// Two at a time for one job could hold the same people, and neither would know it of the other.
    private func refuseWhileAnotherRuns(_ found: ApplicationImport) async throws {
        let others = try await imports.ofJob(found.jobID).filter { $0.importID != found.importID }
        guard !others.contains(where: { $0.standing == .running }) else {
            throw Problem(
                .conflict, code: "import-running", detail: "Another import for this job is running; wait for its end.")
        }
    }

    /// The rows that were refused, as they were given, each with why.
    func refusedFile(_ found: ApplicationImport, _ language: Language, for actor: ActorID) async throws -> Response {
        guard found.hasRefused else { throw Problem.notFound }
        let rows = try await importVault.refused(found.checkNumber, ImportPapers(found.importID), for: actor)
        return Response.bytes(ImportText.csv(rows, language), type: "text/csv; charset=utf-8")
            .savedAs("refused-\(found.importID).csv").with("Cache-Control", "private, no-store")
            .with("X-Content-Type-Options", "nosniff")
    }
}

extension Problem {
    static let fileMissing = Problem(.unprocessableContent, code: "file-missing", detail: "Send a file with a table.")
}
