import Domain
import Events
import Postgres
import ScreeningCore

extension Screening {
    static let table = Table(
        "screenings", of: Screening.self,
        columns: [
            .text("job_id") { $0.jobID?.text }, .text("standing") { $0.standing.rawValue },
            .text("outcome") { $0.outcome?.rawValue },
        ])
}
