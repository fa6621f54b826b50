import Domain
import GatewayCore
import Postgres

extension Delegation {
    static func put(_ delegation: Delegation, at now: Instant) -> Statement<Void> {
        Statement(
            """
            INSERT INTO staff_delegations (actor_id, delegate_id, made_at, ends_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (actor_id) WHERE ended_at IS NULL DO NOTHING
            """,
            [
                .text(delegation.actorID.text), .text(delegation.delegateID.text), .instant(now),
                .instant(delegation.endsAt),
            ])
    }

    /// Of this person, whoever acts for them.
    static func end(of name: ActorID, by who: ActorID, at now: Instant) -> Statement<Void> {
        Statement(
            """
            UPDATE staff_delegations SET ended_at = least(ends_at, $2::timestamptz), ended_by = $3
            WHERE actor_id = $1 AND ended_at IS NULL
            """, [.text(name.text), .instant(now), .text(who.text)])
    }

    /// By whoever acts, or would rather not.
    static func end(of name: ActorID, to delegate: ActorID, at now: Instant) -> Statement<Void> {
        Statement(
            """
            UPDATE staff_delegations SET ended_at = $3, ended_by = $2
            WHERE actor_id = $1 AND delegate_id = $2 AND ended_at IS NULL AND ends_at > $3::timestamptz
            """, [.text(name.text), .text(delegate.text), .instant(now)])
    }

    /// With the account of one of both: an account that comes back has to be trusted anew.
    static func endAll(of name: String) -> Statement<Void> {
        Statement(
            """
            UPDATE staff_delegations SET ended_at = least(ends_at, now()) WHERE (actor_id = $1 OR delegate_id = $1) AND ended_at IS NULL
            """, [.text(name)])
    }

    /// Those of this person, and those for whom they act.
    static func open(of name: ActorID, at now: Instant) -> Statement<Delegation?> {
        Statement(
            """
            SELECT actor_id, delegate_id, ends_at, ended_at, ended_by FROM staff_delegations
            WHERE (actor_id = $1 OR delegate_id = $1) AND ended_at IS NULL AND ends_at > $2::timestamptz ORDER BY number
            """, [.text(name.text), .instant(now)], read: read)
    }

    static func newest(countMax: Int) -> Statement<Delegation?> {
        Statement(
            """
            SELECT actor_id, delegate_id, ends_at, ended_at, ended_by FROM staff_delegations
            ORDER BY number DESC LIMIT $1::bigint
            """, [.int(countMax)], read: read)
    }

    /// Of a session: for whom its owner acts, each with the role that they have now.
    static let principals = """
        (SELECT string_agg(away.actor_id || ' ' || away.role, ',' ORDER BY number)
            FROM staff_delegations JOIN staff_accounts AS away USING (actor_id)
            WHERE delegate_id = staff_sessions.actor_id AND ended_at IS NULL AND ends_at > $2::timestamptz
                AND NOT away.is_closed AND NOT away.has_left)
        """

    private static let read: @Sendable (Row) throws -> Delegation? = { row in
        guard let actor = try? ActorID(row.text(0)), let delegate = try? ActorID(row.text(1)) else { return nil }
        return Delegation(
            actorID: actor, delegateID: delegate, endsAt: row.instant(2), endedAt: row.optionalInstant(3),
            endedBy: row.optionalText(4).flatMap { try? ActorID($0) })
    }
}

extension AbsentColleague {
    /// As ``Delegation/principals`` lists them.
    static func all(_ text: String?) -> [AbsentColleague] {
        (text ?? "").split(separator: ",").compactMap { pair in
            let words = pair.split(separator: " ")
            guard words.count == 2, let name = try? ActorID(String(words[0])),
                let role = StaffRole(rawValue: String(words[1]))
            else { return nil }
            return AbsentColleague(actorID: name, role: role)
        }
    }
}
