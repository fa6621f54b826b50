import ContractsCore
import Domain
import Postgres

extension ContractFile {
    static let table = Table(
        "contract_files", of: ContractFile.self,
        columns: [
            .text("job_id") { $0.parties.jobID.text },
            .instant("offer_expires_at") { $0.offerExpiresAt },
            .instant("signed_at") { $0.signedAt },
        ])
}
