import Domain
import Events
import Flow
import Postgres
import ScoringCore

extension Scorecard {
    static let table = Table(
        "scorecards", of: Scorecard.self,
        columns: [
            .text("job_id") { $0.invitation?.jobID.text }, .int("terms_version") { $0.terms.map { Int64($0.version) } },
        ])

    /// Whose scorecards were made under earlier terms, in the order of their names.
    static func earlier(than version: Int, of job: JobID, after: ApplicationID?) -> Statement<ApplicationID> {
        Statement(
            """
            SELECT key FROM scorecards WHERE job_id = $1 AND coalesce(terms_version, -1) < $2 AND key > $3
            ORDER BY key LIMIT $4
            """,
            [.text(job.text), .int(version), .text(after?.text ?? ""), .int(FindScorecards.countMax)]
        ) { row in try ApplicationID(row.text(0)) }
    }

    /// The application, while its candidate agrees to be assessed by a text that speaks of a judge.
    static func agreeing(_ application: ApplicationID) -> Statement<ApplicationID> {
        Statement(
            """
            SELECT key FROM scorecards WHERE key = $1 AND state->>'agreesToJudge' = 'true'
            AND (state->'consents')::jsonb @> '["ai-assessment"]'
            """,
            [.text(application.text)]
        ) { row in try ApplicationID(row.text(0)) }
    }

    /// The application, while its interview and its candidate allow that the face is looked at.
    static func allowingFaces(_ application: ApplicationID) -> Statement<ApplicationID> {
        let policies = PolicyProfile.allCases.filter(\.allowsFaces).map(\.rawValue)
        return Statement(
            """
            SELECT key FROM scorecards WHERE key = $1
            AND (state->'consents')::jsonb @> '["ai-assessment", "face-features"]'
            AND state->'invitation'->'plan'->>'faceChannel' = 'true'
            AND state->'invitation'->'plan'->>'policy' = ANY (string_to_array($2, ','))
            """,
            [.text(application.text), .text(policies.joined(separator: ","))]
        ) { row in try ApplicationID(row.text(0)) }
    }
}

/// Whether a face may be looked at now: consent may be taken back at any time.
func allowance(in database: Database) -> @Sendable (ApplicationID) async throws -> Bool {
    { application in try await !database.query(Scorecard.allowingFaces(application)).isEmpty }
}

/// Whether words may go to a judge now: consent may be taken back while they wait for it.
func agreement(in database: Database) -> @Sendable (ApplicationID) async throws -> Bool {
    { application in try await !database.query(Scorecard.agreeing(application)).isEmpty }
}

func finding(in database: Database) -> Activity<FindScorecards, [ApplicationID]> {
    { work, _ in
        try await database.query(Scorecard.earlier(than: work.termsVersion, of: work.jobID, after: work.after))
    }
}
