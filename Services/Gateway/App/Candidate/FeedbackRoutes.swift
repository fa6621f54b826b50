import Domain
import Events
import GatewayCore
import HTTP
import JSON

extension Gateway {
    /// What the candidate gets back for an interview, and says about it.
    var feedbackRoutes: [Route] { [feedback, pool] }

    private var feedback: Route {
        route(
            .get, "/v1/candidate/feedback",
            RouteDocumentation(
                "A summary of the report with advice, where the employer shares it.", tag: "candidate",
                roles: Role.everyCandidate, answers: [.init(.ok, "The feedback.", .json(.any))], problems: [.notFound])
        ) { request in
            guard let feedback = try await sharedFeedback(of: try request.candidateApplication()) else {
                throw Problem(
                    .notFound, code: "no-feedback", detail: "There is no feedback, or the employer does not share it.")
            }
            return try .value(feedback)
        }
    }

    private var pool: Route {
        route(
            .put, "/v1/candidate/talent-pool",
            RouteDocumentation(
                "Agree that one's résumé is kept for other openings, or take that back; at any time.", tag: "candidate",
                roles: Role.everyCandidate, fields: [.idempotencyKey],
                request: .json(.object([.init("isIn", .boolean, "False takes it back.")])),
                answers: [.init(.accepted, "Recorded.", .json(.named("Recorded")))])
        ) { request in
            let body = try await request.read(PoolBody.self, bytesMax: 4096)
            return try await join(body.isIn, request)
        }
    }

    func join(_ isIn: Bool, _ request: Request) async throws -> Response {
        let application = try request.candidateApplication()
        return isIn
            ? try await record(
                GiveConsent(purposes: [.talentPool], textVersion: consentText.version), of: application, request)
            : try await record(WithdrawConsent(purposes: [.talentPool]), of: application, request)
    }

    /// Made from the stored report, so that it never says anything else than HR reads; nil where it is not shared yet.
    func sharedFeedback(of application: ApplicationID) async throws -> Feedback? {
        guard let view = try await records.application(application), let report = view.report,
            let candidate = view.candidateID, let id = view.jobID, let job = try await records.job(id),
            view.sharesFeedback(job.job.feedback)
        else { return nil }
        let bytes = try await person.blob(report.documents.json, candidate, "candidate", "own-feedback")
        return Feedback(try JSON.decode(StoredReport.self, from: bytes), in: view.language ?? .english)
    }

    /// The candidate's own words about the process, for HR.
    static func surveyField(_ application: ApplicationID) -> String { "survey.\(application)" }
}

private struct PoolBody: Decodable {
    let isIn: Bool
}

/// The part of a report that its candidate may see.
struct StoredReport: Decodable {
    struct Dimension: Decodable {
        let name: String
        let outcome: ScoreOutcome
        let level: String?
        let deductions: [LostPoints]
    }

    struct LostPoints: Decodable {
        let points: Score
        let code: String
        let sentence: String
        let questionNumber: Int?
    }

    struct Answer: Decodable {
        let questionNumber: Int
        var face: Face?
    }

    struct Face: Decodable {
        let sentences: [String]
    }

    let dimensions: [Dimension]
    var answers: [Answer]?
}

/// The report's summary for its candidate.
struct Feedback: Encodable {
    struct Dimension: Encodable {
        let name: String
        /// What was measured was enough to say something.
        let isMeasured: Bool
        let level: String
        let advice: [Advice]
    }

    struct Advice: Encodable {
        /// As the report has it.
        let observation: String
        let suggestion: String
        let questionNumber: Int?
    }

    /// What was seen of the face, where the candidate agreed to that; nothing was made of it.
    struct Face: Encodable {
        let questionNumber: Int
        let sentences: [String]
    }

    /// Of each dimension: more than a person can work on helps nobody.
    private static let adviceCountMax = 3

    let dimensions: [Dimension]
    let faces: [Face]?

    init(_ report: StoredReport, in language: Language) {
        let faces = (report.answers ?? []).compactMap { answer in
            answer.face.map { Face(questionNumber: answer.questionNumber, sentences: $0.sentences) }
        }
        self.faces = faces.isEmpty ? nil : faces
        dimensions = report.dimensions.map { dimension in
            Dimension(
                name: dimension.name, isMeasured: dimension.outcome == .scored,
                level: FeedbackWords.level(dimension.outcome == .scored ? dimension.level : nil)[language],
                advice: dimension.deductions.sorted { $0.points > $1.points }.prefix(Self.adviceCountMax).map { lost in
                    Advice(
                        observation: lost.sentence, suggestion: FeedbackWords.advice(lost.code)[language],
                        questionNumber: lost.questionNumber)
                })
        }
    }
}
