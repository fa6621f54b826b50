import Domain
import Events
import Postgres
import ReportingCore

extension Report {
    static let table = Table(
        "reports", of: Report.self,
        columns: [
            .text("job_id") { $0.scorecard.jobID.text },
            .double("composite") { $0.assessment.composite?.points },
            .text("recommendation") { $0.assessment.recommendation.rawValue },
        ])
}
