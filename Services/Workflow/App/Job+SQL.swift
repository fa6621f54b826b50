import Postgres
import WorkflowCore

extension Job {
    static let table = Table("jobs", of: Job.self)
}
