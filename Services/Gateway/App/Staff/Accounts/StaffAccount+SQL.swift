import Domain
import GatewayCore
import Postgres

/// An account with what is sealed of it.
struct StoredAccount: Sendable {
    let account: StaffAccount
    /// Empty where its owner proves who they are elsewhere.
    let sealed: [UInt8]
}

extension StaffAccount {
    static func find(_ name: ActorID) -> Statement<StoredAccount?> {
        Statement(
            """
            SELECT actor_id, role, is_closed, last_code_step, source, is_emergency, has_left, coalesce(credentials, '')
            FROM staff_accounts WHERE actor_id = $1
            """, [.text(name.text)]
        ) { row in StaffAccount(row).map { StoredAccount(account: $0, sealed: row.bytes(7)) } }
    }

    static func all(countMax: Int) -> Statement<StaffAccount?> {
        Statement(
            """
            SELECT actor_id, role, is_closed, last_code_step, source, is_emergency, has_left FROM staff_accounts
            ORDER BY is_closed OR has_left, actor_id LIMIT $1::bigint
            """, [.int(countMax)]
        ) { StaffAccount($0) }
    }

    /// Sets it up, or sets it up anew.
    static func put(
        _ invitation: StaffInvitation, sealed: [UInt8], step: Int64, at now: Instant
    ) -> Statement<Void> {
        Statement(
            """
            INSERT INTO staff_accounts (actor_id, role, credentials, last_code_step, made_by, made_at, is_emergency)
            VALUES ($1, $2, $3, $4::bigint, $5, $6, $7)
            ON CONFLICT (actor_id) DO UPDATE SET role = excluded.role, credentials = excluded.credentials,
                last_code_step = excluded.last_code_step, is_closed = false, made_by = excluded.made_by,
                made_at = excluded.made_at, is_emergency = excluded.is_emergency
            WHERE staff_accounts.source = 'local'
            """,
            [
                .text(invitation.actorID.text), .text(invitation.role.rawValue), .bytes(sealed), .int(step),
                .text(invitation.madeBy.text), .instant(now), .bool(invitation.isEmergency),
            ])
    }

    /// Takes a code: of two who come with the same one, one gets in.
    static func use(step: Int64, of name: ActorID) -> Statement<Void> {
        Statement(
            """
            UPDATE staff_accounts SET last_code_step = $2::bigint
            WHERE actor_id = $1 AND last_code_step < $2::bigint AND NOT is_closed
            """, [.text(name.text), .int(step)])
    }

    static func change(_ name: ActorID, role: StaffRole, isClosed: Bool) -> Statement<Void> {
        Statement(
            "UPDATE staff_accounts SET role = $2, is_closed = $3 WHERE actor_id = $1",
            [.text(name.text), .text(role.rawValue), .bool(isClosed)])
    }

    /// Nil for a role that this program does not know.
    init?(_ row: Row) {
        guard let name = try? ActorID(row.text(0)), let role = StaffRole(rawValue: row.text(1)),
            let source = Source(rawValue: row.text(4))
        else { return nil }
        self.init(
            actorID: name, role: role, isClosed: row.bool(2), lastCodeStep: row.int(3), source: source,
            isEmergency: row.bool(5), hasLeft: row.bool(6))
    }
}

extension StaffInvitation {
    static func put(_ invitation: StaffInvitation, under hash: [UInt8]) -> Statement<Void> {
        Statement(
            """
            INSERT INTO staff_invitations (token_hash, actor_id, role, made_by, ends_at, is_emergency)
            VALUES ($1, $2, $3, $4, $5, $6)
            """,
            [
                .bytes(hash), .text(invitation.actorID.text), .text(invitation.role.rawValue),
                .text(invitation.madeBy.text), .instant(invitation.endsAt), .bool(invitation.isEmergency),
            ])
    }

    static func find(_ hash: [UInt8]) -> Statement<StaffInvitation?> {
        Statement(
            "SELECT actor_id, role, made_by, ends_at, is_emergency FROM staff_invitations WHERE token_hash = $1",
            [.bytes(hash)], read: read)
    }

    /// Takes it away: it is good once.
    static func take(_ hash: [UInt8]) -> Statement<StaffInvitation?> {
        Statement(
            """
            DELETE FROM staff_invitations WHERE token_hash = $1
            RETURNING actor_id, role, made_by, ends_at, is_emergency
            """, [.bytes(hash)], read: read)
    }

    /// Whoever is asked anew has one link that is good, the newest.
    static func withdraw(_ name: ActorID) -> Statement<Void> {
        Statement("DELETE FROM staff_invitations WHERE actor_id = $1", [.text(name.text)])
    }

    static func waiting(countMax: Int) -> Statement<StaffInvitation?> {
        Statement(
            """
            SELECT actor_id, role, made_by, ends_at, is_emergency FROM staff_invitations ORDER BY actor_id
            LIMIT $1::bigint
            """, [.int(countMax)], read: read)
    }

    private static let read: @Sendable (Row) throws -> StaffInvitation? = { row in
        guard let name = try? ActorID(row.text(0)), let role = StaffRole(rawValue: row.text(1)),
            let maker = try? ActorID(row.text(2))
        else { return nil }
        return StaffInvitation(
            actorID: name, role: role, madeBy: maker, endsAt: row.instant(3), isEmergency: row.bool(4))
    }
}

extension StaffSession {
    /// - Parameter providerSession: what the provider calls its own, where it does.
    static func open(
        _ hash: [UInt8], of name: ActorID, device: String, providerSession: String? = nil, at now: Instant
    ) -> Statement<Void> {
        Statement(
            """
            INSERT INTO staff_sessions (token_hash, actor_id, device, opened_at, seen_at, provider_session)
            VALUES ($1, $2, $3, $4, $4, nullif($5, ''))
            """, [.bytes(hash), .text(name.text), .text(device), .instant(now), .text(providerSession ?? "")])
    }

    /// The oldest give way.
    static func trim(_ name: ActorID, countMax: Int) -> Statement<Void> {
        Statement(
            """
            DELETE FROM staff_sessions WHERE token_hash IN (
                SELECT token_hash FROM staff_sessions WHERE actor_id = $1 ORDER BY opened_at DESC, token_hash
                OFFSET $2::bigint)
            """, [.text(name.text), .int(countMax)])
    }

    static func find(_ hash: [UInt8], at now: Instant) -> Statement<StaffSession?> {
        Statement(
            """
            SELECT actor_id, role, is_closed, last_code_step, source, is_emergency, has_left, opened_at, seen_at,
                \(Delegation.principals)
            FROM staff_sessions JOIN staff_accounts USING (actor_id) WHERE token_hash = $1
            """, [.bytes(hash), .instant(now)]
        ) { row in
            StaffAccount(row).map { account in
                StaffSession(
                    account: account, openedAt: row.instant(7), seenAt: row.instant(8),
                    principals: AbsentColleague.all(row.optionalText(9)))
            }
        }
    }

    static func touch(_ hash: [UInt8], at now: Instant) -> Statement<Void> {
        Statement(
            "UPDATE staff_sessions SET seen_at = $2::timestamptz WHERE token_hash = $1 AND seen_at < $2::timestamptz",
            [.bytes(hash), .instant(now)])
    }

    static func close(_ hash: [UInt8]) -> Statement<Void> {
        Statement("DELETE FROM staff_sessions WHERE token_hash = $1", [.bytes(hash)])
    }

    /// All of an account, but for one where its owner asks.
    static func closeAll(of name: ActorID, but hash: [UInt8]) -> Statement<Void> {
        Statement(
            "DELETE FROM staff_sessions WHERE actor_id = $1 AND token_hash <> $2", [.text(name.text), .bytes(hash)])
    }

    static func devices(of name: ActorID) -> Statement<StaffDevice> {
        Statement(
            """
            SELECT device, opened_at, seen_at, token_hash FROM staff_sessions WHERE actor_id = $1
            ORDER BY opened_at DESC, token_hash
            """, [.text(name.text)]
        ) { row in
            StaffDevice(device: row.text(0), openedAt: row.instant(1), seenAt: row.instant(2), hash: row.bytes(3))
        }
    }
}

extension SignInTries {
    /// The row, made when it is the first try, and held until the transaction ends.
    static func lock(_ hash: [UInt8], at now: Instant) -> Statement<SignInTries> {
        Statement(
            """
            INSERT INTO staff_tries (name_hash, tries, last_at, held_until) VALUES ($1, 0, $2, $2)
            ON CONFLICT (name_hash) DO UPDATE SET tries = staff_tries.tries
            RETURNING tries, last_at, held_until
            """, [.bytes(hash), .instant(now)]
        ) { row in SignInTries(count: Int(row.int(0)), lastAt: row.instant(1), heldUntil: row.instant(2)) }
    }

    static func put(_ tries: SignInTries, _ hash: [UInt8]) -> Statement<Void> {
        Statement(
            """
            UPDATE staff_tries SET tries = $2::bigint, last_at = $3, held_until = $4 WHERE name_hash = $1
            """, [.bytes(hash), .int(tries.count), .instant(tries.lastAt), .instant(tries.heldUntil)])
    }

    static func forget(_ hash: [UInt8]) -> Statement<Void> {
        Statement("DELETE FROM staff_tries WHERE name_hash = $1", [.bytes(hash)])
    }
}

/// What is over: nobody comes back to it.
enum StaffPruning {
    static func statements(at now: Instant) -> [Statement<Void>] {
        [
            Statement("DELETE FROM staff_invitations WHERE ends_at < $1::timestamptz", [.instant(now)]),
            MachineKey.prune(at: now),
            Statement("DELETE FROM staff_used WHERE ends_at < $1::timestamptz", [.instant(now)]),
            Statement(
                "DELETE FROM staff_sessions WHERE opened_at < $1::timestamptz OR seen_at < $2::timestamptz",
                [
                    .instant(now.advanced(byHours: -StaffSession.hoursMax)),
                    .instant(now.advanced(byMinutes: -StaffSession.idleMinutesMax)),
                ]),
            Statement(
                "DELETE FROM staff_tries WHERE last_at < $1::timestamptz",
                [.instant(now.advanced(byHours: -SignInTries.memoryHours))]),
        ]
    }
}
