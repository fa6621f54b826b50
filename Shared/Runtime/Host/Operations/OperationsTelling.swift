import Domain
import Events
import Flow
import JSON
import Postgres
import Telemetry

/// Tells how this service is on its own topic, when that changed and every few minutes. What cannot be told now is told at the
/// next turn: it says how things are, not what happened.
actor OperationsTelling {
    private let service: String
    private let database: Database
    private let work: ParkedWork
    private let retention: @Sendable () -> ServiceReport.Retention?
    private let tell: @Sendable (_ value: [UInt8]) async throws -> Void
    private let now: @Sendable () -> Instant
    private var last: ServiceReport?

    init(
        service: String, database: Database, work: ParkedWork,
        retention: @escaping @Sendable () -> ServiceReport.Retention?, now: @escaping @Sendable () -> Instant,
        tell: @escaping @Sendable ([UInt8]) async throws -> Void
    ) {
        self.service = service
        self.database = database
        self.work = work
        self.retention = retention
        self.now = now
        self.tell = tell
    }

    func turn() async throws {
        let report = try await found()
        guard isWorthTelling(report) else { return }
        try await tell(try JSON.encode(report))
        last = report
    }

    private func isWorthTelling(_ report: ServiceReport) -> Bool {
        guard var before = last else { return true }
        guard report.at < before.at.advanced(byMilliseconds: ServiceReport.quietSecondsMax * 1_000) else { return true }
        before.at = report.at
        return before != report
    }

    private func found() async throws -> ServiceReport {
        ServiceReport(
            service: service, at: now(),
            waiting: try await work.waiting(countMax: ServiceReport.heapCountMax).map {
                .init(name: $0.name, kind: $0.kind, reason: $0.reason, count: $0.count, since: $0.since)
            },
            returns: try await database.query(GivenBackLetter.latest(countMax: ServiceReport.returnCountMax)).map(
                Self.told), retention: retention())
    }

    /// Between the two tables a letter is at work for a moment.
    private static func told(_ kept: GivenBackLetter.Kept) -> ServiceReport.Return {
        let state: ServiceReport.Return.State =
            switch kept.letter.taking {
            case .gone: .gone
            case .unreadable: .unreadable
            case .taken, .repeated: kept.isParked || !kept.isSeen ? .waiting : .done
            }
        return ServiceReport.Return(place: kept.place, state: state, at: kept.letter.takenAt)
    }
}
