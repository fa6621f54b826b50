import Domain
import GatewayCore
import JSON
import Postgres

extension InterviewSession {
    static let table = Table(
        "interview_sessions", of: InterviewSession.self,
        columns: [
            .bool("in_interview") { session in
                session.consents.contains { $0.withdrawnAt == nil } && session.submittedAt == nil
                    && session.closedBecause == nil
            }
        ])

    /// Those in which somebody did something lately, the last first.
    static func live(countMax: Int) -> Statement<LiveRecords.Seen> {
        Statement(
            """
            SELECT state, updated_at FROM interview_sessions
            WHERE in_interview AND updated_at > now() - $1::bigint * interval '1 minute'
            ORDER BY updated_at DESC LIMIT $2::bigint
            """, [.int(LiveStanding.presenceMinutes), .int(countMax)]
        ) { row in
            LiveRecords.Seen(
                session: try JSON.decode(InterviewSession.self, from: row.json(0)), lastSignAt: row.instant(1))
        }
    }

    static func select(_ id: ApplicationID) -> Statement<InterviewSession> {
        Statement("SELECT state FROM interview_sessions WHERE key = $1", [.text(id.text)]) { row in
            try JSON.decode(InterviewSession.self, from: row.json(0))
        }
    }
}
