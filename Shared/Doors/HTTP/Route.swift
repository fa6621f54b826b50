/// One method on one path, what it does, and everything a reader of the API has to know about it.
package struct Route: Sendable {
    package let method: Method
    package let pattern: RoutePattern
    package let documentation: RouteDocumentation
    package let limits: RouteLimits
    /// Until its first wait it runs on the thread that reads all connections: what takes long before that belongs elsewhere.
    let respond: @Sendable (Request) async throws -> Response
    /// How a problem is told, be it the route's own or that somebody is not let in: a page tells it to a person.
    let tell: @Sendable (Problem, Request) -> Response

    package init(
        _ method: Method, _ pattern: String, _ documentation: RouteDocumentation, limits: RouteLimits = RouteLimits(),
        tell: @escaping @Sendable (Problem, Request) -> Response = { problem, _ in problem.response },
        respond: @escaping @Sendable (Request) async throws -> Response
    ) {
        self.method = method
        self.pattern = RoutePattern(pattern)
        self.documentation = documentation
        self.limits = limits
        self.tell = tell
        self.respond = respond
    }
}

/// What the API document says about a route.
package struct RouteDocumentation: Sendable {
    /// One body and its media type.
    package struct Content: Sendable {
        package let type: String
        package let schema: Schema

        package init(_ type: String, _ schema: Schema) {
            self.type = type
            self.schema = schema
        }

        package static func json(_ schema: Schema) -> Content { Content("application/json", schema) }
    }

    /// One status and what comes with it.
    package struct Answer: Sendable {
        package let status: Status
        package let meaning: String
        package let content: Content?

        package init(_ status: Status, _ meaning: String, _ content: Content? = nil) {
            self.status = status
            self.meaning = meaning
            self.content = content
        }
    }

    /// A query item or header the route reads.
    package struct Field: Sendable {
        package enum Place: String, Sendable { case query, header }
        package let name: String
        package let place: Place
        package let meaning: String
        package let isRequired: Bool
        package let schema: Schema

        package init(
            _ name: String, in place: Place, _ meaning: String, isRequired: Bool = false, schema: Schema = .string()
        ) {
            self.name = name
            self.place = place
            self.meaning = meaning
            self.isRequired = isRequired
            self.schema = schema
        }
    }

    package let summary: String
    package let tag: String
    /// Who may call it, any one of them; empty when anyone may.
    package let roles: [String]
    package let fields: [Field]
    package let request: Content?
    /// The same body in other media types.
    package let otherRequests: [Content]
    package let answers: [Answer]
    /// Statuses of problems beyond those that follow from the rest.
    package var problems: [Status]

    package init(
        _ summary: String, tag: String, roles: [String] = [], fields: [Field] = [], request: Content? = nil,
        otherRequests: [Content] = [], answers: [Answer], problems: [Status] = []
    ) {
        self.summary = summary
        self.tag = tag
        self.roles = roles
        self.fields = fields
        self.request = request
        self.otherRequests = otherRequests
        self.answers = answers
        self.problems = problems
    }
}
