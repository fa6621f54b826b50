import GatewayCore
import Postgres

extension Records {
    /// The views as this service's reactions keep them.
    static func stored(in database: Database) -> Records {
        Records(
            session: { try await database.query(InterviewSession.select($0)).first },
            application: { try await database.query(ApplicationView.select($0)).first },
            applicationJSON: { try await database.query(ApplicationView.selectJSON($0)).first },
            applications: { try await database.query(ApplicationView.page($0)) },
            job: { try await database.query(JobView.select($0)).first },
            jobs: { try await database.query(JobView.page(after: $0, countMax: $1)) })
    }
}
