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
        // What a directory asks again and again: one user by name or number.
        if kinds == .users, let (attribute, value) = list.filter?.only {
            var found: [DirectoryList.Entry] = []
            for user in try await directory.users(attribute, value) {
                let own = try await directory.groups(of: user.id)
                found.append(
                    .init(
                        DirectoryDocument.record(user, in: own),
                        { selection.apply(to: documents.document(user, in: own)) }))
            }
            return try Self.scim(list.document(of: found))
        }
        let groups = try await directory.groups()
        var all: [DirectoryList.Entry] = []
        if kinds != .groups {
            var memberships: [String: [DirectoryGroup]] = [:]
            for group in groups { for member in group.members { memberships[member, default: []].append(group) } }
            all += try await directory.users().map { user in
                let own = memberships[user.id] ?? []
                return .init(
                    DirectoryDocument.record(user, in: own), { selection.apply(to: documents.document(user, in: own)) })
            }
        }
        if kinds != .users {
            all += groups.map { group in
                .init(DirectoryDocument.record(group), { selection.apply(to: documents.document(group)) })
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
