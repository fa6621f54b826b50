import GatewayCore
import HTTP
import JSON

/// A list of changes (RFC 7644 §3.5.2), taken as the directories that people have write them: `op` in letters of either case, a
/// removal of members with their list beside the path, truth as text.
struct DirectoryPatch: Sendable {
    enum Kind: String, Sendable { case add, replace, remove }

    struct Operation: Sendable {
        let kind: Kind
        let path: String?
        let value: JSONValue?
    }

    let operations: [Operation]

    static let operationCountMax = 1_000

    init(_ document: JSONValue) throws {
        let list = document.attributes?.first { $0.name == "operations" }?.value.array
        guard let list, (1...Self.operationCountMax).contains(list.count) else { throw DirectoryProblem.noOperation }
        operations = try list.map { one in
            let members = one.attributes ?? []
            func member(_ name: String) -> JSONValue? { members.first { $0.name == name }?.value }
            guard let kind = member("op")?.string.flatMap({ Kind(rawValue: $0.lowercased()) }) else {
                throw DirectoryProblem.noOperation
            }
            return Operation(kind: kind, path: member("path")?.string, value: member("value"))
        }
    }

    func apply(to user: inout DirectoryUser) throws {
        for operation in operations {
            for change in try Self.changes(operation) {
                let isWhole = change.filter == nil && change.part == nil
                // A part of a value, such as the address of the first mail, can only be of what is not kept.
                guard isWhole || DirectoryAttributes.isUnkept(change.attribute) else {
                    throw DirectoryProblem.path(change.attribute)
                }
                try DirectoryAttributes.set(change.attribute, change.value, of: &user)
            }
        }
    }

    func apply(to group: inout DirectoryGroup) throws {
        for operation in operations {
            for change in try Self.changes(operation) {
                guard change.attribute == "members" else {
                    guard change.filter == nil, change.part == nil else {
                        throw DirectoryProblem.path(change.attribute)
                    }
                    try DirectoryAttributes.set(change.attribute, change.value, of: &group)
                    continue
                }
                group.members = try Self.members(group.members, operation, change)
            }
        }
    }

    /// One attribute, which of its values, and what becomes of them.
    private struct Change {
        let attribute: String
        var filter: DirectoryFilter?
        var part: String?
        let value: JSONValue?
    }

    private static func changes(_ operation: Operation) throws -> [Change] {
        guard let path = operation.path, !path.isEmpty, !DirectoryPath.isOwnSchema(path) else {
            guard operation.kind != .remove else { throw DirectoryProblem.noTarget }
            guard let members = operation.value?.attributes else { throw DirectoryProblem.noOperation }
            // A well-known directory writes whole paths as the names of members.
            return try members.map { try change(at: $0.name, to: $0.value) }
        }
        let value = operation.kind == .remove ? nil : operation.value
        let only = try change(at: path, to: value)
        guard operation.kind == .remove || value != nil else { throw DirectoryProblem.noOperation }
        return [only]
    }

    private static func change(at path: String, to value: JSONValue?) throws -> Change {
        guard let parsed = DirectoryPath.parse(path) else { throw DirectoryProblem.path("this path") }
        return Change(attribute: parsed.attribute, filter: parsed.filter, part: parsed.part, value: value)
    }

    private static func members(_ present: [String], _ operation: Operation, _ change: Change) throws -> [String] {
        guard change.part == nil else { throw DirectoryProblem.path("members") }
        switch operation.kind {
        case .add where change.filter == nil:
            return Set(present).union(try DirectoryAttributes.members(change.value)).sorted()
        case .replace where change.filter == nil: return try DirectoryAttributes.members(change.value)
        case .remove:
            if let filter = change.filter {
                return present.filter {
                    !filter.matches(DirectoryRecord(["value": [.exactText($0)], "type": [.text("User")]]))
                }
            }
            // All of them, or those that stand beside the path.
            guard let value = operation.value, value != .null else { return [] }
            return Set(present).subtracting(try DirectoryAttributes.members(value)).sorted()
        default: throw DirectoryProblem.path("members")
        }
    }
}
