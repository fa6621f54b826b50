import Domain

/// The routes of a service; the same value answers in process and behind a ``Server``.
package struct Router: Sendable {
    package let routes: [Route]
    /// Finds out who asks and whether they may; what it returns is the request's principal.
    package typealias Admission = @Sendable (Request, Route) async throws -> (any Sendable)?
    /// Told of every error that is not a ``Problem``: the caller learns nothing of it but a 500.
    package typealias ErrorHook = @Sendable (any Error, _ route: String) -> Void

    private let admit: Admission?
    private let onError: ErrorHook
    private let bySegmentCount: [Int: [Route]]

    package init(_ routes: [Route], admit: Admission? = nil, onError: @escaping ErrorHook = { _, _ in }) {
        self.routes = routes
        self.admit = admit
        self.onError = onError
        bySegmentCount = Dictionary(grouping: routes) { $0.pattern.segments.count }
            .mapValues { $0.sorted { $0.pattern.literalCount > $1.pattern.literalCount } }
        let names = routes.map { "\($0.method.rawValue) \($0.pattern)" }
        precondition(Set(names).count == names.count, "A route is declared twice")
    }

    /// Where a request goes.
    enum Match: Sendable {
        case route(Route, parameters: [String: String])
        case refusal(Problem)
        /// OPTIONS on a path that has no route of its own for it.
        case allowed(String)
    }

    func match(_ method: Method, _ path: String) -> Match {
        let parts = RoutePattern.split(path)
        var found: [(route: Route, parameters: [String: String])] = []
        for route in bySegmentCount[parts.count] ?? [] {
            guard let parameters = route.pattern.match(parts) else { continue }
            guard found.isEmpty || found[0].route.pattern == route.pattern else { continue }
            found.append((route, parameters))
        }
        guard !found.isEmpty else { return .refusal(.notFound) }
        let wanted =
            found.first { $0.route.method == method }
            ?? (method == .head ? found.first { $0.route.method == .get } : nil)
        if let wanted { return .route(wanted.route, parameters: wanted.parameters) }
        let allow = allowed(found.map(\.route.method))
        return method == .options ? .allowed(allow) : .refusal(.methodNotAllowed(allow: allow))
    }

    private func allowed(_ methods: [Method]) -> String {
        let all = Set(methods).union([.options]).union(methods.contains(.get) ? [.head] : [])
        return Method.allCases.filter(all.contains).map(\.rawValue).joined(separator: ", ")
    }

    /// Answers a request; never throws, because every failure has an answer.
    package func respond(to request: Request) async -> Response {
        await respond(to: request, match(request.method, request.path))
    }

    func respond(to request: Request, _ match: Match) async -> Response {
        switch match {
        case .refusal(let problem): return finish(problem.response, "-")
        case .allowed(let allow): return finish(Response(.noContent, headers: ["Allow": allow]), "-")
        case .route(let route, let parameters):
            var request = request
            request.parameters = parameters
            do {
                request.principal = try await admit?(request, route)
                return finish(try await route.respond(request), route.pattern.description)
            } catch let problem as Problem {
                return finish(route.tell(problem, request), route.pattern.description)
            } catch is ClientGone {
                return finish(route.tell(.malformedRequest, request), route.pattern.description)
            } catch {
                if Task.isCancelled { return finish(route.tell(.timedOut, request), route.pattern.description) }
                onError(error, route.pattern.description)
                return finish(route.tell(.internalError, request), route.pattern.description)
            }
        }
    }

    /// Adds the headers that keep a browser careful, and stops a header that would break out of its line.
    private func finish(_ response: Response, _ route: String) -> Response {
        var response = response
        if let field = response.headers.unsendable {
            onError(UnsendableHeader(name: field.name), route)
            response = Problem.internalError.response
        }
        for (name, value) in Self.careful where response.headers[name] == nil { response.headers[name] = value }
        return response
    }

    private static let careful = [
        ("X-Content-Type-Options", "nosniff"), ("Cache-Control", "no-store"), ("Referrer-Policy", "no-referrer"),
    ]

    func report(_ error: any Error, _ route: String) { onError(error, route) }
}

/// A route set a header that cannot be sent as written; the value is left out, for it may be anybody's text.
package struct UnsendableHeader: Classified, Equatable {
    package let name: String
    package var kind: FailureKind { .bug }
}
