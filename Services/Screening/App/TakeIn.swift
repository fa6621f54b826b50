import Crypto
import Domain
import Events
import Failpoints
import Flow
import ScreeningCore
import Telemetry
import Transfer
import Vault

/// Takes an application in: the person into the vault, the text out of the résumé.
///
/// It may run twice, when a process dies before the result is recorded: the vault remembers for which application it took the
/// résumé, so a second run goes on with what the first left, and only another application under the same name is refused.
struct TakeIn: Sendable {
    let vault: Vault
    let client: HTTPClient

    func callAsFunction(_ event: ApplicationReceived, _ context: ActivityContext) async throws -> AdmittedResume {
        let person = try Person(event)
        let document = try await ResumeDocument(event.resume, client, attempt: context.attempt)
        var resume = try await text(of: document)
        var fields = person.fields
        fields["resume-text.\(event.applicationID)"] = resume.text.text
        // At once with what others bring; what is there already, or large, piece by piece.
        let deposit = Deposit(
            of: person.candidateID, fields: fields, blob: try BlobID("resume.\(event.applicationID)"),
            bytes: document.bytes, contentType: document.contentType, cause: context.origin)
        let isTaken = try await vault.take(deposit)
        if !isTaken { resume = try await kept(document, resume, event, person, context) }
        try failpoint(throwing: "W2")
        if !isTaken {
            fields["resume-text.\(event.applicationID)"] = resume.text.text
            try await vault.put(fields: fields, of: person.candidateID)
        }
        return AdmittedResume(
            candidateID: person.candidateID, language: event.candidate.language?.language, resume: resume)
    }

    private func text(of document: ResumeDocument) async throws(ActivityFailure) -> Resume {
        let started = ContinuousClock.now
        let resume: Resume
        do throws(ExtractionError) { resume = try await document.read() } catch {
            ResumeMetric.read("\(error.failure.code)").increment()
            throw error.failure
        }
        ResumeMetric.seconds.record(started.duration(to: .now))
        ResumeMetric.read(resume.isReadable ? "text" : "unreadable").increment()
        return resume
    }

    /// Keeps the document, and gives the text of the one that is kept.
    private func kept(
        _ document: ResumeDocument, _ resume: Resume, _ event: ApplicationReceived, _ person: Person,
        _ context: ActivityContext
    ) async throws -> Resume {
        let blob = try BlobID("resume.\(event.applicationID)")
        let found: BlobDescription
        do {
            found = try await vault.put(
                document.bytes, blob: blob, of: person.candidateID, contentType: document.contentType,
                cause: context.origin)
        } catch VaultError.differs { throw ActivityFailure.alreadyReceived }
        guard found.sha256 != SHA256.hash(data: document.bytes).bytes else { return resume }
        // The address gives another document than at the first run; what came first counts.
        let first = try await vault.blob(blob, of: person.candidateID, purpose: "take-in-application")
        return try await text(of: ResumeDocument(bytes: first, contentType: found.contentType))
    }
}

extension ActivityFailure {
    static let alreadyReceived = ActivityFailure(Refusal.alreadyReceived.code, Refusal.alreadyReceived.message)
}

private enum ResumeMetric {
    static let seconds = Histogram(
        label: "colloquy_resume_reading_seconds", help: "Time to take the text out of a résumé.")

    static func read(_ outcome: String) -> Counter {
        Counter(
            label: "colloquy_resumes_read_total", dimensions: [("outcome", outcome)],
            help: "Résumés by what came of reading them.")
    }
}
