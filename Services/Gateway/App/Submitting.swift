import Crypto
import Domain
import Failpoints
import Flow
import HTTP
import JSON

extension Gateway {
    /// Hands a submission to its row. The same idempotency key from the same caller is done once.
    ///
    /// Returns whether it was a repeat. Throws a `Problem` for a business no.
    func accept(
        _ body: some Submission, key: String, _ request: Request
    ) async throws -> Bool {
        let scope = request.principal(as: Principal.self)?.scope ?? "anyone"
        let id = "\(scope)/\(key)/\(try idempotencyKey(request))"
        if request.headers["idempotency-key"] != nil {
            try await claim("\(type(of: body).name)/\(id)", for: [try JSON.encode(body)])
        }
        return try await accept(body, key: key, idempotencyKey: id)
    }

    func accept(_ body: some Submission, key: String, idempotencyKey: String) async throws -> Bool {
        failpoint("G1")
        let outcome = try await submit(body, key, idempotencyKey)
        failpoint("G2")
        switch outcome {
        case .applied, .parked: return false
        case .duplicate: return true
        case .refused(let refusal): throw Problem(refusal)
        case .notYet, .stale: throw Problem.busy
        case .buried, .ignored:
            throw Problem(.unprocessableContent, code: "not-understood", detail: "This could not be taken in.")
        }
    }

    /// The caller's key, or a fresh one when the caller gave none.
    func idempotencyKey(_ request: Request) throws -> String {
        guard let key = request.headers["idempotency-key"] else { return Hex.encode(randomBytes(count: 16)) }
        guard (1...200).contains(key.utf8.count), key.utf8.allSatisfy({ (33...126).contains($0) }) else {
            throw Problem(
                .badRequest, code: "malformed-idempotency-key", detail: "A key has 1 to 200 visible ASCII characters.")
        }
        return key
    }
}

extension Response {
    /// Says that the answer is to a request that had been done before.
    func replayed(_ isReplay: Bool) -> Response { isReplay ? with("Idempotent-Replay", "true") : self }
}

/// A route whose errors are turned into problems, in the house's own JSON.
func route(
    _ method: Method, _ pattern: String, _ documentation: RouteDocumentation, limits: RouteLimits = RouteLimits(),
    respond: @escaping @Sendable (Request) async throws -> Response
) -> Route {
    var documentation = documentation
    if documentation.fields.contains(where: { $0.name == RouteDocumentation.Field.idempotencyKey.name }) {
        documentation.problems += [.notFound, .conflict, .gone, .unprocessableContent]
    }
    // What a link may no longer do, and whom the vault forgot.
    if documentation.roles.contains(where: Role.everyCandidate.contains) {
        documentation.problems += [.conflict, .gone]
    }
    return Route(method, pattern, documentation, limits: limits) { request in
        do { return try await respond(request) } catch {
            guard let problem = Problem.of(error) else { throw error }
            throw problem
        }
    }
}
