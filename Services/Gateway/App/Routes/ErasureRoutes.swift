import Domain
import GatewayCore
import HTTP

extension Gateway {
    /// Erasing on request. Nothing brings it back.
    var erasureRoutes: [Route] { [erasure] }

    private var erasure: Route {
        route(
            .post, "/v1/candidates/{candidateID}/erasures",
            RouteDocumentation(
                "Erase a candidate: destroys their key, ends their applications and links. Doing it again changes nothing.",
                tag: "candidates", roles: [Role.hr], request: .json(.named("Erasure")),
                answers: [.init(.accepted, "Erased; the applications end within moments.", .json(.named("Erased")))],
                problems: [.notFound, .unprocessableContent])
        ) { request in
            let candidate = try request.parameter("candidateID") { try? CandidateID($0) }
            let body = try await request.read(ErasureBody.self, bytesMax: 4096)
            guard isCode(body.reason) else {
                throw Problem(
                    .unprocessableContent, code: "malformed-reason",
                    detail: "A reason is a code in kebab-case: it is kept in the audit, where nothing personal belongs."
                )
            }
            guard try await person.erase(candidate, body.reason, try request.actor()) else { throw Problem.notFound }
            return try .value(Erased(candidateID: candidate), status: .accepted)
        }
    }
}

private struct ErasureBody: Decodable {
    let reason: String
}

private struct Erased: Encodable {
    let candidateID: CandidateID
    let status = "erased"

    private enum CodingKeys: String, CodingKey { case candidateID, status }
}
