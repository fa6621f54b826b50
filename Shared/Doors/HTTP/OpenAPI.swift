import JSON

/// The OpenAPI 3.1 document of a set of routes, derived from the routes themselves.
package struct OpenAPI: Sendable {
    package let title: String
    package let version: String
    package let summary: String
    /// Schemas the routes refer to by `.named`.
    package let components: [String: Schema]
    /// What parameters of paths look like, by their names; a text where nothing is said.
    package let parameters: [String: Schema]

    package init(
        title: String, version: String, summary: String, components: [String: Schema] = [:],
        parameters: [String: Schema] = [:]
    ) {
        self.title = title
        self.version = version
        self.summary = summary
        self.components = components
        self.parameters = parameters
    }

    /// The document as JSON with sorted keys, so that it can be checked in and compared.
    package func text(of routes: [Route]) throws -> String {
        var paths: [String: [String: JSONValue]] = [:]
        for route in routes {
            paths[route.pattern.description, default: [:]][route.method.rawValue.lowercased()] = operation(route)
        }
        let document: JSONValue = [
            "openapi": "3.1.0",
            "servers": .array([["url": "/"]]),
            "info": [
                "title": .string(title), "version": .string(version), "summary": .string(summary),
                "license": ["name": "Apache-2.0", "identifier": "Apache-2.0"],
            ],
            "paths": JSONValue(paths.mapValues { JSONValue($0) }),
            "components": [
                "schemas": JSONValue(
                    components.merging(["Problem": .problem]) { own, _ in own }.mapValues(\.document)),
                "responses": [
                    "Problem": [
                        "description": "A problem (RFC 9457).",
                        "content": ["application/problem+json": ["schema": Schema.named("Problem").document]],
                    ]
                ],
                "securitySchemes": ["bearer": ["type": "http", "scheme": "bearer"]],
            ],
        ]
        return try document.sorted.prettyText()
    }

    private func operation(_ route: Route) -> JSONValue {
        let documentation = route.documentation
        let problem: JSONValue = ["$ref": "#/components/responses/Problem"]
        var responses = Dictionary(uniqueKeysWithValues: problems(of: route).map { ("\($0.code)", problem) })
        for answer in documentation.answers {
            responses["\(answer.status.code)"] = (["description": .string(answer.meaning)] as JSONValue)
                .adding("content", answer.content.map(content))
        }
        let inPath = route.pattern.parameterNames.map { name -> JSONValue in
            [
                "name": .string(name), "in": "path", "required": .bool(true),
                "schema": (self.parameters[name] ?? Schema.string()).document,
            ]
        }
        let others = documentation.fields.map { field -> JSONValue in
            [
                "name": .string(field.name), "in": .string(field.place.rawValue),
                "required": .bool(field.isRequired), "description": .string(field.meaning),
                "schema": field.schema.document,
            ]
        }
        let parameters = inPath + others
        return (["summary": .string(documentation.summary), "responses": JSONValue(responses)] as JSONValue)
            .adding("operationId", .string(Self.name(of: route)))
            .adding("tags", .array([.string(documentation.tag)]))
            .adding("parameters", parameters.isEmpty ? nil : .array(parameters))
            .adding("requestBody", requestBody(documentation))
            .adding("security", .array(security(documentation.roles)))
    }

    /// What any route may answer, and what follows from what this one reads.
    private func problems(of route: Route) -> Set<Status> {
        let documentation = route.documentation
        var found: Set<Status> = [
            .badRequest, .uriTooLong, .headerFieldsTooLarge, .internalServerError, .serviceUnavailable,
        ]
        found.formUnion(documentation.problems)
        if !documentation.roles.isEmpty { found.formUnion([.unauthorized, .forbidden, .tooManyRequests]) }
        if !route.pattern.parameterNames.isEmpty { found.insert(.notFound) }
        if documentation.request != nil {
            found.formUnion([.contentTooLarge, .unsupportedMediaType, .unprocessableContent])
        }
        return found
    }

    /// A name made of method and path, which no two routes share: `getV1JobsByJobID`.
    private static func name(of route: Route) -> String {
        let words = route.pattern.segments.flatMap { segment in
            switch segment {
            case .literal(let text): text.split { !$0.isLetter && !$0.isNumber }.map(capitalised)
            case .parameter(let text): ["By" + capitalised(text[...])]
            }
        }
        return route.method.rawValue.lowercased() + words.joined()
    }

    private static func capitalised(_ word: Substring) -> String { word.prefix(1).uppercased() + word.dropFirst() }

    private func security(_ roles: [String]) -> [JSONValue] {
        roles.isEmpty ? [] : [["bearer": .array(roles.map { .string($0) })]]
    }

    private func requestBody(_ documentation: RouteDocumentation) -> JSONValue? {
        guard let request = documentation.request else { return nil }
        let contents = ([request] + documentation.otherRequests).map { content in
            (content.type, ["schema": content.schema.document] as JSONValue)
        }
        return ["required": .bool(true), "content": JSONValue(Dictionary(uniqueKeysWithValues: contents))]
    }

    private func content(_ content: RouteDocumentation.Content) -> JSONValue {
        .object([.init(content.type, ["schema": content.schema.document])])
    }
}
