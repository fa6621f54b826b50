import Domain

/// Forgets what nothing needs any more after so many days.
package struct Pruning: Sendable {
    private let database: Database
    private let days: Int

    package init(_ database: Database, days: Int) {
        self.database = database
        self.days = days
    }

    /// Which arrivals were seen, once nothing can bring them again: topics have lost them, and dead letters too. Deletes at most
    /// so many and gives how many; call it until it gives 0.
    package func forgetSeen(countMax: Int = 5_000) async throws -> Int {
        try await database.execute(
            Statement<Void>(
                """
                DELETE FROM inbox WHERE ctid = ANY (ARRAY(
                    SELECT ctid FROM inbox WHERE seen_on < current_date - $1::bigint::integer LIMIT $2::bigint))
                """, [.int(days), .int(countMax)]))
    }

    /// Parked rows that nobody could read for all that time: their key is lost, and all others end by themselves. Gives how many.
    package func expireUnreadable() async throws -> Int {
        try await database.execute(
            Statement<Void>(
                """
                DELETE FROM parked WHERE leased_until IS NULL AND starts_with(last_error, $2)
                    AND created_at < now() - $1::bigint * interval '1 day'
                """, [.int(days), .text(ParkedWork.unreadablePrefix)]))
    }
}
