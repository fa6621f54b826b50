/// One request, as a route sees it.
package struct Request: Sendable {
    package let method: Method
    package let target: RequestTarget
    package let headers: Headers
    /// The peer's numeric address; "" in process.
    package let remoteAddress: String
    /// The body as a stream; read it once, here or by one of the functions below.
    package let bodyStream: Body
    /// The values of the route's `{parameters}`, decoded and free of separators and control characters.
    package internal(set) var parameters: [String: String] = [:]
    /// Who asks, as the router's `admit` found out.
    package internal(set) var principal: (any Sendable)?

    package var path: String { target.path }

    package init(
        _ method: Method, target: RequestTarget, headers: Headers = [:], remoteAddress: String = "",
        body: Body = Body([])
    ) {
        self.method = method
        self.target = target
        self.headers = headers
        self.remoteAddress = remoteAddress
        bodyStream = body
    }

    /// A request made in process; nil when `target` is not of the form `/path?query`.
    package init?(_ method: Method, _ target: String, headers: Headers = [:], body: [UInt8] = []) {
        guard let target = RequestTarget(target) else { return nil }
        self.init(method, target: target, headers: headers, body: Body(body))
    }

    /// The first query item of a name.
    package func query(_ name: String) -> String? { target.query.first { $0.name == name }?.value }

    /// A path parameter as a value of the business: 404 when it cannot be one.
    package func parameter<Value>(_ name: String, _ parse: (String) -> Value?) throws -> Value {
        guard let text = parameters[name], let value = parse(text) else { throw Problem.notFound }
        return value
    }

    /// The principal, when it is of that type.
    package func principal<Principal: Sendable>(as type: Principal.Type) -> Principal? { principal as? Principal }

    /// The whole body: a ``Problem`` 413 when it is larger than `bytesMax`.
    package func body(bytesMax: Int) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        for try await chunk in bodyStream {
            guard bytes.count + chunk.count <= bytesMax else { throw Problem.contentTooLarge(bytesMax: bytesMax) }
            bytes += chunk
        }
        return bytes
    }
}
