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
    /// The rest of the house shares the connections.
    static let statementMillisecondsMax = 20_000

    static func counted(_ question: NumbersQuestion, on connection: Connection) throws -> NumbersCount {
        try connection.transaction { connection in
            try connection.execute("SET LOCAL statement_timeout = \(statementMillisecondsMax)")
            var count = NumbersCount()
            let all = try connection.query(question.total).first ?? 0
            count.applications = min(all, applicationCountMax)
            count.isCut = all > applicationCountMax
            for line in try connection.query(question.lines) {
                switch line {
                case .passes(let passes): count.passes.append(passes)
                case .band(let band): count.bands.append(band)
                case .stay(let stay): count.stays.append(stay)
                case .rating(let rating): count.ratings.append(rating)
                }
            }
            return count
        }
    }
}

/// One line of what the database counted.
private enum NumbersLine: Sendable {
    case passes(NumbersCount.Passes)
    case band(NumbersCount.Band)
    case stay(NumbersCount.Stay)
    case rating(NumbersCount.Rating)

    /// A line's kind, its subject, four counts and two measures, of which each kind has its own.
    init(_ row: Row) throws {
        func count(_ index: Int) -> Int { Int(row.optionalInt(2 + index) ?? 0) }
        func measure(_ index: Int) -> Double? { row.isNull(6 + index) ? nil : row.double(6 + index) }
        let subject = row.optionalText(1)
        switch row.text(0) {
        case "passes":
            self = .passes(
                NumbersCount.Passes(
                    jobID: try JobID(subject ?? ""), pastScreening: count(0), outAtScreening: count(1),
                    pastInterview: count(2), outAtInterview: count(3)))
        case "band":
            self = .band(NumbersCount.Band(number: count(0), ended: count(1), hired: count(2)))
        case "rating":
            self = .rating(
                NumbersCount.Rating(
                    jobID: try JobID(subject ?? ""), answered: count(0), mean: measure(0), low: count(1),
                    reported: count(2), askedForPerson: count(3)))
        default:
            self = .stay(
                NumbersCount.Stay(
                    stage: subject.flatMap { Stage(rawValue: $0) }, people: count(0), droppedOut: count(1),
                    medianSeconds: measure(0), ninthDecileSeconds: measure(1)))
        }
    }
}

extension NumbersQuestion {
    private var ofJob: String { jobID == nil ? "" : "AND job_id = $4" }

    private func parameters(countMax: Int) -> [Parameter] {
        [.instant(period.lowerBound), .instant(period.upperBound), .int(countMax)]
            + (jobID.map { [.text($0.text)] } ?? [])
    }

    /// How many there are, as far as that matters.
    fileprivate var total: Statement<Int> {
        Statement(
            """
            SELECT count(*) FROM (
                SELECT 1 FROM applications
                WHERE received_at >= $1 AND received_at < $2 AND job_id IS NOT NULL \(ofJob) LIMIT $3
            ) AS found
            """, parameters(countMax: NumbersCount.applicationCountMax + 1)
        ) { Int($0.int(0)) }
    }

    /// Everything in one statement: reading the stored views is what costs, and so each is read once.
    fileprivate var lines: Statement<NumbersLine> {
        Statement(
            """
            WITH chosen AS MATERIALIZED (
                SELECT key, job_id, composite, received_at, outcome, timeline, report IS NOT NULL AS is_reported,
                    (interview->>'satisfaction')::double precision AS rating
                FROM (
                    SELECT key, job_id, composite, received_at, state FROM applications
                    WHERE received_at >= $1 AND received_at < $2 AND job_id IS NOT NULL \(ofJob)
                    ORDER BY received_at DESC, number DESC LIMIT $3
                ) AS newest
                CROSS JOIN LATERAL json_to_record(state) AS told (
                    outcome text, interview json, report json, timeline json)
            ), steps AS MATERIALIZED (
                SELECT key, job_id, outcome, received_at, stage, at, lead(at) OVER course AS left_at,
                    lead(stage) OVER course AS next_stage
                FROM chosen CROSS JOIN LATERAL (
                    SELECT details->>'stage' AS stage, at::timestamptz AS at, place
                    FROM ROWS FROM (json_to_recordset(timeline) AS (at text, what text, details json)) WITH ORDINALITY
                        AS facts (at, what, details, place)
                    WHERE what = 'stage-changed'
                ) AS changes
                WINDOW course AS (PARTITION BY key ORDER BY place)
            ), \(Self.parts)
            SELECT * FROM (
                (SELECT 'passes', job_id, a, b, c, d, NULL::double precision, NULL::double precision FROM passes)
                UNION ALL (SELECT 'band', NULL, a, b, c, NULL, NULL, NULL FROM bands)
                UNION ALL (SELECT 'stay', stage, a, b, NULL, NULL, x, y FROM spans)
                UNION ALL (SELECT 'rating', job_id, a, b, c, d, x, NULL FROM ratings)
            ) AS lines
            """, parameters(countMax: NumbersCount.applicationCountMax), read: NumbersLine.init)
    }

    /// Whoever came to a later stage was let past the one before, by a rule or by a person. A stage that somebody is at still
    /// has no length yet, so it does not count for them.
    private static let parts = """
        people AS (
            SELECT job_id, outcome, bool_or(stage IN ('interview', 'scoring')) AS is_interviewed,
                bool_or(stage NOT IN ('screening', 'review', 'closed')) AS is_past_screening,
                bool_or(stage IN ('human-interview', 'second-interview', 'pay-approval', 'offer',
                    'contract')) AS is_past_interview
            FROM steps GROUP BY key, job_id, outcome
        ), passes AS (
            SELECT job_id, count(*) FILTER (WHERE is_past_screening) AS a,
                count(*) FILTER (WHERE NOT is_past_screening AND outcome = 'rejected') AS b,
                count(*) FILTER (WHERE is_interviewed AND is_past_interview) AS c,
                count(*) FILTER (WHERE is_interviewed AND NOT is_past_interview AND outcome = 'rejected') AS d
            FROM people GROUP BY job_id ORDER BY count(*) DESC, job_id LIMIT \(NumbersCount.jobCountMax)
        ), bands AS (
            SELECT least(\(NumbersCount.Band.countMax - 1), floor(composite / \(NumbersCount.Band.width)))::bigint AS a,
                count(*) AS b, count(*) FILTER (WHERE outcome = 'hired') AS c
            FROM chosen WHERE composite IS NOT NULL AND outcome IS NOT NULL GROUP BY 1 ORDER BY 1
        ), stays AS (
            SELECT key, stage, extract(epoch FROM sum(left_at - at))::double precision AS seconds,
                bool_or(next_stage = 'closed' AND outcome IN ('withdrawn', 'expired', 'declined')) AS is_dropped
            FROM steps WHERE stage <> 'closed' GROUP BY key, stage HAVING bool_and(left_at IS NOT NULL)
            UNION ALL
            SELECT key, NULL, extract(epoch FROM at - received_at)::double precision, false
            FROM steps WHERE stage = 'closed' AND outcome = 'hired'
        ), spans AS (
            SELECT stage, count(*) AS a, count(*) FILTER (WHERE is_dropped) AS b,
                percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) AS x,
                percentile_cont(0.9) WITHIN GROUP (ORDER BY seconds) AS y
            FROM stays GROUP BY stage
            ORDER BY array_position(
                ARRAY['screening', 'interview', 'scoring', 'review', 'human-interview', 'second-interview', 'pay-approval',
                    'offer', 'contract'], stage)
        ), answers AS (
            SELECT job_id, rating, is_reported, EXISTS (
                SELECT 1 FROM candidate_requests WHERE application_id = chosen.key AND kind = 'human-review'
            ) AS is_asked
            FROM chosen
        ), ratings AS (
            SELECT job_id, count(rating) AS a, count(*) FILTER (WHERE rating < 3) AS b,
                count(*) FILTER (WHERE is_reported) AS c, count(*) FILTER (WHERE is_reported AND is_asked) AS d,
                avg(rating) AS x
            FROM answers GROUP BY job_id ORDER BY count(*) DESC, job_id LIMIT \(NumbersCount.jobCountMax)
        )
        """
}
