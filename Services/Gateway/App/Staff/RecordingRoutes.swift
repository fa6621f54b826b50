import Domain
import GatewayCore
import HTTP

extension Gateway {
    /// Answers as people play them, by range, each look in the audit.
    var recordingRoutes: [Route] { [recording] }

    private var recording: Route {
        route(
            .get, "/v1/applications/{applicationID}/answers/{answerID}/recording",
            RouteDocumentation(
                "Play an answer: the form that browsers play and seek in.", tag: "applications",
                roles: [Role.hr, Role.approver],
                answers: [.init(.ok, "The recording, as WebM or MP4.", .init("video/webm", .binary)), .part],
                problems: [.gone, .rangeNotSatisfiable])
        ) { request in
            try await recording(of: try request.applicationID(), request, for: try request.actor())
        }
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
