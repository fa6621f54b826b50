import Domain
import GatewayCore
import JSON
import Postgres

extension JobAgreement {
    static let table = Table("job_agreements", of: JobAgreement.self)

    static func select(_ id: JobID) -> Statement<JobAgreement> {
        Statement("SELECT state FROM job_agreements WHERE key = $1", [.text(id.text)]) { row in
            try JSON.decode(JobAgreement.self, from: row.json(0))
        }
    }
}
