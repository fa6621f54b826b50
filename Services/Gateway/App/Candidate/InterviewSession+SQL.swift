import Domain
import GatewayCore
import JSON
import Postgres

extension InterviewSession {
    static let table = Table("interview_sessions", of: InterviewSession.self)

    static func select(_ id: ApplicationID) -> Statement<InterviewSession> {
        Statement("SELECT state FROM interview_sessions WHERE key = $1", [.text(id.text)]) { row in
            try JSON.decode(InterviewSession.self, from: row.json(0))
        }
    }
}
