import Domain
import Events
import GatewayCore
import Postgres
import Vault

/// The applications of a job by stage: how many stand at each, and the first of them.
package struct StageBoard: Sendable {
    package struct Column: Sendable {
        package let stage: Stage
        package let count: Int
        /// Whoever waits longest, with their names.
        package let page: ApplicationPage
    }

    package let columns: [Column]

    /// Of each stage.
    package static let lineCountMax = 10
    /// Whatever has ended is counted and not shown: there it is the most.
    static let shownStages = Stage.allCases.filter { $0 != .closed }

    /// All names in one look, which is one row of the audit.
    static func read(
        _ job: JobID, counts: [Stage: Int], for actor: ActorID, _ vault: Vault, on connection: Connection
    ) throws -> StageBoard {
        let filters = shownStages.map { stage in
            ApplicationFilter(jobID: job, stage: stage, order: .longestWaiting, after: nil, countMax: lineCountMax)
        }
        let listed = try connection.queryEach(filters.map(\.page)).map { try $0.get() }
        let look = LookUp(actors: [actor], candidates: listed.flatMap { $0.compactMap(\.candidateID) })
        let names = try vault.field("name", of: [look], purpose: "look-up", on: connection)
        var columns = try zip(filters, listed).map { filter, listed in
            let stage = filter.stage ?? .closed
            return Column(
                stage: stage, count: counts[stage] ?? 0, page: try ApplicationPage(listed, of: filter, names: names))
        }
        let ended = ApplicationFilter(jobID: job, stage: .closed, order: .newest, after: nil, countMax: lineCountMax)
        columns.append(
            Column(stage: .closed, count: counts[.closed] ?? 0, page: try ApplicationPage([], of: ended, names: [:])))
        return StageBoard(columns: columns)
    }
}

/// How many stand at each stage of a job, counted once for all who ask within a few seconds: to count a hundred thousand takes longer
/// than everything else on the board.
actor StageCounts {
    private static let memory = Duration.seconds(3)
    private static let jobCountMax = 1_000
    private let count: @Sendable (JobID) async throws -> [Stage: Int]
    private var known: [JobID: (counts: Task<[Stage: Int], any Error>, at: ContinuousClock.Instant)] = [:]

    init(_ count: @escaping @Sendable (JobID) async throws -> [Stage: Int]) { self.count = count }

    func of(_ job: JobID) async throws -> [Stage: Int] {
        if let known = known[job], known.at + Self.memory > .now { return try await known.counts.value }
        if known.count >= Self.jobCountMax { known.removeAll() }
        let counts = Task { try await count(job) }
        known[job] = (counts, .now)
        do { return try await counts.value } catch {
            known[job] = nil
            throw error
        }
    }

    static func stored(in database: Database) -> StageCounts {
        StageCounts { job in
            let rows = try await database.query(ApplicationView.stageCounts(of: job))
            return Dictionary(rows.compactMap { row in row.stage.map { ($0, row.count) } }, uniquingKeysWith: +)
        }
    }
}
