import Domain
import GatewayCore
import JSON
import Postgres

extension JobView {
    static let table = Table("jobs", of: JobView.self)

    static func select(_ id: JobID) -> Statement<JobView> {
        Statement("SELECT state FROM jobs WHERE key = $1", [.text(id.text)]) { row in
            try JSON.decode(JobView.self, from: row.json(0))
        }
    }

    static func page(after key: String, countMax: Int) -> Statement<JobView> {
        Statement("SELECT state FROM jobs WHERE key > $1 ORDER BY key LIMIT $2", [.text(key), .int(countMax)]) { row in
            try JSON.decode(JobView.self, from: row.json(0))
        }
    }
}
