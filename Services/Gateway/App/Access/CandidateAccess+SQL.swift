import Domain
import GatewayCore
import JSON
import Postgres

extension CandidateAccess {
    static let table = Table("candidate_accesses", of: CandidateAccess.self)

    static func select(_ id: ApplicationID) -> Statement<CandidateAccess> {
        Statement("SELECT state FROM candidate_accesses WHERE key = $1", [.text(id.text)]) { row in
            try JSON.decode(CandidateAccess.self, from: row.json(0))
        }
    }
}
