import Domain
import Events
import Postgres
import WorkflowCore

extension Application {
    static let table = Table(
        "applications", of: Application.self,
        columns: [
            .text("job_id") { $0.jobID.text }, .text("stage") { $0.stage.rawValue },
            .text("outcome") { $0.outcome?.rawValue },
        ])
}
