import GatewayCore
import HTTP
import JSON

/// What of a user or a group can be set: taken from JSON, written into it.
enum DirectoryAttributes {
    /// What directories tell of users besides, which is taken and not kept: we need none of it (data minimisation, GDPR article 5(1)(c)).
    static let unkept: Set<String> = [
        "name", "nickname", "profileurl", "title", "usertype", "preferredlanguage", "locale", "timezone", "password",
        "emails", "phonenumbers", "ims", "photos", "addresses", "entitlements", "roles", "x509certificates", "groups",
        "schemas", "id", "meta",
    ]

    static func isUnkept(_ attribute: String) -> Bool {
        // Of an extension, such as the enterprise's, or a part of something that is not kept.
        attribute.hasPrefix("urn:") || unkept.contains(String(attribute.prefix { $0 != "." }))
    }

    /// Sets one attribute of a user; nil or null takes it away.
    static func set(_ attribute: String, _ value: JSONValue?, of user: inout DirectoryUser) throws {
        let value = value == .null ? nil : value
        switch attribute {
        case "username":
            guard let text = try text("userName", value) else {
                throw DirectoryProblem.value("userName", "needed")
            }
            user.userName = text
        case "externalid": user.externalID = try text("externalId", value)
        case "displayname": user.displayName = try text("displayName", value)
        case "active": user.isActive = try value.map { try flag("active", $0) }
        default: guard isUnkept(attribute) else { throw DirectoryProblem.path(attribute) }
        }
    }

    static func set(_ attribute: String, _ value: JSONValue?, of group: inout DirectoryGroup) throws {
        let value = value == .null ? nil : value
        switch attribute {
        case "displayname":
            guard let text = try text("displayName", value) else {
                throw DirectoryProblem.value("displayName", "needed")
            }
            group.displayName = text
        case "externalid": group.externalID = try text("externalId", value)
        case "members": group.members = try members(value)
        default:
            guard attribute.hasPrefix("urn:") || ["schemas", "id", "meta"].contains(attribute) else {
                throw DirectoryProblem.path(attribute)
            }
        }
    }

    /// The numbers of members as directories write them: objects with a value, one of them or a list, or the numbers alone.
    static func members(_ value: JSONValue?) throws -> [String] {
        guard let value else { return [] }
        let list = value.array ?? [value]
        guard list.count <= DirectoryUser.countMax else { throw DirectoryProblem.full }
        let numbers = try list.map { one -> String in
            if one["type"]?.string?.lowercased() == "group" {
                throw DirectoryProblem.value("members", "a list of users; groups in groups are not taken")
            }
            guard let number = one["value"]?.string ?? one.string, isText(number)
            else { throw DirectoryProblem.value("members", "a list of objects with the value of a user's id") }
            return number
        }
        return Set(numbers).sorted()
    }

    private static func isText(_ text: String) -> Bool {
        text.utf8.count <= DirectoryUser.textBytesMax
            && text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    }

    private static func text(_ name: String, _ value: JSONValue?) throws -> String? {
        guard let value else { return nil }
        guard let text = value.string, isText(text) else {
            throw DirectoryProblem.value(name, "a text of at most \(DirectoryUser.textBytesMax) bytes")
        }
        return text.isEmpty ? nil : text
    }

    /// A well-known directory writes truth as `"True"` and `"False"`.
    private static func flag(_ name: String, _ value: JSONValue) throws -> Bool {
        if let flag = value.bool { return flag }
        switch value.string?.lowercased() {
        case "true": return true
        case "false": return false
        default: throw DirectoryProblem.value(name, "true or false")
        }
    }
}

extension JSONValue {
    /// The members of an object by their names in small letters, since SCIM does not tell letters of either case apart.
    var attributes: [(name: String, value: JSONValue)]? {
        object?.flatMap { member -> [(name: String, value: JSONValue)] in
            if DirectoryPath.isOwnSchema(member.key), let own = member.value.attributes { return own }
            return [(DirectoryPath.attribute(member.key) ?? member.key.lowercased(), member.value)]
        }
    }
}
