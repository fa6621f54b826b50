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
                "Erase a candidate: destroys their key, ends their applications and links. Signed contracts are kept apart, by "
                    + "law, unless an administrator says `anyway`. Doing it again changes nothing.",
                tag: "candidates", roles: Role.may(.erase), request: .json(.named("Erasure")),
                answers: [.init(.accepted, "Erased; the applications end within moments.", .json(.named("Erased")))],
                problems: [.notFound, .unprocessableContent])
        ) { request in
            let candidate = try request.parameter("candidateID") { try? CandidateID($0) }
            let body = try await request.read(ErasureBody.self, bytesMax: 4096)
            guard isReasonCode(body.reason) else {
                throw Problem(
                    .unprocessableContent, code: "malformed-reason",
                    detail: "A reason is a code in kebab-case: it is kept in the audit, where nothing personal belongs."
                )
            }
            let isAnyway = body.anyway ?? false
            guard !isAnyway || request.isOfAdministrator else { throw Problem.notYours }
            guard let kept = try await person.erase(candidate, body.reason, isAnyway, try request.actor()) else {
                throw Problem.notFound
            }
            return try .value(Erased(candidateID: candidate, contractsKept: kept), status: .accepted)
        }
    }
}

private struct ErasureBody: Decodable {
    let reason: String
    let anyway: Bool?
}

private struct Erased: Encodable {
    let candidateID: CandidateID
    let contractsKept: Int
    let status = "erased"

    private enum CodingKeys: String, CodingKey { case candidateID, contractsKept, status }
}
