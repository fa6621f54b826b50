import Crypto
import Domain
import Events
import Flow
import GatewayCore
import HTTP

extension Gateway {
    private static let roles = [Role.candidate(.interview)]
    private static let tag = "candidate"
    private static let path = "/v1/candidate/questions/{questionID}"

    /// Answers in writing: a draft that is kept, runs of a program, handing in.
    var writingRoutes: [Route] { [draftSaving, draftReading, runBegin, runReading, writtenAnswer] }

    private var draftSaving: Route {
        route(
            .put, Self.path + "/draft",
            RouteDocumentation(
                "Keep what is written so far; the page may be closed.", tag: Self.tag, roles: Self.roles,
                request: .json(.named("Draft")), answers: [.init(.ok, "Kept.", .json(.any))],
                problems: [.notFound, .conflict, .gone, .contentTooLarge, .unprocessableContent])
        ) { request in
            let (session, question) = try await writtenQuestion(request)
            try refusing { () throws(Refusal) in _ = try session.writable(question.questionID, at: now()) }
            let draft = try await sentDraft(request)
            return try .value(ShownDraft(try await keep(draft, session, question), question))
        }
    }

    private var draftReading: Route {
        route(
            .get, Self.path + "/draft",
            RouteDocumentation(
                "What was written so far.", tag: Self.tag, roles: Self.roles,
                answers: [.init(.ok, "The draft; empty when there is none.", .json(.any))],
                problems: [.notFound, .conflict, .gone])
        ) { request in
            let (session, question) = try await writtenQuestion(request)
            return try .value(ShownDraft(try await keptDraft(session, question), question))
        }
    }

    private var runBegin: Route {
        route(
            .post, Self.path + "/runs",
            RouteDocumentation(
                "Run a program on the open examples, six times a minute at most.", tag: Self.tag, roles: Self.roles,
                fields: [.idempotencyKey], request: .json(.named("Draft")),
                answers: [.init(.accepted, "The run, to be asked for by its number.", .json(.any))],
                problems: [.contentTooLarge, .tooManyRequests])
        ) { request in
            let (session, question) = try await writtenQuestion(request)
            let draft = try await sentDraft(request)
            let (run, isReplay) = try await run(draft, session, question, request)
            return try Response.value(ShownRun(run, nil), status: .accepted).replayed(isReplay)
        }
    }

    private var runReading: Route {
        route(
            .get, Self.path + "/runs/{runNumber}",
            RouteDocumentation(
                "What became of a run: `isDone` says whether it has ended.", tag: Self.tag, roles: Self.roles,
                answers: [.init(.ok, "The run.", .json(.any))], problems: [.notFound, .gone])
        ) { request in
            let (session, question) = try await writtenQuestion(request)
            let number = try request.parameter("runNumber") { Int($0) }
            guard let run = session.runs?.first(where: { $0.number == number && $0.questionID == question.questionID })
            else { throw Problem.notFound }
            return try .value(try await shown(run, session))
        }
    }

    private var writtenAnswer: Route {
        route(
            .post, Self.path + "/written-answer",
            RouteDocumentation(
                "Hand a written answer in.", tag: Self.tag, roles: Self.roles, fields: [.idempotencyKey],
                request: .json(.named("Draft")), answers: [.init(.ok, "The interview.", .json(.any))],
                problems: [.contentTooLarge])
        ) { request in
            let (session, question) = try await writtenQuestion(request)
            let isReplay = try await handIn(try await sentDraft(request), session, question, request)
            guard let after = try await records.session(session.applicationID) else { throw Problem.notFound }
            return try Response.value(ShownInterview(after, consentText, at: now())).replayed(isReplay)
        }
    }
}
