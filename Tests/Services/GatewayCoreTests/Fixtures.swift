import Domain
import Events
import Flow
import FlowTesting
import GatewayCore

/// A gateway in memory with one invited candidate, whose uploads are what the test says they are.
struct Desk {
    static let application: ApplicationID = "app-1"
    static let invited = InterviewInvited(
        applicationID: application, jobID: "job-1", candidateID: "cand-1", language: .english, plan: plan,
        invitedAt: Instant(millisecondsSinceEpoch: 1_795_275_000_000),
        expiresAt: Instant(millisecondsSinceEpoch: 1_795_275_000_000).advanced(byDays: 7))
    static let plan: InterviewPlan = {
        var second = Question.sample
        second.questionID = "q2"
        return InterviewPlan(
            jobTitle: "Clerk", questions: [.sample, second], dimensions: [.sample], retakesMax: 1, policy: .cn)
    }()

    let scenario: Scenario

    init(_ assemble: @escaping @Sendable (AssembleAnswer) throws -> AssembledAnswer = Desk.assemble) {
        scenario = Scenario(
            "gateway",
            reactions(
                assemble: { input, _ in try assemble(input) }, discard: { _, _ in true }, note: { _, _ in true },
                imports: Self.imports))
    }

    /// Of a table whose first part has 400 good rows, and its second 300.
    static let imports = ImportActivities(
        check: { _, _ in ImportCheck(goodCount: 700, refusedCount: 300) },
        write: { work, _ in .written(work.part == 0 ? 400 : 300) }, discard: { _, _ in true })

    static let assemble: @Sendable (AssembleAnswer) throws -> AssembledAnswer = {
        AssembledAnswer(byteCount: $0.byteCount, sha256: String(repeating: "a", count: 64))
    }

    func session() throws -> InterviewSession? { try scenario.state(InterviewSession.self, Self.application.text) }
    func view() throws -> ApplicationView? { try scenario.state(ApplicationView.self, Self.application.text) }

    @discardableResult
    func submit(_ body: some Submission, idempotencyKey: String? = nil) throws -> Outcome {
        try scenario.submit(body, key: Self.application.text, idempotencyKey: idempotencyKey)
    }

    /// Invited, agreed and started.
    func begin() throws {
        try scenario.when(Self.invited)
        try submit(GiveConsent(purposes: [.recording, .aiAssessment], textVersion: "2026-11"))
        try submit(StartInterview())
    }

    func open(_ upload: UploadID, _ question: QuestionID = "q1", bytes: Int64 = 1000) throws -> Outcome {
        try submit(
            OpenUpload(uploadID: upload, questionID: question, byteCount: bytes, mediaType: "video/webm")
        )
    }

    /// One whole answer.
    func answer(_ question: QuestionID, _ upload: UploadID) async throws {
        _ = try open(upload, question)
        try submit(FinishUpload(uploadID: upload))
        try await scenario.runParked()
    }
}

extension Outcome {
    var code: String? { if case .refused(let refusal) = self { refusal.code } else { nil } }
}
