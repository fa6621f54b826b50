import Domain
import Events
import JSON
import Postgres
import Testing
import VaultTesting

@testable import GatewayCore
@testable import gateway

/// The numbers over a real database, as the ledger would have written the views.
struct NumbersTests {
    private static let day: Int64 = 86_400_000

    private let vault: TestVault
    private let database: Database
    private let records: Records

    init() async throws {
        vault = try await TestVault()
        let connection = try Connection(vault.url, name: "tests")
        try Migrator.run(
            [
                Migration("m0001_create_views", PackageResources.m0001_create_views_sql),
                Migration("m0007_add_received_at", PackageResources.m0007_add_received_at_sql),
            ], schema: "gateway", on: connection)
        database = Database(.init(url: vault.url, name: "tests", schema: "gateway", connectionCount: 1))
        records = .stored(in: database, vault: vault.vault)
    }

    /// One application: the stages with the days after it came at which it got there, and how it ended.
    private struct Course {
        var job: JobID = "job-1"
        var cameOnDay: Int64 = 0
        var stages: [(Stage, Double)]
        var outcome: ClosingOutcome?
        var composite: Score?
        var satisfaction: Double?
    }

    private func add(_ courses: [Course]) async throws {
        for (number, course) in courses.enumerated() {
            let came = Instant.sample.advanced(byMilliseconds: course.cameOnDay * Self.day)
            var view = ApplicationView(try ApplicationID("\(course.job)-\(course.cameOnDay)-\(number)"), at: came)
            view.jobID = course.job
            view.receivedAt = came
            view.outcome = course.outcome
            view.stage = course.stages.last?.0
            view.timeline = [TimelineEntry(at: came, what: "application-received", details: [:])]
            view.timeline += course.stages.map { stage, days in
                TimelineEntry(
                    at: came.advanced(byMilliseconds: Int64(days * Double(Self.day))),
                    what: StageChanged.schema.name, details: ["stage": stage.rawValue])
            }
            if course.satisfaction != nil { view.interview = ApplicationView.Interview() }
            view.interview?.satisfaction = course.satisfaction
            if let composite = course.composite {
                view.report = ApplicationView.Report(
                    version: 1, composite: composite, recommendation: .hold, reasons: [], dimensions: [],
                    documents: .sample, compiledAt: came)
            }
            try await insert(view, receivedAt: view.receivedAt)
        }
    }

    private func insert(_ view: ApplicationView, receivedAt: Instant?) async throws {
        try await database.execute(
            Statement<Void>(
                """
                INSERT INTO applications (key, version, state, job_id, line, composite, received_at)
                VALUES ($1, 1, $2, $3, '{}', $4, $5)
                """,
                [
                    .text(view.applicationID.text), .json(try JSON.encode(view)), .text(view.jobID?.text),
                    .double(view.report?.composite?.points), .instant(receivedAt),
                ]))
    }

    private func count(_ job: JobID? = nil, days: Range<Int64> = 0..<30) async throws -> NumbersCount {
        let first = Instant.sample.advanced(byDays: days.lowerBound)
        let end = Instant.sample.advanced(byDays: days.upperBound)
        return try await records.numbers(NumbersQuestion(jobID: job, period: first..<end))
    }

    @Test func `who was let past screening and interview is counted by job, and who left by themselves is in neither`()
        async throws
    {
        try await add([
            Course(stages: [(.screening, 0), (.closed, 1)], outcome: .rejected),
            Course(stages: [(.screening, 0), (.review, 1), (.closed, 2)], outcome: .rejected),
            Course(stages: [(.screening, 0), (.review, 1), (.interview, 2), (.closed, 3)], outcome: .withdrawn),
            Course(
                stages: [(.screening, 0), (.interview, 1), (.scoring, 2), (.review, 3), (.closed, 4)],
                outcome: .rejected),
            Course(stages: [(.screening, 0), (.interview, 1), (.scoring, 2), (.humanInterview, 3)]),
            Course(stages: [(.screening, 0), (.review, 1)]),
            Course(stages: [(.closed, 0)], outcome: .refused),
            Course(job: "job-2", stages: [(.screening, 0), (.closed, 1)], outcome: .rejected),
        ])
        let count = try await count()
        #expect(count.applications == 8 && !count.isCut)
        #expect(
            count.passes == [
                .init(jobID: "job-1", pastScreening: 3, outAtScreening: 2, pastInterview: 1, outAtInterview: 1),
                .init(jobID: "job-2", pastScreening: 0, outAtScreening: 1, pastInterview: 0, outAtInterview: 0),
            ])
        #expect(try await self.count("job-2").passes.map(\.jobID) == ["job-2"])
    }

    @Test func `a band counts applications that have ended, from its lower number on`() async throws {
        func ended(_ composite: Score?, _ outcome: ClosingOutcome?) -> Course {
            Course(stages: [(.screening, 0), (.closed, 1)], outcome: outcome, composite: composite)
        }
        try await add([
            ended(0, .rejected), ended(19.99, .rejected), ended(20, .hired), ended(79.99, .declined), ended(80, .hired),
            ended(100, .hired), ended(90, nil), ended(nil, .hired),
        ])
        #expect(
            try await count().bands == [
                .init(number: 0, ended: 2, hired: 0), .init(number: 1, ended: 1, hired: 1),
                .init(number: 3, ended: 1, hired: 0), .init(number: 4, ended: 2, hired: 2),
            ])
    }

    @Test func `a stage's time is that of those who left it, both stays together, with median and ninth decile`()
        async throws
    {
        try await add(
            (1...10).map { days in
                Course(
                    stages: [(.screening, 0), (.interview, 1), (.closed, 1 + Double(days))],
                    outcome: days > 7 ? .expired : .hired)
            }
                + [
                    // Twice in review, two days and one; still in the talk.
                    Course(stages: [
                        (.screening, 0), (.review, 1), (.interview, 3), (.review, 4), (.humanInterview, 5),
                    ])
                ])
        let stays = try await count().stays
        #expect(stays.map(\.stage) == [.screening, .interview, .review, nil])
        let day = 86_400.0
        #expect(
            stays[0]
                == .init(stage: .screening, people: 11, droppedOut: 0, medianSeconds: day, ninthDecileSeconds: day))
        // Of 1, 1, 2, …, 10 days.
        #expect(
            stays[1]
                == .init(
                    stage: .interview, people: 11, droppedOut: 3, medianSeconds: 5 * day, ninthDecileSeconds: 9 * day))
        #expect(
            stays[2]
                == .init(stage: .review, people: 1, droppedOut: 0, medianSeconds: 3 * day, ninthDecileSeconds: 3 * day))
        #expect(stays[3].people == 7 && stays[3].medianSeconds == 5 * day)
    }

    @Test func `ratings are counted by job, and who asked for a person's look among those with a report`() async throws
    {
        try await add(
            [(5.0, true), (4, true), (2, false), (1.5, true)].map { rating, isReported in
                Course(stages: [(.screening, 0)], composite: isReported ? 50 : nil, satisfaction: rating)
            } + [Course(stages: [(.screening, 0)], composite: 50)])
        let asked = [("job-1-0-0", "human-review"), ("job-1-0-1", "question"), ("job-1-0-2", "human-review")]
        for (application, kind) in asked {
            try await database.execute(
                Statement<Void>(
                    """
                    INSERT INTO candidate_requests (key, version, state, application_id, kind, status, due_at)
                    VALUES ($1, 1, '{}', $1, $2, 'open', now())
                    """, [.text(application), .text(kind)]))
        }
        #expect(
            try await count().ratings == [
                .init(jobID: "job-1", answered: 4, mean: 3.125, low: 2, reported: 4, askedForPerson: 1)
            ])
    }

    @Test func `only applications that came in the period are counted, its end left out`() async throws {
        try await add([-1, 0, 1, 29, 30].map { Course(cameOnDay: $0, stages: [(.screening, 0)]) })
        #expect(try await count().applications == 3)
        #expect(try await count(days: -1..<31).applications == 5)
        #expect(try await count("job-9").applications == 0)
    }

    @Test func `views of before get the moment at which they were first heard of`() async throws {
        let test = try await TestVault()
        let connection = try Connection(test.url, name: "tests")
        let first = Migration("m0001_create_views", PackageResources.m0001_create_views_sql)
        let later = Migration("m0007_add_received_at", PackageResources.m0007_add_received_at_sql)
        try Migrator.run([first], schema: "gateway", on: connection)
        var view = ApplicationView("app-1", at: .sample)
        view.timeline = [2, 1, 3].map {
            TimelineEntry(at: Instant.sample.advanced(byDays: $0), what: "stage-changed", details: [:])
        }
        try connection.execute("SET search_path = gateway")
        for (key, state) in [("app-1", try JSON.encode(view)), ("app-2", Array("{}".utf8))] {
            _ = try connection.run(
                Statement(
                    "INSERT INTO applications (key, version, state, line) VALUES ($1, 1, $2, '{}')",
                    [.text(key), .json(state)]))
        }
        try Migrator.run([first, later], schema: "gateway", on: connection)
        let found = try connection.query(
            Statement("SELECT received_at FROM gateway.applications ORDER BY key") { $0.optionalInstant(0) })
        #expect(found == [Instant.sample.advanced(byDays: 1), nil])
    }
}
