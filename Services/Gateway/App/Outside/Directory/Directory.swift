import Crypto
import Domain
import Encoding
import GatewayCore
import Postgres
import Telemetry

/// Whom the employer's directory lets in, as it tells us, and what follows for accounts: in the same transaction, so that who left
/// is out with the answer.
struct Directory: Sendable {
    let database: Database
    let roles: GroupRoles
    let match: DirectoryMatch

    func user(_ id: String) async throws -> DirectoryUser? {
        try await database.query(DirectoryStatements.user(id)).first
    }

    func users() async throws -> [DirectoryUser] { try await database.query(DirectoryStatements.users) }

    func users(_ attribute: DirectoryMatch.Attribute, _ value: String) async throws -> [DirectoryUser] {
        try await database.query(DirectoryStatements.user(attribute, value))
    }

    func groups(of user: String) async throws -> [DirectoryGroup] {
        try await database.query(DirectoryStatements.groups(of: user))
    }

    /// Ends what is open of people who came in before the directory told of them.
    func endUnlisted() async throws { try await database.execute(DirectoryAccountStatements.endUnlisted) }

    func group(_ id: String) async throws -> DirectoryGroup? {
        try await database.run { try Self.group(id, $0) }
    }

    func groups() async throws -> [DirectoryGroup] {
        try await database.run { connection in
            var members: [String: [String]] = [:]
            for one in try connection.query(DirectoryStatements.members(of: nil)) {
                members[one.group, default: []].append(one.user)
            }
            return try connection.query(DirectoryStatements.groups).map { group in
                var group = group
                group.members = members[group.id] ?? []
                return group
            }
        }
    }

    func create(_ user: DirectoryUser) async throws {
        try await change { connection in
            guard try connection.query(DirectoryStatements.userCount)[0] < DirectoryUser.countMax else {
                throw DirectoryFault.tooMany
            }
            guard try connection.run(DirectoryStatements.put(user)) == 1 else { throw DirectoryFault.taken }
        }
    }

    /// Changes what is there at that moment; nil when nobody is.
    func change(
        _ id: String, at now: Instant, _ body: @escaping @Sendable (inout DirectoryUser) throws -> Void
    ) async throws -> DirectoryUser? {
        try await change { connection in
            guard let before = try connection.query(DirectoryStatements.user(id)).first else { return nil }
            var user = before
            try body(&user)
            guard user != before else { return before }
            user.changedAt = now
            guard try connection.run(DirectoryStatements.change(user)) == 1 else { throw DirectoryFault.taken }
            if match.value(of: before) == match.value(of: user) {
                try settle([id], connection)
            } else {
                try release(id, connection)
            }
            return user
        }
    }

    /// False when nobody was there.
    func deleteUser(_ id: String) async throws -> Bool {
        try await change { connection in
            if let name = try connection.query(DirectoryAccountStatements.account(of: id)).first ?? nil {
                try settle(account: name, .staysOut, connection)
            }
            return try connection.run(DirectoryStatements.deleteUser(id)) == 1
        }
    }

    func create(_ group: DirectoryGroup) async throws -> DirectoryGroup {
        try await change { connection in
            guard try connection.query(DirectoryStatements.groupCount)[0] < DirectoryGroup.countMax else {
                throw DirectoryFault.tooMany
            }
            return try put(group, connection)
        }
    }

    /// Changes what is there at that moment; nil when there is none.
    func changeGroup(
        _ id: String, at now: Instant, _ body: @escaping @Sendable (inout DirectoryGroup) throws -> Void
    ) async throws -> DirectoryGroup? {
        try await change { connection in
            guard let before = try Self.group(id, connection) else { return nil }
            var group = before
            try body(&group)
            guard group != before else { return before }
            group.changedAt = now
            let after = try put(group, connection)
            let isRenamed = before.displayName != after.displayName
            let (old, new) = (Set(before.members), Set(after.members))
            try settle(isRenamed ? old.union(new) : old.symmetricDifference(new), connection)
            return after
        }
    }

    func deleteGroup(_ id: String) async throws -> Bool {
        try await change { connection in
            guard let group = try Self.group(id, connection) else { return false }
            try connection.query(DirectoryStatements.deleteGroup(id))
            try settle(Set(group.members), connection)
            return true
        }
    }

    private func change<Value: Sendable>(
        _ body: @escaping @Sendable (Connection) throws -> Value
    ) async throws -> Value {
        let value = try await database.transaction { connection in
            try connection.query(DirectoryStatements.lock)
            return try body(connection)
        }
        Self.changes.increment()
        return value
    }

    private func put(_ group: DirectoryGroup, _ connection: Connection) throws -> DirectoryGroup {
        try connection.query(DirectoryStatements.put(group))
        try connection.query(DirectoryStatements.empty(group.id, but: group.members))
        try connection.query(DirectoryStatements.fill(group.id, with: group.members))
        var stored = group
        stored.members = try connection.query(DirectoryStatements.members(of: group.id)).map(\.user)
        guard Set(stored.members) == Set(group.members) else { throw DirectoryFault.memberUnknown }
        return stored
    }

    private static func group(_ id: String, _ connection: Connection) throws -> DirectoryGroup? {
        guard var group = try connection.query(DirectoryStatements.group(id)).first else { return nil }
        group.members = try connection.query(DirectoryStatements.members(of: id)).map(\.user)
        return group
    }

    private func settle(_ users: Set<String>, _ connection: Connection) throws {
        for id in users.sorted() {
            guard let name = try connection.query(DirectoryAccountStatements.account(of: id)).first ?? nil else {
                continue
            }
            try settle(account: name, try standing(of: id, connection), connection)
        }
    }

    /// Whoever came in as this user did so by a value that is not theirs any more: they are out, and come back by who they are now.
    private func release(_ id: String, _ connection: Connection) throws {
        guard let name = try connection.query(DirectoryAccountStatements.account(of: id)).first ?? nil else { return }
        try settle(account: name, .staysOut, connection)
        try connection.query(DirectoryAccountStatements.unbind(id))
    }

    private func settle(account name: String, _ standing: DirectoryStanding, _ connection: Connection) throws {
        if try connection.run(DirectoryAccountStatements.settle(name, standing)) == 1 {
            try connection.query(DirectoryAccountStatements.endSessions(of: name))
            try connection.query(Delegation.endAll(of: name))
        }
    }

    private func standing(of id: String, _ connection: Connection) throws -> DirectoryStanding {
        DirectoryStanding(
            try connection.query(DirectoryStatements.user(id)).first,
            groups: try connection.query(DirectoryAccountStatements.groupNames(of: id)), roles)
    }

    /// Whether whoever has this value of the matched claim comes in, and as what. Asked within the transaction that lets them in.
    func entry(_ value: String?, _ connection: Connection) throws -> (id: String, standing: DirectoryStanding)? {
        try connection.query(DirectoryStatements.lock)
        guard let value, let user = try connection.query(DirectoryStatements.user(match.attribute, value)).first else {
            return nil
        }
        return (user.id, try standing(of: user.id, connection))
    }

    static func freshID() -> String { Hex.encode(randomBytes(count: 16)) }

    private static let changes = Counter(
        label: "colloquy_directory_writes_total", help: "What the employer's directory told of users and groups.")
}

enum DirectoryFault: Error {
    /// The name or the number is another's.
    case taken
    case tooMany
    /// A member that is nobody here.
    case memberUnknown
}
