import Domain
import Events
import Postgres
import ScreeningCore
import Vault

extension ClosedApplication {
    static let table = Table(
        "endings", of: ClosedApplication.self,
        columns: [
            .text("candidate_id") { $0.candidateID.text }, .text("outcome") { $0.outcome.rawValue },
            .instant("ended_at") { $0.endedAt },
        ])

    /// Those that the vault was not told of.
    static func untold(countMax: Int) -> Statement<ApplicationEnding> {
        Statement(
            "SELECT key, candidate_id, outcome, ended_at FROM endings WHERE told_at IS NULL ORDER BY key LIMIT $1::bigint",
            [.int(countMax)],
            read: {
                ApplicationEnding(
                    applicationID: try ApplicationID($0.text(0)), candidateID: try CandidateID($0.text(1)),
                    outcome: $0.text(2), endedAt: $0.instant(3))
            })
    }

    static func told(_ applications: [ApplicationID]) -> Statement<Void> {
        Statement("UPDATE endings SET told_at = now() WHERE key = ANY($1::text[])", [.texts(applications.map(\.text))])
    }
}
