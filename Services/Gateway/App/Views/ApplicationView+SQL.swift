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
            .text("language") { $0.language?.rawValue },
            .text("held_because") { $0.isOver ? nil : $0.review?.reason }, .instant("waits_since") { $0.waitsSince },
            .instant("pooled_at") { $0.pooledAt },
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

    /// How many applications of the job stand at each stage, counted in the index.
    static func stageCounts(of job: JobID) -> Statement<(stage: Stage?, count: Int)> {
        Statement(
            "SELECT stage, count(*) FROM applications WHERE job_id = $1 AND stage IS NOT NULL GROUP BY stage",
            [.text(job.text)]
        ) { row in (Stage(rawValue: row.text(0)), Int(row.int(1))) }
    }
}
