import Crypto
import Domain
import GatewayCore
import HTTP

/// A question is opened, a take of it begun, interrupted, paused and ended: all by the server's clock. Each answers with the
/// interview, so that a page reads where it stands out of whatever it asked for last.
extension Gateway {
    private static let path = "/v1/candidate/questions/{questionID}"

    var takeRoutes: [Route] { [opening, beginning, continuing, pausing, resuming, ending, settling, playing, reading] }

    private var playing: Route {
        route(
            .get, "/v1/candidate/answers/{answerID}/recording",
            RouteDocumentation(
                "Play one's own answer.", tag: "takes", roles: [Role.candidate(.interview)],
                answers: [.init(.ok, "The recording, as WebM or MP4.", .init("video/webm", .binary)), .part],
                problems: [.gone, .rangeNotSatisfiable])
        ) { request in
            try await recording(of: try request.candidateApplication(), request, for: "candidate")
        }
    }

    private var reading: Route {
        route(
            .get, "/v1/candidate/answers/{answerID}/captions",
            RouteDocumentation(
                "What was understood of one's own answer, as captions of its recording.", tag: "takes",
                roles: [Role.candidate(.interview)], answers: [.captions])
        ) { request in
            try await captions(of: try request.candidateApplication(), request, for: "candidate")
        }
    }

    private var opening: Route {
        step("/opening", "Open a question: its text is shown from now on, and the time to think runs.") { request in
            try await act(OpenQuestion(questionID: try question(request)), request)
        }
    }

    private var beginning: Route {
        step("/takes", "Begin a take: the answer time runs. While one runs, it is that one.") { request in
            try await act(BeginTake(questionID: try question(request)), request)
        }
    }

    private var continuing: Route {
        step(
            "/takes/{take}/parts",
            "Go on with a take that was interrupted, in a further part; its number is `partCount`.",
            request: .json(
                .object([
                    .init(
                        "lostMilliseconds", .integer(0...86_400_000), "How long nothing could be recorded.",
                        isRequired: false)
                ]))
        ) { request in
            let hasBody = request.headers["content-type"] != nil
            let body = hasBody ? try await request.read(PartBody.self, bytesMax: 1024) : PartBody(lostMilliseconds: nil)
            let (question, take) = try place(request)
            return try await act(
                ContinueTake(questionID: question, take: take, lostMilliseconds: body.lostMilliseconds ?? 0), request)
        }
    }

    private var pausing: Route {
        step("/takes/{take}/pause", "Stop the clock, as often as the question allows.") { request in
            let (question, take) = try place(request)
            return try await act(PauseTake(questionID: question, take: take), request)
        }
    }

    private var resuming: Route {
        step("/takes/{take}/resumption", "Let the clock run on.") { request in
            let (question, take) = try place(request)
            return try await act(ResumeTake(questionID: question, take: take), request)
        }
    }

    private var ending: Route {
        step("/takes/{take}/end", "Be done with a take; it becomes an answer when all its parts have arrived.") {
            request in
            let (question, take) = try place(request)
            return try await act(EndTake(questionID: question, take: take), request)
        }
    }

    private var settling: Route {
        step("/takes/{take}/settlement", "Make an answer of what has arrived: nothing more will.") { request in
            let (question, take) = try place(request)
            return try await act(SettleTake(questionID: question, take: take), request)
        }
    }

    private func step(
        _ path: String, _ summary: String, request: RouteDocumentation.Content? = nil,
        respond: @escaping @Sendable (Request) async throws -> Response
    ) -> Route {
        route(
            .post, Self.path + path,
            RouteDocumentation(
                summary, tag: "takes", roles: [Role.candidate(.interview)], fields: [.idempotencyKey], request: request,
                answers: [.init(.ok, "The interview.", .json(.any))]), respond: respond)
    }

    private func question(_ request: Request) throws -> QuestionID {
        try request.parameter("questionID") { try? QuestionID($0) }
    }

    private func place(_ request: Request) throws -> (QuestionID, Int) {
        (try question(request), try request.parameter("take") { Int($0) })
    }
}

private struct PartBody: Decodable {
    let lostMilliseconds: Int64?
}
