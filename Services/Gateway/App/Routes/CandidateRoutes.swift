import Crypto
import Domain
import Events
import Flow
import GatewayCore
import HTTP

extension Gateway {
    private static let interview = [Role.candidate(.interview)]
    private static let tag = "candidate"

    /// What the candidate does in the interview: follow the link, agree, start, hand in.
    var candidateRoutes: [Route] {
        [exchange, session, consents, withdrawal, start, submission, survey, status]
    }

    private var exchange: Route {
        route(
            .post, "/v1/links/exchange",
            RouteDocumentation(
                "Exchange a link's token for a session of twelve hours.", tag: Self.tag,
                request: .json(.named("Link")),
                answers: [.init(.ok, "The session.", .json(.named("Session")))],
                problems: [.unauthorized, .notFound, .gone])
        ) { request in
            let link = try await request.read(LinkBody.self, bytesMax: 4096)
            guard
                let purpose = LinkToken.Purpose.allCases.first(where: {
                    links.isValid(link.token, for: link.applicationID.text, $0)
                })
            else { throw Problem.linkInvalid }
            try await awaitTarget(of: purpose, link.applicationID)
            let session = sessions.make(link.applicationID, purpose, at: now())
            return try .value(SessionBody(session: session, purpose: purpose.rawValue))
        }
    }

    /// Waits until what the link opens is known here; a link that leads to what is gone ends in the page's own answer.
    private func awaitTarget(of purpose: LinkToken.Purpose, _ application: ApplicationID) async throws {
        let clock = ContinuousClock()
        let deadline = clock.now + .milliseconds(linkPatienceMilliseconds)
        while clock.now < deadline, try await !isKnown(purpose, application) {
            try await clock.sleep(for: .milliseconds(50))
        }
    }

    private func isKnown(_ purpose: LinkToken.Purpose, _ application: ApplicationID) async throws -> Bool {
        switch purpose {
        case .interview: try await records.session(application) != nil
        case .offer: try await records.application(application)?.offer != nil
        case .contract: try await records.application(application)?.contract?.isReadyToSign == true
        case .status: try await records.application(application) != nil
        }
    }

    private var session: Route {
        route(
            .get, "/v1/candidate/session",
            RouteDocumentation(
                "The interview: questions (their text once it is started), consents, answers and uploads.",
                tag: Self.tag, roles: Self.interview, answers: [.init(.ok, "The interview.", .json(.any))],
                problems: [.notFound, .gone])
        ) { request in try await sessionPage(request) }
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
            let version = body.textVersion ?? ConsentText.version
            guard version == ConsentText.version else {
                throw Problem(.conflict, code: "other-text", detail: "The text has changed; show the present one.")
            }
            return try await act("give-consent", GiveConsent(purposes: body.purposes, textVersion: version), request)
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
            return try await act("withdraw-consent", WithdrawConsent(purposes: [purpose]), request)
        }
    }

    private var start: Route {
        route(
            .post, "/v1/candidate/start",
            RouteDocumentation(
                "Open the first question.", tag: Self.tag, roles: Self.interview, fields: [.idempotencyKey],
                answers: [.init(.ok, "The interview, with the questions' texts.", .json(.any))])
        ) { request in try await act("start-interview", StartInterview(), request) }
    }

    private var submission: Route {
        route(
            .post, "/v1/candidate/submit",
            RouteDocumentation(
                "Hand the interview in; the last take of every question counts.", tag: Self.tag,
                roles: Self.interview, fields: [.idempotencyKey],
                answers: [.init(.ok, "The interview.", .json(.any))])
        ) { request in try await act("submit-interview", SubmitInterview(), request) }
    }

    private var survey: Route {
        route(
            .post, "/v1/candidate/survey",
            RouteDocumentation(
                "Say how the process was, 1 to 5.", tag: Self.tag, roles: Self.interview, fields: [.idempotencyKey],
                request: .json(.object([.init("satisfaction", .number(1...5), "1 to 5.")])),
                answers: [.init(.ok, "The interview.", .json(.any))])
        ) { request in
            let body = try await request.read(AnswerSurvey.self, bytesMax: 4096)
            return try await act("answer-survey", body, request)
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
            return try .value(StatusPage(view))
        }
    }

    private func act(_ name: String, _ body: any Codable & Sendable, _ request: Request) async throws -> Response {
        let application = try request.candidateApplication()
        let isReplay = try await accept(name, body, key: application.text, request)
        return try await sessionPage(request).replayed(isReplay)
    }

    private func sessionPage(_ request: Request) async throws -> Response {
        guard let session = try await records.session(try request.candidateApplication()) else {
            throw Problem.notFound
        }
        return try .value(SessionPage(session))
    }
}

private struct LinkBody: Decodable {
    let applicationID: ApplicationID
    let token: String
}

private struct SessionBody: Encodable {
    let session: String
    let purpose: String
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
