import Postgres
import ScreeningCore

extension Job {
    static let table = Table("jobs", of: Job.self, columns: [.bool("is_open") { $0.isOpen }])
}
