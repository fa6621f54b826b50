import Domain
import GatewayCore
import HTTP
import JSON

extension Gateway {
    var directoryGroupRoutes: [Route] {
        [
            directoryRoute(.post, "/Groups", "Tell of a group.") { directory, request in
                let body = try await Self.scimBody(request)
                var fresh = DirectoryGroup(
                    id: Directory.freshID(), displayName: "", createdAt: now(), changedAt: now())
                try Self.take(body, into: &fresh)
                let group = fresh
                let stored = try await Self.telling { try await directory.create(group) }
                return try Self.scim(directoryDocument.document(stored), status: .created)
                    .with("Location", directoryDocument.location("Groups", stored.id))
            },
            directoryRoute(.get, "/Groups/{id}", "Read a group.") { directory, request in
                guard let group = try await directory.group(try Self.scimID(request)) else { throw Problem.notFound }
                return try shown(group, request)
            },
            directoryRoute(.put, "/Groups/{id}", "Say anew what a group is.") { directory, request in
                let (id, body) = (try Self.scimID(request), try await Self.scimBody(request))
                let group = try await Self.telling {
                    try await directory.changeGroup(id, at: now()) { group in
                        (group.externalID, group.members, group.displayName) = (nil, [], "")
                        try Self.take(body, into: &group)
                    }
                }
                guard let group else { throw Problem.notFound }
                return try shown(group, request)
            },
            directoryRoute(.patch, "/Groups/{id}", "Change some of a group.") { directory, request in
                let id = try Self.scimID(request)
                let patch = try DirectoryPatch(try await Self.scimBody(request))
                let group = try await Self.telling {
                    try await directory.changeGroup(id, at: now()) { try patch.apply(to: &$0) }
                }
                guard let group else { throw Problem.notFound }
                return try shown(group, request)
            },
            directoryRoute(.delete, "/Groups/{id}", "Say that a group is no more.") { directory, request in
                guard try await directory.deleteGroup(try Self.scimID(request)) else { throw Problem.notFound }
                return Response(.noContent)
            },
        ]
    }

    private func shown(_ group: DirectoryGroup, _ request: Request) throws -> Response {
        try Self.scim(DirectorySelection(DirectoryQuestion(request)).apply(to: directoryDocument.document(group)))
    }

    private static func take(_ body: JSONValue, into group: inout DirectoryGroup) throws {
        for member in body.attributes ?? [] {
            guard ["displayname", "externalid", "members"].contains(member.name) else { continue }
            try DirectoryAttributes.set(member.name, member.value, of: &group)
        }
        guard !group.displayName.isEmpty else { throw DirectoryProblem.value("displayName", "needed") }
    }
}
