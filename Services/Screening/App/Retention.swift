import Postgres
import ScreeningCore
import Telemetry
import Vault

/// Deletes what was kept long enough, by purpose; screening took the people in, so it is screening that lets them go.
///
/// Any number of processes may do it at the same time: deleting twice changes nothing.
struct Retention: Sendable {
    let vault: Vault
    let database: Database
    let terms: RetentionTerms
    let log: Logger

    private static let countMax = 500

    /// Gives how much went, by what it was kept for.
    func turn() async throws -> [String: Int] {
        try await tellEndings()
        var deleted: [String: Int] = [:]
        while !Task.isCancelled {
            let counts = try await vault.expire(terms, countMax: Self.countMax)
            if counts.isEmpty { break }
            for (purpose, count) in counts {
                RetentionMetric.deleted(purpose).increment(by: Int64(count))
                deleted[purpose.rawValue, default: 0] += count
            }
            var metadata: Logger.Metadata = [:]
            for (purpose, count) in counts { metadata["deleted.\(purpose.rawValue)"] = .integer(count) }
            log.notice("Retention deleted what was over", metadata: metadata)
        }
        return deleted
    }

    /// Told twice, an ending stays what it was.
    private func tellEndings() async throws {
        while true {
            let endings = try await database.query(ClosedApplication.untold(countMax: Self.countMax))
            if endings.isEmpty { return }
            try await vault.note(endings)
            try await database.execute(ClosedApplication.told(endings.map(\.applicationID)))
        }
    }
}

private enum RetentionMetric {
    static func deleted(_ purpose: RetentionPurpose) -> Counter {
        Counter(
            label: "colloquy_retention_deleted_total", dimensions: [("purpose", purpose.rawValue)],
            help: "Items that retention deleted, by what they were kept for.")
    }
}
