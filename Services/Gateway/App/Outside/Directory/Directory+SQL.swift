import Domain
import GatewayCore
import Postgres

/// The directory in the database.
enum DirectoryStatements {
    private static let userColumns =
        "user_id, user_name, external_id, display_name, is_active, created_at, changed_at"

    /// Writers take turns, so that what follows for accounts is decided about what is there.
    static let lock = Statement<Void>("SELECT pg_advisory_xact_lock(hashtext('directory'))")

    static func user(_ id: String) -> Statement<DirectoryUser> {
        Statement("SELECT \(userColumns) FROM directory_users WHERE user_id = $1", [.text(id)], read: readUser)
    }

    /// The one whose attribute has this value; names in letters of either case.
    static func user(_ attribute: DirectoryMatch.Attribute, _ value: String) -> Statement<DirectoryUser> {
        switch attribute {
        case .externalID:
            Statement(
                "SELECT \(userColumns) FROM directory_users WHERE external_id = $1", [.text(value)], read: readUser)
        case .userName:
            Statement(
                "SELECT \(userColumns) FROM directory_users WHERE user_name_key = $1", [.text(value.lowercased())],
                read: readUser)
        }
    }

    static let users = Statement(
        "SELECT \(userColumns) FROM directory_users ORDER BY created_at, user_id LIMIT \(DirectoryUser.countMax)", [],
        read: readUser)

    static let userCount = Statement("SELECT count(*) FROM directory_users", []) { Int($0.int(0)) }
    static let groupCount = Statement("SELECT count(*) FROM directory_groups", []) { Int($0.int(0)) }

    /// Writes it down; nothing where its name or number is another's.
    static func put(_ user: DirectoryUser) -> Statement<Void> {
        Statement(
            """
            INSERT INTO directory_users (user_id, user_name, user_name_key, external_id, display_name, is_active,
                created_at, changed_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING
            """,
            [
                .text(user.id), .text(user.userName), .text(user.userNameKey), .text(user.externalID),
                .text(user.displayName), .bool(user.isActive), .instant(user.createdAt), .instant(user.changedAt),
            ])
    }

    /// Nothing where its name or number is another's.
    static func change(_ user: DirectoryUser) -> Statement<Void> {
        Statement(
            """
            UPDATE directory_users SET user_name = $2, user_name_key = $3, external_id = $4, display_name = $5,
                is_active = $6, changed_at = $7
            WHERE user_id = $1 AND NOT EXISTS (
                SELECT FROM directory_users WHERE user_id <> $1 AND (user_name_key = $3 OR external_id = $4))
            """,
            [
                .text(user.id), .text(user.userName), .text(user.userNameKey), .text(user.externalID),
                .text(user.displayName), .bool(user.isActive), .instant(user.changedAt),
            ])
    }

    static func deleteUser(_ id: String) -> Statement<Void> {
        Statement("DELETE FROM directory_users WHERE user_id = $1", [.text(id)])
    }

    static let groups = Statement(
        """
        SELECT group_id, display_name, external_id, created_at, changed_at FROM directory_groups
        ORDER BY created_at, group_id LIMIT \(DirectoryGroup.countMax)
        """, [], read: readGroup)

    static func group(_ id: String) -> Statement<DirectoryGroup> {
        Statement(
            """
            SELECT group_id, display_name, external_id, created_at, changed_at FROM directory_groups
            WHERE group_id = $1
            """, [.text(id)], read: readGroup)
    }

    /// Who is in which, of all or of one group, in order.
    static func members(of group: String?) -> Statement<(group: String, user: String)> {
        Statement(
            """
            SELECT group_id, user_id FROM directory_members WHERE $1::text IS NULL OR group_id = $1
            ORDER BY group_id, user_id
            """, [.text(group)]
        ) { ($0.text(0), $0.text(1)) }
    }

    /// Those that a user is in, without their members.
    static func groups(of user: String) -> Statement<DirectoryGroup> {
        Statement(
            """
            SELECT group_id, display_name, external_id, created_at, changed_at
            FROM directory_groups JOIN directory_members USING (group_id) WHERE user_id = $1
            ORDER BY created_at, group_id
            """, [.text(user)], read: readGroup)
    }

    static func put(_ group: DirectoryGroup) -> Statement<Void> {
        Statement(
            """
            INSERT INTO directory_groups (group_id, display_name, external_id, created_at, changed_at)
            VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (group_id) DO UPDATE SET display_name = excluded.display_name,
                external_id = excluded.external_id, changed_at = excluded.changed_at
            """,
            [
                .text(group.id), .text(group.displayName), .text(group.externalID), .instant(group.createdAt),
                .instant(group.changedAt),
            ])
    }

    static func deleteGroup(_ id: String) -> Statement<Void> {
        Statement("DELETE FROM directory_groups WHERE group_id = $1", [.text(id)])
    }

    static func empty(_ group: String, but users: [String]) -> Statement<Void> {
        Statement(
            "DELETE FROM directory_members WHERE group_id = $1 AND user_id <> ALL ($2)",
            [.text(group), .texts(users)])
    }

    /// Whoever is there is taken in; how many of them are, says the caller's next look.
    static func fill(_ group: String, with users: [String]) -> Statement<Void> {
        Statement(
            """
            INSERT INTO directory_members (group_id, user_id)
            SELECT $1, user_id FROM directory_users WHERE user_id = ANY ($2) ON CONFLICT DO NOTHING
            """, [.text(group), .texts(users)])
    }

    private static let readUser: @Sendable (Row) throws -> DirectoryUser = { row in
        DirectoryUser(
            id: row.text(0), userName: row.text(1), externalID: row.optionalText(2), displayName: row.optionalText(3),
            isActive: row.isNull(4) ? nil : row.bool(4), createdAt: row.instant(5), changedAt: row.instant(6))
    }

    private static let readGroup: @Sendable (Row) throws -> DirectoryGroup = { row in
        DirectoryGroup(
            id: row.text(0), displayName: row.text(1), externalID: row.optionalText(2), createdAt: row.instant(3),
            changedAt: row.instant(4))
    }
}

/// What the directory says, as it counts for accounts.
enum DirectoryAccountStatements {
    static func groupNames(of user: String) -> Statement<String> {
        Statement(
            """
            SELECT display_name FROM directory_groups JOIN directory_members USING (group_id) WHERE user_id = $1
            ORDER BY display_name
            """, [.text(user)]
        ) { $0.text(0) }
    }

    static func account(of user: String) -> Statement<String?> {
        Statement("SELECT actor_id FROM directory_users WHERE user_id = $1", [.text(user)]) { $0.optionalText(0) }
    }

    static func bind(_ user: String, to name: ActorID) -> Statement<Void> {
        Statement("UPDATE directory_users SET actor_id = $2 WHERE user_id = $1", [.text(user), .text(name.text)])
    }

    static func unbind(_ user: String) -> Statement<Void> {
        Statement("UPDATE directory_users SET actor_id = NULL WHERE user_id = $1", [.text(user)])
    }

    /// Counts one when something is other than it was.
    static func settle(_ name: String, _ standing: DirectoryStanding) -> Statement<Void> {
        let role: StaffRole? = if case .comesIn(let role) = standing { role } else { nil }
        return Statement(
            """
            UPDATE staff_accounts SET has_left = $2, role = coalesce($3, role)
            WHERE actor_id = $1 AND source = 'provider' AND (has_left, role) IS DISTINCT FROM ($2, coalesce($3, role))
            """, [.text(name), .bool(role == nil), .text(role?.rawValue)])
    }

    /// Of whoever came in before the directory told of people, or is not there any more.
    static let endUnlisted = Statement<Void>(
        """
        DELETE FROM staff_sessions USING staff_accounts
        WHERE staff_sessions.actor_id = staff_accounts.actor_id AND source = 'provider'
            AND NOT EXISTS (SELECT FROM directory_users WHERE directory_users.actor_id = staff_accounts.actor_id)
        """)

    static func readmit(_ name: ActorID, as role: StaffRole) -> Statement<Void> {
        Statement(
            "UPDATE staff_accounts SET role = $2, has_left = false WHERE actor_id = $1",
            [.text(name.text), .text(role.rawValue)])
    }

    static func endSessions(of name: String) -> Statement<Void> {
        Statement("DELETE FROM staff_sessions WHERE actor_id = $1", [.text(name)])
    }
}
