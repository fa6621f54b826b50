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
        _ job: JobID, for actor: ActorID, _ vault: Vault, on connection: Connection
    ) throws -> StageBoard {
        let counts = Dictionary(
            try connection.query(ApplicationView.stageCounts(of: job)).compactMap { row in
                row.stage.map { ($0, row.count) }
            }, uniquingKeysWith: +)
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
