import GatewayCore
import HTTP
import JSON

extension Gateway {
    /// Lists by a filter, in pages: of users, of groups, of both.
    var directorySearchRoutes: [Route] {
        DirectoryKinds.allCases.flatMap { kinds in
            let search = directoryRoute(.post, kinds.path + "/.search", "List \(kinds.words), asked in a body.") {
                try await found(kinds, DirectoryQuestion(try await Self.scimBody($1)), $0)
            }
            guard kinds != .all else { return [search] }
            return [
                search,
                directoryRoute(.get, kinds.path, "List \(kinds.words), by a filter.") {
                    try await found(kinds, DirectoryQuestion($1), $0)
                },
            ]
        }
    }

    private func found(
        _ kinds: DirectoryKinds, _ asked: DirectoryQuestion, _ directory: Directory
    ) async throws -> Response {
        let (list, selection, documents) = (
            try DirectoryList(asked), DirectorySelection(asked), directoryDocument
        )
        let groups = try await directory.groups()
        var all: [(record: DirectoryRecord, document: () -> JSONValue)] = []
        if kinds != .groups {
            all += try await directory.users().map { user in
                (
                    DirectoryDocument.record(user, groups: groups),
                    { selection.apply(to: documents.document(user, groups: groups)) }
                )
            }
        }
        if kinds != .users {
            all += groups.map { group in
                (DirectoryDocument.record(group), { selection.apply(to: documents.document(group)) })
            }
        }
        return try Self.scim(list.document(of: all))
    }
}

/// Over what is searched.
private enum DirectoryKinds: CaseIterable {
    case users, groups, all

    var path: String {
        switch self {
        case .users: "/Users"
        case .groups: "/Groups"
        case .all: ""
        }
    }

    var words: String {
        switch self {
        case .users: "users"
        case .groups: "groups"
        case .all: "both"
        }
    }
}
