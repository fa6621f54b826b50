import Domain
import GatewayCore
import HTTP
import JSON

extension Gateway {
    /// What the employer's directory tells of whom it lets in: SCIM 2.0 (RFC 7643, RFC 7644). Where `SCIM_MATCH` is not set there is
    /// nothing here.
    var directoryRoutes: [Route] {
        directoryDiscoveryRoutes + directorySearchRoutes + directoryUserRoutes + directoryGroupRoutes
            + [
                directoryRoute(.get, "/{kind}", "What is none of these.") { _, _ in throw Problem.notFound }
            ]
    }

    private var directoryUserRoutes: [Route] {
        [
            directoryRoute(.post, "/Users", "Tell of a user.") { directory, request in
                let body = try await Self.scimBody(request)
                var user = DirectoryUser(
                    id: Directory.freshID(), userName: "", createdAt: now(), changedAt: now())
                try Self.take(body, into: &user)
                try await Self.telling { try await directory.create(user) }
                return try Self.scim(directoryDocument.document(user, in: []), status: .created)
                    .with("Location", directoryDocument.location("Users", user.id))
            },
            directoryRoute(.get, "/Users/{id}", "Read a user.") { directory, request in
                guard let user = try await directory.user(try Self.scimID(request)) else { throw Problem.notFound }
                return try await shown(user, directory, request)
            },
            directoryRoute(.put, "/Users/{id}", "Say anew what a user is.") { directory, request in
                let (id, body) = (try Self.scimID(request), try await Self.scimBody(request))
                let user = try await Self.telling {
                    try await directory.change(id, at: now()) { user in
                        // Whoever is not active is not let in again by a document that does not speak of it.
                        (user.externalID, user.displayName, user.userName) = (nil, nil, "")
                        try Self.take(body, into: &user)
                    }
                }
                guard let user else { throw Problem.notFound }
                return try await shown(user, directory, request)
            },
            directoryRoute(.patch, "/Users/{id}", "Change some of a user.") { directory, request in
                let id = try Self.scimID(request)
                let patch = try DirectoryPatch(try await Self.scimBody(request))
                let user = try await Self.telling {
                    try await directory.change(id, at: now()) { try patch.apply(to: &$0) }
                }
                guard let user else { throw Problem.notFound }
                return try await shown(user, directory, request)
            },
            directoryRoute(.delete, "/Users/{id}", "Say that somebody left.") { directory, request in
                guard try await directory.deleteUser(try Self.scimID(request)) else { throw Problem.notFound }
                return Response(.noContent)
            },
        ]
    }

    private func shown(_ user: DirectoryUser, _ directory: Directory, _ request: Request) async throws -> Response {
        let selection = DirectorySelection(DirectoryQuestion(request))
        let own = selection.takes("groups") ? try await directory.groups(of: user.id) : []
        return try Self.scim(selection.apply(to: directoryDocument.document(user, in: own)))
    }

    private static func take(_ body: JSONValue, into user: inout DirectoryUser) throws {
        for member in body.attributes ?? [] {
            // What no schema of ours knows is passed over in a whole document.
            guard ["username", "externalid", "displayname", "active"].contains(member.name) else { continue }
            try DirectoryAttributes.set(member.name, member.value, of: &user)
        }
        guard !user.userName.isEmpty else { throw DirectoryProblem.value("userName", "needed") }
    }
}

// What all routes of the directory have in common.
extension Gateway {
    var directoryDocument: DirectoryDocument { DirectoryDocument(origin: door.origin ?? "") }

    /// A group of all users, as we write it ourselves, is 3 MB.
    static let scimBodyBytesMax = 4 * 1024 * 1024

    func directoryRoute(
        _ method: Method, _ path: String, _ summary: String,
        respond: @escaping @Sendable (Directory, Request) async throws -> Response
    ) -> Route {
        route(
            method, DirectoryDocument.path + path,
            RouteDocumentation(
                summary, tag: "directory", roles: Role.may(.provisionPeople), answers: [.init(.ok, "SCIM 2.0.")],
                problems: [.notFound]), limits: RouteLimits(bodyBytesMax: Self.scimBodyBytesMax),
            tell: DirectoryProblem.response
        ) { request in
            guard let directory else { throw Problem.notFound }
            return try await respond(directory, request)
        }
    }

    static func scim(_ document: JSONValue, status: Status = .ok) throws -> Response {
        Response.bytes(try JSON.encode(document), type: DirectoryProblem.contentType, status: status)
            .with("Cache-Control", "no-store")
    }

    static func scimBody(_ request: Request) async throws -> JSONValue {
        let body = try await request.read(JSONValue.self, bytesMax: scimBodyBytesMax)
        guard body.object != nil else {
            throw Problem(.badRequest, code: "malformed-body", detail: "Send a JSON object.")
        }
        return body
    }

    static func scimID(_ request: Request) throws -> String { try request.parameter("id") { $0 } }

    static func telling<Value>(_ body: () async throws -> Value) async throws -> Value {
        do { return try await body() } catch let fault as DirectoryFault { throw DirectoryProblem.of(fault) }
    }
}
