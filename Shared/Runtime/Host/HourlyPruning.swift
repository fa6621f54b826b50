import Flow
import Postgres
import Telemetry

/// What the kernel's own tables need no longer: causes that were seen, letters that were given back, work that nobody can read.
struct HourlyPruning: Sendable {
    private let pruning: Pruning
    private let database: Database
    private let logger: Logger

    init(_ database: Database, days: Int, logger: Logger) {
        pruning = Pruning(database, days: days)
        self.database = database
        self.logger = logger
    }

    func turn() async throws {
        while try await pruning.forgetSeen() > 0, !Task.isCancelled {}
        try await database.execute(GivenBackLetter.forget)
        let count = try await pruning.expireUnreadable()
        guard count > 0 else { return }
        Metric.parkedExpired.increment(by: Int64(count))
        logger.error("Parked work that could not be read was deleted", metadata: ["count": .integer(count)])
    }
}
