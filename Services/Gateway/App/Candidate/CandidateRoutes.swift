import Crypto
import Domain
import Events
import Flow
import GatewayCore
import HTTP

extension Gateway {
    private static let interview = [Role.candidate(.interview)]
    private static let tag = "candidate"

    /// What the candidate does in the interview: agree, start, hand in.
    var candidateRoutes: [Route] {
        [session, consents, withdrawal, start, submission, survey, status]
    }

    private var session: Route {
        route(
            .get, "/v1/candidate/session",
            RouteDocumentation(
                "The interview: questions (their text once it is started), consents, answers and uploads.",
                tag: Self.tag, roles: Self.interview, answers: [.init(.ok, "The interview.", .json(.any))],
                problems: [.notFound, .gone])
        ) { request in try await shownInterview(request) }
    }

    private var consents: Route {
        route(
            .post, "/v1/candidate/consents",
            RouteDocumentation(
                "Agree, before anything is recorded; each purpose on its own.", tag: Self.tag, roles: Self.interview,
                fields: [.idempotencyKey], request: .json(.named("Consents")),
                answers: [.init(.ok, "The interview.", .json(.any))])
        ) { request in
            let body = try await request.read(ConsentBody.self, bytesMax: 4096)
            let session = try await records.session(try request.candidateApplication())
            let text = session.map(consentText.of) ?? consentText
            let version = body.textVersion ?? text.version
            guard version == text.version else {
                throw Problem(.conflict, code: "other-text", detail: "The text has changed; show the present one.")
            }
            let asked = session.map(consentText.purposes)
            let purposes = body.purposes.filter { asked?.contains($0) ?? true }
            return try await act(GiveConsent(purposes: purposes, textVersion: version), request)
        }
    }

    private var withdrawal: Route {
        route(
            .delete, "/v1/candidate/consents/{purpose}",
            RouteDocumentation(
                "Take consent back.", tag: Self.tag, roles: Self.interview,
                answers: [.init(.ok, "The interview.", .json(.any))], problems: [.conflict, .gone])
        ) { request in
            let purpose = try request.parameter("purpose") { ConsentPurpose(rawValue: $0) }
            return try await act(WithdrawConsent(purposes: [purpose]), request)
        }
    }

    private var start: Route {
        route(
            .post, "/v1/candidate/start",
            RouteDocumentation(
                "Open the first question.", tag: Self.tag, roles: Self.interview, fields: [.idempotencyKey],
                answers: [.init(.ok, "The interview, with the questions' texts.", .json(.any))])
        ) { request in
            let device = try request.visitor().device
            return try await act(StartInterview(identityConfirmedAt: device.identityConfirmedAt), request)
        }
    }

    private var submission: Route {
        route(
            .post, "/v1/candidate/submit",
            RouteDocumentation(
                "Hand the interview in; the last take of every question counts.", tag: Self.tag,
                roles: Self.interview, fields: [.idempotencyKey],
                answers: [.init(.ok, "The interview.", .json(.any))])
        ) { request in try await act(SubmitInterview(), request) }
    }

    private var survey: Route {
        route(
            .post, "/v1/candidate/survey",
            RouteDocumentation(
                "Say how the process was, 1 to 5.", tag: Self.tag, roles: Self.interview, fields: [.idempotencyKey],
                request: .json(.named("Survey")),
                answers: [.init(.ok, "The interview.", .json(.any))])
        ) { request in
            let body = try await request.read(SurveyBody.self, bytesMax: 32 * 1024)
            try await answerSurvey(body.satisfaction, words: body.words, request)
            return try await shownInterview(request)
        }
    }

    private var status: Route {
        route(
            .get, "/v1/candidate/status",
            RouteDocumentation(
                "Where the application stands, as the candidate may know it.", tag: Self.tag,
                roles: Role.everyCandidate, answers: [.init(.ok, "The status.", .json(.any))],
                problems: [.notFound, .gone])
        ) { request in
            guard let view = try await records.application(try request.candidateApplication()) else {
                throw Problem.notFound
            }
            return try .value(ShownStatus(view))
        }
    }

    /// The words go into the vault with the first answer; a later one changes nothing.
    func answerSurvey(_ satisfaction: Double, words: String?, _ request: Request) async throws {
        let application = try request.candidateApplication()
        let words = try written(words)
        if let words, let session = try await records.session(application), session.submittedAt != nil,
            session.surveyedAt == nil
        {
            try await person.putFields([Self.surveyField(application): words], session.candidateID)
        }
        _ = try await accept(AnswerSurvey(satisfaction: satisfaction), key: application.text, request)
    }

    func act(_ body: some Submission, _ request: Request) async throws -> Response {
        let application = try request.candidateApplication()
        let isReplay = try await accept(body, key: application.text, request)
        return try await shownInterview(request).replayed(isReplay)
    }

    private func shownInterview(_ request: Request) async throws -> Response {
        guard let session = try await records.session(try request.candidateApplication()) else {
            throw Problem.notFound
        }
        return try .value(ShownInterview(session, consentText, at: now()))
    }
}

private struct SurveyBody: Decodable {
    let satisfaction: Double
    let words: String?
}

private struct ConsentBody: Decodable {
    let purposes: [ConsentPurpose]
    let textVersion: String?
}

extension RouteDocumentation.Field {
    static let idempotencyKey = RouteDocumentation.Field(
        "Idempotency-Key", in: .header, "Makes a repeat harmless: the same key is done once.",
        schema: .text(pattern: "^[!-~]{1,200}$"))
}
