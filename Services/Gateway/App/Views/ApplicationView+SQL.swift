import Domain
import Events
import GatewayCore
import JSON
import Postgres

extension ApplicationView {
    static let table = Table(
        "applications", of: ApplicationView.self,
        columns: [
            .text("job_id") { $0.jobID?.text }, .text("stage") { $0.stage?.rawValue },
            .text("candidate_id") { $0.candidateID?.text }, .text("line") { ApplicationLine($0).json },
            .double("composite") { $0.erasedAt == nil ? $0.report?.composite?.points : nil },
            .text("comes_on") { $0.comesOn },
            .int("failed_messages") { view in
                let count = view.erasedAt == nil ? view.deliveries.count { $0.status == .failed } : 0
                return count > 0 ? Int64(count) : nil
            },
            .instant("received_at") { $0.receivedAt ?? $0.timeline.first?.at },
        ])

    /// How many applications of the job have a composite: below this one, equal to it, all. Counted when it is asked, in the index.
    static func rank(of composite: Score, in job: JobID) -> Statement<(below: Int, same: Int, count: Int)> {
        Statement(
            """
            SELECT count(*) FILTER (WHERE composite < $2), count(*) FILTER (WHERE composite = $2), count(*)
            FROM applications WHERE job_id = $1 AND composite IS NOT NULL
            """, [.text(job.text), .double(composite.points)]
        ) { row in (below: Int(row.int(0)), same: Int(row.int(1)), count: Int(row.int(2))) }
    }

    /// Applications of a job with a report that may still be looked at.
    static func reported(of job: JobID, countMax: Int) -> Statement<ApplicationView> {
        Statement(
            """
            SELECT state FROM applications WHERE job_id = $1 AND composite IS NOT NULL ORDER BY number DESC LIMIT $2
            """, [.text(job.text), .int(countMax)]
        ) { row in try JSON.decode(ApplicationView.self, from: row.json(0)) }
    }

    /// Those with a message that failed, the newest first.
    static func withFailedMessages(countMax: Int) -> Statement<ApplicationView> {
        Statement(
            """
            SELECT state FROM applications WHERE failed_messages IS NOT NULL ORDER BY number DESC LIMIT $1::bigint
            """, [.int(countMax)]
        ) { row in try JSON.decode(ApplicationView.self, from: row.json(0)) }
    }

    static func select(_ id: ApplicationID) -> Statement<ApplicationView> {
        Statement("SELECT state FROM applications WHERE key = $1", [.text(id.text)]) { row in
            try JSON.decode(ApplicationView.self, from: row.json(0))
        }
    }

    static func selectJSON(_ id: ApplicationID) -> Statement<[UInt8]> {
        Statement("SELECT state FROM applications WHERE key = $1", [.text(id.text)]) { row in Array(row.json(0)) }
    }

    /// By number and never by offset, so that a page does not shift when something is added before it. Each filter and order
    /// has a text of its own: with one text for all, the server would plan without knowing which index helps.
    static func page(_ filter: ApplicationFilter) -> Statement<ListedApplication> {
        var conditions: [String] = []
        var parameters: [Parameter] = []
        func add(_ condition: String, _ parameter: Parameter) {
            parameters.append(parameter)
            conditions.append("\(condition) $\(parameters.count)")
        }
        if let job = filter.jobID { add("job_id =", .text(job.text)) }
        if let stage = filter.stage { add("stage =", .text(stage.rawValue)) }
        if let candidates = filter.candidates {
            parameters.append(.texts(candidates.map(\.text)))
            conditions.append("candidate_id = ANY ($\(parameters.count)::text[])")
        }
        if let day = filter.comesFrom { add("comes_on >=", .text("\(day)")) }
        if let number = filter.after { add(filter.order == .newest ? "number <" : "number >", .int(number)) }
        parameters.append(.int(filter.countMax))
        let place = conditions.isEmpty ? "" : "WHERE \(conditions.joined(separator: " AND "))"
        let order = filter.comesFrom == nil ? "number \(filter.order == .newest ? "DESC" : "ASC")" : "comes_on, number"
        return Statement(
            """
            SELECT number, candidate_id, line FROM applications \(place)
            ORDER BY \(order) LIMIT $\(parameters.count)
            """, parameters
        ) { row in
            ListedApplication(
                number: row.int(0), candidateID: row.optionalText(1).flatMap { try? CandidateID($0) },
                line: row.bytes(2))
        }
    }
}
