import Domain
import GatewayCore
import HTTP
import JSON

/// Users and groups as the directory reads them.
struct DirectoryDocument: Sendable {
    static let userSchema = "urn:ietf:params:scim:schemas:core:2.0:User"
    static let groupSchema = "urn:ietf:params:scim:schemas:core:2.0:Group"
    static let path = "/scim/v2"

    /// Where this server is seen from outside.
    let origin: String

    func location(_ kind: String, _ id: String) -> String { "\(origin)\(Self.path)/\(kind)/\(id)" }

    /// - Parameter own: the groups that the user is in.
    func document(_ user: DirectoryUser, in own: [DirectoryGroup]) -> JSONValue {
        JSONValue.object([
            .init("schemas", [.string(Self.userSchema)]), .init("id", .string(user.id)),
            .init("userName", .string(user.userName)),
        ])
        .adding("externalId", user.externalID.map { .string($0) })
        .adding("displayName", user.displayName.map { .string($0) })
        .adding("active", user.isActive.map { .bool($0) })
        .adding(
            "groups",
            own.isEmpty
                ? nil
                : .array(
                    own.map { group in
                        [
                            "value": .string(group.id), "$ref": .string(location("Groups", group.id)),
                            "display": .string(group.displayName),
                        ]
                    })
        )
        .adding("meta", meta("User", "Users", user.id, user.createdAt, user.changedAt))
    }

    func document(_ group: DirectoryGroup) -> JSONValue {
        JSONValue.object([
            .init("schemas", [.string(Self.groupSchema)]), .init("id", .string(group.id)),
            .init("displayName", .string(group.displayName)),
        ])
        .adding("externalId", group.externalID.map { .string($0) })
        .adding(
            "members",
            group.members.isEmpty
                ? nil
                : .array(
                    group.members.map { id in
                        ["value": .string(id), "$ref": .string(location("Users", id)), "type": "User"]
                    })
        )
        .adding("meta", meta("Group", "Groups", group.id, group.createdAt, group.changedAt))
    }

    private func meta(_ type: String, _ kind: String, _ id: String, _ made: Instant, _ changed: Instant) -> JSONValue {
        [
            "resourceType": .string(type), "created": .string("\(made)"), "lastModified": .string("\(changed)"),
            "location": .string(location(kind, id)),
        ]
    }

    static func record(_ user: DirectoryUser, in own: [DirectoryGroup]) -> DirectoryRecord {
        DirectoryRecord([
            "schemas": [.exactText(userSchema)], "id": [.exactText(user.id)], "username": [.text(user.userName)],
            "externalid": user.externalID.map { [.exactText($0)] } ?? [],
            "displayname": user.displayName.map { [.text($0)] } ?? [],
            "active": user.isActive.map { [.flag($0)] } ?? [],
            "groups": own.map { .exactText($0.id) }, "groups.value": own.map { .exactText($0.id) },
            "groups.display": own.map { .exactText($0.displayName) },
            "meta.resourcetype": [.exactText("User")], "meta.created": [.time(user.createdAt)],
            "meta.lastmodified": [.time(user.changedAt)],
        ])
    }

    static func record(_ group: DirectoryGroup) -> DirectoryRecord {
        DirectoryRecord([
            "schemas": [.exactText(groupSchema)], "id": [.exactText(group.id)],
            // GROUP_ROLES tells letters of either case apart.
            "displayname": [.exactText(group.displayName)],
            "externalid": group.externalID.map { [.exactText($0)] } ?? [],
            "members": group.members.map { .exactText($0) }, "members.value": group.members.map { .exactText($0) },
            "meta.resourcetype": [.exactText("Group")], "meta.created": [.time(group.createdAt)],
            "meta.lastmodified": [.time(group.changedAt)],
        ])
    }
}

/// What of a resource a directory wants to read (RFC 7644 §3.9). Schemas and number come in any case.
struct DirectorySelection: Sendable {
    private let wanted: Set<String>?
    private let unwanted: Set<String>

    init(_ asked: DirectoryQuestion) {
        func names(_ item: String) -> Set<String>? {
            asked.text(item).map { text in
                Set(text.split(separator: ",").compactMap { Self.top(String($0.filter { $0 != " " })) })
            }
        }
        wanted = names("attributes")
        unwanted = names("excludedAttributes") ?? []
    }

    /// Whether groups and members have to be looked up at all.
    func takes(_ attribute: String) -> Bool {
        wanted?.contains(attribute) ?? !unwanted.contains(attribute)
    }

    func apply(to document: JSONValue) -> JSONValue {
        guard let members = document.object else { return document }
        return .object(
            members.filter { member in
                let name = member.key.lowercased()
                return ["schemas", "id"].contains(name) || takes(name)
            })
    }

    /// A part of an attribute is asked for with all of it.
    private static func top(_ path: String) -> String? {
        DirectoryPath.attribute(path).map { String($0.prefix { $0 != "." }) }
    }
}
