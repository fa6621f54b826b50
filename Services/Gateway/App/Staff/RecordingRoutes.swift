import Domain
import GatewayCore
import HTTP
import JSON

extension Gateway {
    /// Answers as people play them, by range, each look in the audit.
    var recordingRoutes: [Route] { [recording, captions] }

    private var recording: Route {
        route(
            .get, "/v1/applications/{applicationID}/answers/{answerID}/recording",
            RouteDocumentation(
                "Play an answer: the form that browsers play and seek in.", tag: "applications",
                roles: Role.may(.playAnswers),
                answers: [.init(.ok, "The recording, as WebM or MP4.", .init("video/webm", .binary)), .part],
                problems: [.gone, .rangeNotSatisfiable])
        ) { request in
            try await recording(of: try request.applicationID(), request, for: try request.actor())
        }
    }

    private var captions: Route {
        route(
            .get, "/v1/applications/{applicationID}/answers/{answerID}/captions",
            RouteDocumentation(
                "What was understood of an answer, as captions of its recording.", tag: "applications",
                roles: Role.may(.playAnswers), answers: [.captions])
        ) { request in
            try await captions(of: try request.applicationID(), request, for: try request.actor())
        }
    }

    /// Captions of the answer that the path names; none are in them while nothing has been understood of it.
    func captions(of application: ApplicationID, _ request: Request, for actor: ActorID) async throws -> Response {
        let answerID = try request.parameter("answerID") { try? AnswerID($0) }
        guard let session = try await records.session(application),
            session.takes.contains(where: { $0.answerID == answerID })
        else { throw Problem.notFound }
        let field = "transcript.\(answerID.text)"
        let sealed = try await person.fields([field], session.candidateID, actor, "captions")[field]
        let transcript = try sealed.map { try JSON.decode(Transcript.self, from: Array($0.utf8)) }
        let text = Captions.webVTT(of: transcript ?? Transcript(language: .english, text: "", words: []))
        return .bytes(Array(text.utf8), type: "text/vtt; charset=utf-8").with("X-Content-Type-Options", "nosniff")
            .with("Cache-Control", "private, no-store")
    }

    /// The rendition of the answer that the path names.
    func recording(of application: ApplicationID, _ request: Request, for actor: ActorID) async throws -> Response {
        let answerID = try request.parameter("answerID") { try? AnswerID($0) }
        guard let session = try await records.session(application),
            let rendition = session.takes.first(where: { $0.answerID == answerID })?.rendition
        else { throw Problem.notFound }
        return try await person.document(rendition.blobID, session.candidateID, actor, request)
            .with("Content-Type", rendition.mediaType).with("X-Content-Type-Options", "nosniff")
            .with("Cache-Control", "private, no-store")
    }
}

extension RouteDocumentation.Answer {
    static let captions = Self(
        .ok, "WebVTT; without captions while nothing has been understood.", .init("text/vtt", .binary))
}
