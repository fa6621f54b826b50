import HTTP

/// A route whose errors are turned into problems, in the house's own JSON unless `tell` says otherwise.
func route(
    _ method: Method, _ pattern: String, _ documentation: RouteDocumentation, limits: RouteLimits = RouteLimits(),
    tell: @escaping @Sendable (Problem, Request) -> Response = { problem, _ in problem.response },
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
    return Route(method, pattern, documentation, limits: limits, tell: tell) { request in
        do { return try await respond(request) } catch {
            guard let problem = Problem.of(error) else { throw error }
            throw problem
        }
    }
}
