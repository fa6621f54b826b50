import Domain
import Events
import GatewayCore
import Postgres

/// What the numbers are asked for.
package struct NumbersQuestion: Hashable, Sendable {
    package var jobID: JobID?
    /// When the applications came.
    package var period: Range<Instant>
}

/// Counting over the views of applications. The newest of the period are counted where there are more than it takes.
extension NumbersCount {
    package static let applicationCountMax = 20_000
    /// Jobs in one table, those with the most people first.
    static let jobCountMax = 200
    /// Of one of the five statements: the rest of the house shares the connections.
    static let statementMillisecondsMax = 15_000

    static func counted(_ question: NumbersQuestion, on connection: Connection) throws -> NumbersCount {
        try connection.transaction { connection in
            try connection.execute("SET LOCAL statement_timeout = \(statementMillisecondsMax)")
            var count = NumbersCount()
            let all = try connection.query(question.total).first ?? 0
            count.applications = min(all, applicationCountMax)
            count.isCut = all > applicationCountMax
            count.passes = try connection.query(question.passes)
            count.bands = try connection.query(question.bands)
            count.stays = try connection.query(question.stays)
            count.ratings = try connection.query(question.ratings)
            return count
        }
    }
}

extension NumbersQuestion {
    /// The applications that are counted, then each with the stages that it came to and when it left them.
    private func statement<Value>(
        _ rest: String, read: @escaping @Sendable (Row) throws -> Value
    ) -> Statement<Value> {
        let ofJob = jobID == nil ? "" : "AND job_id = $4"
        return Statement(
            """
            WITH chosen AS MATERIALIZED (
                SELECT key, job_id, composite, received_at, state, state->>'outcome' AS outcome
                FROM applications WHERE received_at >= $1 AND received_at < $2 AND job_id IS NOT NULL \(ofJob)
                ORDER BY received_at DESC, number DESC LIMIT $3
            ), steps AS (
                SELECT key, job_id, outcome, received_at, stage, at, lead(at) OVER course AS left_at,
                    lead(stage) OVER course AS next_stage
                FROM chosen CROSS JOIN LATERAL (
                    SELECT fact->'details'->>'stage' AS stage, (fact->>'at')::timestamptz AS at, place
                    FROM json_array_elements(state->'timeline') WITH ORDINALITY AS facts (fact, place)
                    WHERE fact->>'what' = 'stage-changed'
                ) AS changes
                WINDOW course AS (PARTITION BY key ORDER BY place)
            )
            \(rest)
            """, parameters(countMax: NumbersCount.applicationCountMax), read: read)
    }

    private func parameters(countMax: Int) -> [Parameter] {
        [.instant(period.lowerBound), .instant(period.upperBound), .int(countMax)]
            + (jobID.map { [.text($0.text)] } ?? [])
    }

    /// How many there are, as far as that matters.
    fileprivate var total: Statement<Int> {
        let ofJob = jobID == nil ? "" : "AND job_id = $4"
        return Statement(
            """
            SELECT count(*) FROM (
                SELECT 1 FROM applications
                WHERE received_at >= $1 AND received_at < $2 AND job_id IS NOT NULL \(ofJob) LIMIT $3
            ) AS found
            """, parameters(countMax: NumbersCount.applicationCountMax + 1)
        ) { Int($0.int(0)) }
    }

    /// Whoever came to a later stage was let past the one before, by a rule or by a person.
    fileprivate var passes: Statement<NumbersCount.Passes> {
        statement(
            """
            , people AS (
                SELECT job_id, outcome, bool_or(stage IN ('interview', 'scoring')) AS is_interviewed,
                    bool_or(stage NOT IN ('screening', 'review', 'closed')) AS is_past_screening,
                    bool_or(stage IN ('human-interview', 'second-interview', 'offer', 'contract')) AS is_past_interview
                FROM steps GROUP BY key, job_id, outcome
            )
            SELECT job_id, count(*) FILTER (WHERE is_past_screening),
                count(*) FILTER (WHERE NOT is_past_screening AND outcome = 'rejected'),
                count(*) FILTER (WHERE is_interviewed AND is_past_interview),
                count(*) FILTER (WHERE is_interviewed AND NOT is_past_interview AND outcome = 'rejected')
            FROM people GROUP BY job_id ORDER BY count(*) DESC, job_id LIMIT \(NumbersCount.jobCountMax)
            """
        ) { row in
            NumbersCount.Passes(
                jobID: try JobID(row.text(0)), pastScreening: Int(row.int(1)), outAtScreening: Int(row.int(2)),
                pastInterview: Int(row.int(3)), outAtInterview: Int(row.int(4)))
        }
    }

    fileprivate var bands: Statement<NumbersCount.Band> {
        statement(
            """
            SELECT least(\(NumbersCount.Band.countMax - 1), floor(composite / \(NumbersCount.Band.width)))::bigint AS band,
                count(*), count(*) FILTER (WHERE outcome = 'hired')
            FROM chosen WHERE composite IS NOT NULL AND outcome IS NOT NULL GROUP BY band ORDER BY band
            """
        ) { row in NumbersCount.Band(number: Int(row.int(0)), ended: Int(row.int(1)), hired: Int(row.int(2))) }
    }

    /// A stage that somebody is at still has no length yet, so it does not count for them.
    fileprivate var stays: Statement<NumbersCount.Stay> {
        statement(
            """
            , stays AS (
                SELECT key, stage, extract(epoch FROM sum(left_at - at))::double precision AS seconds,
                    bool_or(next_stage = 'closed' AND outcome IN ('withdrawn', 'expired', 'declined')) AS is_dropped
                FROM steps WHERE stage <> 'closed' GROUP BY key, stage HAVING bool_and(left_at IS NOT NULL)
                UNION ALL
                SELECT key, NULL, extract(epoch FROM at - received_at)::double precision, false
                FROM steps WHERE stage = 'closed' AND outcome = 'hired'
            )
            SELECT stage, count(*), count(*) FILTER (WHERE is_dropped),
                percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds),
                percentile_cont(0.9) WITHIN GROUP (ORDER BY seconds)
            FROM stays GROUP BY stage
            ORDER BY array_position(
                ARRAY['screening', 'interview', 'scoring', 'review', 'human-interview', 'second-interview', 'offer',
                    'contract'], stage)
            """
        ) { row in
            NumbersCount.Stay(
                stage: row.optionalText(0).flatMap { Stage(rawValue: $0) }, people: Int(row.int(1)),
                droppedOut: Int(row.int(2)), medianSeconds: row.isNull(3) ? nil : row.double(3),
                ninthDecileSeconds: row.isNull(4) ? nil : row.double(4))
        }
    }

    fileprivate var ratings: Statement<NumbersCount.Rating> {
        statement(
            """
            , answers AS (
                SELECT job_id, (state->'interview'->>'satisfaction')::double precision AS rating,
                    state->'report' IS NOT NULL AS is_reported,
                    EXISTS (
                        SELECT 1 FROM candidate_requests
                        WHERE application_id = chosen.key AND kind = 'human-review'
                    ) AS is_asked
                FROM chosen
            )
            SELECT job_id, count(rating), avg(rating), count(*) FILTER (WHERE rating < 3),
                count(*) FILTER (WHERE is_reported), count(*) FILTER (WHERE is_reported AND is_asked)
            FROM answers GROUP BY job_id ORDER BY count(*) DESC, job_id LIMIT \(NumbersCount.jobCountMax)
            """
        ) { row in
            NumbersCount.Rating(
                jobID: try JobID(row.text(0)), answered: Int(row.int(1)), mean: row.isNull(2) ? nil : row.double(2),
                low: Int(row.int(3)), reported: Int(row.int(4)), askedForPerson: Int(row.int(5)))
        }
    }
}
