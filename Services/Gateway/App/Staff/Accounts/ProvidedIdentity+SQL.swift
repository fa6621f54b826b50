import Domain
import GatewayCore
import Postgres

/// Who of the provider has which account.
enum ProvidedStatements {
    static func find(_ identity: ProvidedIdentity) -> Statement<StaffAccount?> {
        Statement(
            """
            SELECT actor_id, role, is_closed, last_code_step, source, is_emergency, has_left
            FROM staff_identities JOIN staff_accounts USING (actor_id) WHERE issuer = $1 AND subject = $2
            FOR UPDATE OF staff_accounts
            """, [.text(identity.issuer), .text(identity.subject)]
        ) { StaffAccount($0) }
    }

    static func make(_ name: ActorID, as role: StaffRole, at now: Instant) -> Statement<Void> {
        Statement(
            """
            INSERT INTO staff_accounts (actor_id, role, last_code_step, made_by, made_at, source)
            SELECT $1, $2, 0, 'provider', $3::timestamptz, 'provider'
            WHERE NOT EXISTS (SELECT FROM staff_invitations WHERE actor_id = $1 AND ends_at > $3::timestamptz)
                AND NOT EXISTS (SELECT FROM staff_keys
                    WHERE actor_id = $1 AND revoked_at IS NULL AND ends_at > $3::timestamptz)
            ON CONFLICT (actor_id) DO NOTHING
            """, [.text(name.text), .text(role.rawValue), .instant(now)])
    }

    static func unmake(_ name: ActorID) -> Statement<Void> {
        Statement("DELETE FROM staff_accounts WHERE actor_id = $1 AND source = 'provider'", [.text(name.text)])
    }

    static func bind(_ identity: ProvidedIdentity, to name: ActorID, at now: Instant) -> Statement<Void> {
        Statement(
            """
            INSERT INTO staff_identities (issuer, subject, actor_id, made_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (issuer, subject) DO NOTHING
            """, [.text(identity.issuer), .text(identity.subject), .text(name.text), .instant(now)])
    }

    static func use(_ hash: [UInt8], until end: Instant) -> Statement<Void> {
        Statement(
            "INSERT INTO staff_used (hash, ends_at) VALUES ($1, $2) ON CONFLICT (hash) DO NOTHING",
            [.bytes(hash), .instant(end)])
    }

    static func signOut(_ notice: SignOutNotice, issuer: String) -> Statement<Void> {
        Statement(
            """
            DELETE FROM staff_sessions USING staff_accounts
            WHERE staff_sessions.actor_id = staff_accounts.actor_id AND source = 'provider'
                AND ($2 = '' OR EXISTS (
                    SELECT FROM staff_identities
                    WHERE staff_identities.actor_id = staff_accounts.actor_id AND issuer = $1 AND subject = $2))
                AND ($3 = '' OR provider_session = $3)
            """, [.text(issuer), .text(notice.subject ?? ""), .text(notice.session ?? "")])
    }
}
