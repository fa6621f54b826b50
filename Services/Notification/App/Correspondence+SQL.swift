import NotificationCore
import Postgres

extension Correspondence {
    static let table = Table("correspondences", of: Correspondence.self)
}

extension Job {
    static let table = Table("jobs", of: Job.self)
}
