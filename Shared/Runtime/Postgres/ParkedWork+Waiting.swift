import Domain
import Flow

/// Work that fails and waits: what an operator has to see, and what a first success brings forward.
extension ParkedWork {
    package struct Waiting: Sendable, Hashable {
        package let name: String
        package let kind: FailureKind
        /// Why the last run failed, as a code.
        package let reason: String
        package let count: Int
        /// Of the one that waits longest.
        package let seconds: Int
    }

    /// What waits after a failure, by activity, kind and reason, the largest heap first.
    package func waiting(countMax: Int = 100) async throws -> [Waiting] {
        try await database.query(
            Statement(
                """
                SELECT name, failure, coalesce(last_error, ''), count(*),
                    extract(epoch FROM now() - min(failing_since))::bigint
                FROM parked WHERE failing_since IS NOT NULL GROUP BY 1, 2, 3 ORDER BY 4 DESC, 1, 3 LIMIT $1::bigint
                """, [.int(countMax)],
                read: { row in
                    Waiting(
                        name: row.text(0), kind: FailureKind(rawValue: row.text(1)) ?? .bug, reason: row.text(2),
                        count: Int(row.int(3)), seconds: Int(row.int(4)))
                }))
    }

    /// What the surroundings held up has just worked: the rest of its kind falls due within the next seconds
    /// instead of at the end of its pause.
    package func hasten(_ name: String, withinMilliseconds: Int) async throws {
        try await database.execute(
            Statement<Void>(
                """
                UPDATE parked SET due_at = now() + random() * $2::bigint * interval '1 millisecond'
                WHERE name = $1::text AND failure = 'environment' AND failing_since IS NOT NULL
                    AND leased_until IS NULL AND due_at > now() + $2::bigint * interval '1 millisecond'
                """, [.text(name), .int(withinMilliseconds)]))
    }
}
