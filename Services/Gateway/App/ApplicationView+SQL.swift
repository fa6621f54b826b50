import Domain
import Events
import GatewayCore
import JSON
import Postgres

extension ApplicationView {
    static let table = Table(
        "applications", of: ApplicationView.self,
        columns: [.text("job_id") { $0.jobID?.text }, .text("stage") { $0.stage?.rawValue }])

    static func select(_ id: ApplicationID) -> Statement<ApplicationView> {
        Statement("SELECT state FROM applications WHERE key = $1", [.text(id.text)]) { row in
            try JSON.decode(ApplicationView.self, from: row.json(0))
        }
    }

    static func selectJSON(_ id: ApplicationID) -> Statement<[UInt8]> {
        Statement("SELECT state FROM applications WHERE key = $1", [.text(id.text)]) { row in Array(row.json(0)) }
    }

    /// By key and never by offset, so that a page does not shift when something is added before it.
    static func page(_ filter: ApplicationFilter) -> Statement<ApplicationSummary> {
        Statement(
            """
            SELECT summary FROM applications
            WHERE key > $1 AND ($2::text IS NULL OR job_id = $2) AND ($3::text IS NULL OR stage = $3)
            ORDER BY key LIMIT $4
            """,
            [.text(filter.after), .text(filter.jobID?.text), .text(filter.stage?.rawValue), .int(filter.countMax)]
        ) { row in try JSON.decode(ApplicationSummary.self, from: row.raw(0)) }
    }
}
