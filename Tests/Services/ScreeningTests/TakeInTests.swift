import Domain
import Encoding
import Events
import Flow
import Foundation
import JSON
import Postgres
import ScreeningCore
import Testing
import Transfer
import Vault

@testable import screening

struct TakeInTests {
    private let words =
        "Zoe Example. Team leadership for twelve people in retail since 2015, with stock, budget and a calm hand on busy days. "

    private func context(_ name: String = "first", origin: EventID? = nil) -> ActivityContext {
        let cause = Cause.stimulus(name, now: Instant(millisecondsSinceEpoch: 1_795_275_000_000))
        return ActivityContext(id: cause.inboxID, origin: origin, key: "app-7", attempt: 1, cause: cause)
    }

    private func received(
        _ resume: ApplicationReceived.Resume, name: String = "Zoe Example", email: String = "zoe@example.com"
    ) -> ApplicationReceived {
        ApplicationReceived(
            applicationID: "app-7", jobID: "job-1",
            candidate: .init(candidateID: nil, name: name, email: email, phone: "+86 10 5555 0100", language: .chinese),
            resume: resume, appliedAt: nil)
    }

    private func attachment(_ bytes: [UInt8]) -> ApplicationReceived.Resume {
        .init(attachment: .init(fileName: "../../x", mediaType: "image/png", base64: Base64.standard.encode(bytes)))
    }

    private func code(_ body: () async throws -> AdmittedResume) async -> String? {
        do {
            _ = try await body()
            return nil
        } catch { return (error as? ActivityFailure)?.code ?? "\(error)" }
    }

    @Test func `the person and the résumé go into the vault and nowhere else`() async throws {
        let (takeIn, vault) = try await makeTakeIn()
        let pdf = DocumentBuilder.pdf([
            words, "Skills", "stock, budget, team leadership, calm, punctual, fluent in English and Chinese",
        ])
        let admitted = try await takeIn(received(attachment(pdf)), context())
        #expect(admitted.candidateID == "c.app-7" && admitted.resume.isReadable)
        let names = ["name", "email", "phone", "language", "resume-text.app-7"]
        let fields = try await vault.fields(names, of: "c.app-7", purpose: "test")
        #expect(fields["name"] == "Zoe Example" && fields["email"] == "zoe@example.com" && fields["language"] == "zh")
        #expect(fields["resume-text.app-7"] == admitted.resume.text.text)
        #expect(try await vault.blob("resume.app-7", of: "c.app-7", purpose: "test") == pdf)
    }

    @Test func `a second run goes on with what the first wrote, a second application is refused`() async throws {
        let (takeIn, vault) = try await makeTakeIn()
        let first = received(.init(text: words + words))
        let admitted = try await takeIn(first, context())
        // The process died before the result was recorded: to the next one it is a first attempt.
        #expect(try await takeIn(first, context()).resume.text.text == admitted.resume.text.text)
        // As it is when an operator gives the record back from the dead letters: another item for the same application.
        let again = try await takeIn(first, context("replay", origin: context().origin))
        #expect(again.resume.text.text == admitted.resume.text.text)
        for other in [received(.init(text: "something else"), name: "Other"), received(.init(text: words + words))] {
            #expect(await code { try await takeIn(other, context("second")) } == "already-received")
        }
        #expect(try await vault.field("name", of: "c.app-7", purpose: "test") == "Zoe Example")
    }

    @Test func `a first run that wrote the document alone is finished by the second`() async throws {
        let (takeIn, vault) = try await makeTakeIn()
        let event = received(.init(text: words + words))
        _ = try await takeIn(event, context())
        try await takeIn.vault.put(fields: ["resume-text.app-7": "", "name": ""], of: "c.app-7")
        let admitted = try await takeIn(event, context())
        let fields = try await vault.fields(["name", "resume-text.app-7"], of: "c.app-7", purpose: "test")
        #expect(fields == ["name": "Zoe Example", "resume-text.app-7": admitted.resume.text.text])
    }

    @Test func `a document that changed between two runs counts as it was at the first`() async throws {
        let (takeIn, vault) = try await makeTakeIn()
        let first = try await takeIn(received(.init(text: words + words)), context())
        let second = try await takeIn(received(.init(text: "Another text. " + words)), context())
        #expect(second.resume.text.text == first.resume.text.text)
        let stored = try await vault.field("resume-text.app-7", of: "c.app-7", purpose: "test")
        #expect(stored == first.resume.text.text)
    }

    @Test func `what cannot be taken in is refused with a code`() async throws {
        let (takeIn, _) = try await makeTakeIn()
        let cases: [(ApplicationReceived, String)] = [
            (received(.init(text: words), name: " "), "name-invalid"),
            (received(.init(text: words), name: "a\r\nBcc: b"), "name-invalid"),
            (received(.init(text: words), email: "nobody"), "email-invalid"),
            (received(.init()), "resume-form-invalid"),
            (received(.init(text: "a", reference: "https://example.com")), "resume-form-invalid"),
            (received(.init(text: "")), "resume-empty"),
            (received(.init(attachment: .init(fileName: "a", mediaType: "b", base64: "%%%"))), "attachment-malformed"),
            (received(attachment([0x89, 0x50, 0x4E, 0x47])), "resume-type-unsupported"),
            (received(.init(reference: "http://example.com/a.pdf")), "reference-invalid"),
            (received(.init(reference: "https://127.0.0.1/a.pdf")), "reference-failed"),
            (received(.init(json: .array([]))), "resume-type-unsupported"),
        ]
        for (event, expected) in cases {
            #expect(await code { try await takeIn(event, context()) } == expected)
        }
    }

    /// On a database of its own of the cluster that `make test` started.
    private func makeTakeIn() async throws -> (TakeIn, Vault) {
        guard let administrator = ProcessInfo.processInfo.environment["POSTGRES_ADMIN_URL"] else {
            throw PostgresError(code: "08000", message: "POSTGRES_ADMIN_URL is not set: run the tests by `make test`")
        }
        let name = "screening_\(UUID().uuidString.lowercased().replacing("-", with: ""))"
        try Connection(administrator, name: "tests").execute("CREATE DATABASE \(name)")
        var components = URLComponents(string: administrator)
        components?.path = "/\(name)"
        let database = Database(
            .init(url: components?.string ?? administrator, name: "tests", schema: nil, connectionCount: 2))
        let folder = FileManager.default.temporaryDirectory.appending(path: name).path
        let key = "1:" + Base64.standard.encode([UInt8](repeating: 1, count: 32))
        let settings = try VaultSettings { ["VAULT_KEK": key, "VAULT_DIRECTORY": folder][$0] }
        let vault = try await Vault.open(settings, database: database, actor: "screening", now: { .epoch })
        return (TakeIn(vault: vault, client: HTTPClient(rule: .publicOnly)), vault)
    }
}
