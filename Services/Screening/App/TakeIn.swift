import Domain
import Events
import Failpoints
import Flow
import ScreeningCore
import Telemetry
import Transfer
import Vault

/// Takes an application in: the person into the vault, the text out of the résumé. May be done twice; the second time
/// writes the same.
struct TakeIn: Sendable {
    let vault: Vault
    let client: HTTPClient

    func callAsFunction(_ event: ApplicationReceived, _ context: ActivityContext) async throws -> AdmittedResume {
        let person = try Person(event)
        let textField = "resume-text.\(event.applicationID)"
        // A first run finds nothing of this application, unless another one under the same name came before.
        let found = try await vault.field(textField, of: person.candidateID, purpose: "take-in-application")
        if context.attempt == 1, found != nil { throw ActivityFailure.alreadyReceived }
        let document = try await ResumeDocument(event.resume, client)
        let started = ContinuousClock.now
        let resume: Resume
        do throws(ExtractionError) { resume = try await document.read() } catch {
            ResumeMetric.read("\(error.failure.code)").increment()
            throw error.failure
        }
        ResumeMetric.seconds.record(started.duration(to: .now))
        ResumeMetric.read(resume.isReadable ? "text" : "unreadable").increment()
        do {
            let blob = try BlobID("resume.\(event.applicationID)")
            try await vault.put(document.bytes, blob: blob, of: person.candidateID, contentType: document.contentType)
        } catch VaultError.differs { throw ActivityFailure.alreadyReceived }
        try failpoint(throwing: "W2")
        var fields = person.fields
        fields[textField] = resume.text.text
        try await vault.put(fields: fields, of: person.candidateID)
        return AdmittedResume(candidateID: person.candidateID, language: event.candidate.language, resume: resume)
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
