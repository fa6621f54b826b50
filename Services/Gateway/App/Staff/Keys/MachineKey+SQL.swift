import Domain
import GatewayCore
import Postgres

extension MachineKey {
    private static let columns = "actor_id, role, hint, made_by, made_at, ends_at, revoked_at, used_at"

    static func find(_ hash: [UInt8]) -> Statement<MachineKey?> {
        Statement("SELECT \(columns) FROM staff_keys WHERE key_hash = $1", [.bytes(hash)], read: read)
    }

    /// The newest first.
    static let all = Statement<(hash: [UInt8], key: MachineKey?)>(
        "SELECT \(columns), key_hash FROM staff_keys ORDER BY made_at DESC, key_hash LIMIT 1000", []
    ) { row in (row.bytes(8), try read(row)) }

    /// Writes it down where there are not too many that are good.
    static func put(_ key: MachineKey, under hash: [UInt8]) -> Statement<Void> {
        Statement(
            """
            INSERT INTO staff_keys (key_hash, actor_id, role, hint, made_by, made_at, ends_at)
            SELECT $1::bytea, $2, $3, $4, $5, $6::timestamptz, $7::timestamptz
            WHERE (SELECT count(*) FROM staff_keys WHERE revoked_at IS NULL AND ends_at > $6::timestamptz) < $8::bigint
            """,
            [
                .bytes(hash), .text(key.actorID.text), .text(key.role.rawValue), .text(key.hint),
                .text(key.madeBy.text), .instant(key.madeAt), .instant(key.endsAt), .int(countMax),
            ])
    }

    static func revoke(_ hash: [UInt8], by maker: ActorID, at now: Instant) -> Statement<Void> {
        Statement(
            "UPDATE staff_keys SET revoked_at = $2, revoked_by = $3 WHERE key_hash = $1 AND revoked_at IS NULL",
            [.bytes(hash), .instant(now), .text(maker.text)])
    }

    static func touch(_ hash: [UInt8], at now: Instant) -> Statement<Void> {
        Statement("UPDATE staff_keys SET used_at = $2 WHERE key_hash = $1", [.bytes(hash), .instant(now)])
    }

    static func prune(at now: Instant) -> Statement<Void> {
        Statement(
            "DELETE FROM staff_keys WHERE least(ends_at, revoked_at) < $1::timestamptz",
            [.instant(now.advanced(byHours: -24 * shownDaysAfter))])
    }

    /// Nil for a role that this program does not know.
    private static let read: @Sendable (Row) throws -> MachineKey? = { row in
        guard let name = try? ActorID(row.text(0)), let role = StaffRole(rawValue: row.text(1)),
            let maker = try? ActorID(row.text(3))
        else { return nil }
        return MachineKey(
            actorID: name, role: role, hint: row.text(2), madeBy: maker, madeAt: row.instant(4),
            endsAt: row.instant(5), revokedAt: row.optionalInstant(6), usedAt: row.optionalInstant(7))
    }
}
