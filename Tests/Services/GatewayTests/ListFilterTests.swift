import Domain
import Events
import Foundation
import JSON
import Postgres
import Testing
import Vault
import VaultTesting

@testable import GatewayCore
@testable import gateway

/// Filters and orders of the list over a real database.
@Suite struct ListFilterTests {
    let vault: TestVault
    let database: Database
    let records: Records

    private static let before = [
        Migration("m0001_create_views", PackageResources.m0001_create_views_sql),
        Migration("m0005_index_candidates", PackageResources.m0005_index_candidates_sql),
        Migration("m0007_add_received_at", PackageResources.m0007_add_received_at_sql),
        Migration("m0010_add_comes_on", PackageResources.m0010_add_comes_on_sql),
        Migration("m0011_create_letter_orders", PackageResources.m0011_create_letter_orders_sql),
    ]
    private static let filters = [
        Migration("m0015_filter_applications", PackageResources.m0015_filter_applications_sql),
        Migration("m0016_open_pool", PackageResources.m0016_open_pool_sql),
    ]

    init() async throws {
        vault = try await TestVault()
        database = Database(.init(url: vault.url, name: "tests", schema: "gateway", connectionCount: 1))
        records = .stored(in: database, vault: vault.vault)
        try migrate(Self.before)
    }

    private func migrate(_ migrations: [Migration]) throws {
        try Migrator.run(migrations, schema: "gateway", on: Connection(vault.url, name: "tests"))
    }

    private static func view(_ id: ApplicationID, _ change: (inout ApplicationView) -> Void) -> ApplicationView {
        var view = ApplicationView(id, at: .sample)
        view.receivedAt = .sample
        view.stage = .review
        view.language = .english
        change(&view)
        return view
    }

    private static func moved(_ minutes: Int64, to stage: Stage = .review) -> TimelineEntry {
        TimelineEntry(
            at: Instant.sample.advanced(byMinutes: minutes), what: StageChanged.schema.name,
            details: ["stage": stage.rawValue])
    }

    private static func review(_ reason: String, _ minutes: Int64) -> ApplicationView.Review {
        .init(reason: reason, proposal: nil, rule: nil, requestedAt: Instant.sample.advanced(byMinutes: minutes))
    }

    private static func report(_ composite: Score?) -> ApplicationView.Report {
        .init(
            version: 1, composite: composite, recommendation: .hold, reasons: [], dimensions: [],
            documents: .sample, compiledAt: .sample)
    }

    /// Held for a reason and asking for something; held for another; under way; ended.
    private static let views = [
        view("app-1") {
            $0.timeline = [moved(1)]
            $0.review = review("rule-hold", 30)
            $0.report = report(62.5)
        },
        view("app-2") {
            $0.language = .chinese
            $0.review = review("answer-flagged", 20)
            $0.report = report(90)
            $0.receivedAt = Instant.sample.advanced(byDays: 1)
        },
        view("app-3") {
            $0.stage = .interview
            $0.timeline = [moved(5), moved(10, to: .interview)]
            $0.report = report(62.5)
        },
        view("app-4") {
            $0.review = review("rule-hold", 2)
            $0.outcome = .rejected
            $0.report = report(nil)
            $0.timeline = [consent(1, isGiven: true), moved(3), said(40, "application-closed")]
        },
        view("app-5") {
            $0.outcome = .withdrawn
            $0.timeline = [consent(1, isGiven: true), said(20, "application-closed"), consent(30, isGiven: false)]
        },
        view("app-6") {
            $0.outcome = .hired
            $0.timeline = [consent(1, isGiven: true), said(20, "application-closed")]
        },
        view("app-7") {
            $0.outcome = .expired
            $0.timeline = [consent(1, isGiven: true), said(20, "application-closed")]
        },
    ]

    private static func said(
        _ minutes: Int64, _ what: String, _ details: [String: String] = [:]
    ) -> TimelineEntry {
        TimelineEntry(at: Instant.sample.advanced(byMinutes: minutes), what: what, details: details)
    }

    private static func consent(_ minutes: Int64, isGiven: Bool) -> TimelineEntry {
        said(
            minutes, isGiven ? ConsentGiven.schema.name : ConsentWithdrawn.schema.name,
            ["purposes": "recording talent-pool"])
    }

    private func insert() async throws {
        for view in Self.views {
            let values: [Parameter] = [
                .text(view.applicationID.text), .json(try JSON.encode(view)), .text(view.stage?.rawValue),
                .text(ApplicationLine(view).json), .double(view.report?.composite?.points), .instant(view.receivedAt),
            ]
            try await database.execute(
                Statement<Void>(
                    """
                    INSERT INTO applications (key, version, state, stage, line, composite, received_at)
                    VALUES ($1, 1, $2, $3, $4, $5, $6)
                    """, values))
        }
        for (id, status) in [("app-1", "open"), ("app-2", "done")] {
            try await database.execute(
                Statement<Void>(
                    """
                    INSERT INTO candidate_requests (key, version, state, application_id, kind, status, due_at)
                    VALUES ($1, 1, '{}', $1, 'question', $2, now())
                    """, [.text(id), .text(status)]))
        }
        try migrate(Self.before + Self.filters)
    }

    private func ids(_ items: [(String, String)], countMax: Int = 50, after: String? = nil) async throws -> [String] {
        let question = ListQuestion({ name in items.first { $0.0 == name }?.1 }, may: { _ in true })
        #expect(question.leftOut.isEmpty)
        let filter = question.filter(after: after, countMax: countMax, offsetMinutes: 0)
        let body = try JSONValue(parsing: try await records.applications(filter, "hr-1").json)
        return (body["items"]?.array ?? []).map { $0["applicationID"]?.string ?? "-" } + [body["next"]?.string ?? "end"]
    }

    @Test func `what finance says of pay is a filter for whoever sees pay`() {
        for reason in PayObjection.allCases.map(\.rawValue) {
            #expect(ListQuestion({ $0 == "held" ? reason : nil }, may: { _ in true }).held == .because(reason))
            let manager = ListQuestion({ $0 == "held" ? reason : nil }, may: { $0 != .seePay })
            #expect(manager.held == nil && manager.leftOut == ["held"])
        }
    }

    @Test(
        arguments: [
            (.newest, "12", 12, nil), (.newest, "3.12", nil, nil), (.newest, "-1", nil, nil), (.newest, "x", nil, nil),
            (.longestWaiting, "5.12", 12, 5), (.longestWaiting, "12", nil, nil),
            (.longestWaiting, "9223372036854775807.1", nil, nil), (.longestWaiting, "-9000000000000000.1", nil, nil),
            (.poolEnd, "253402300799999.1", 1, 253_402_300_799_999), (.poolEnd, "253402300800000.1", nil, nil),
            (.composite, "8520.7", 7, 8520), (.composite, "10001.7", nil, nil), (.composite, "-1.7", nil, nil),
        ] as [(ApplicationFilter.Order, String, Int64?, Int64?)])
    func `a place that no page ends at is the beginning`(
        order: ApplicationFilter.Order, place: String, after: Int64?, value: Int64?
    ) {
        var filter = ApplicationFilter(jobID: nil, stage: nil, order: order, after: nil, countMax: 50)
        filter.begin(after: place)
        #expect(filter.after == after && filter.afterValue == value)
    }

    @Test(
        arguments: [
            ([], "7 6 5 4 3 2 1"), ([("held", "any")], "2 1"), ([("held", "rule-hold")], "1"),
            ([("held", "rule-gap")], ""), ([("language-of", "zh")], "2"), ([("least", "62.5"), ("most", "80")], "3 1"),
            ([("most", "62.49")], ""), ([("request", "open")], "1"), ([("through", "2026-11-26")], "7 6 5 4 3 1"),
            ([("from", "2026-11-27")], "2"), ([("order", "longest-waiting")], "3 2 1"),
            ([("order", "composite")], "2 3 1"), ([("order", "composite"), ("held", "any")], "2 1"),
        ] as [([(String, String)], String)])
    func `each filter and order shows what it says, over data of before as well`(
        items: [(String, String)], expected: String
    ) async throws {
        try await insert()
        let day = "\(Instant.sample.day(offsetMinutes: 0))"
        let own = items.map { ($0.0, $0.1.replacing("2026-11-26", with: day)) }.map { name, value in
            (name, value == "2026-11-27" ? "\(Instant.sample.day(offsetMinutes: 0).adding(days: 1))" : value)
        }
        let found = try await ids(own).dropLast().map { $0.replacing("app-", with: "") }
        #expect(found.joined(separator: " ") == expected)
        // What the migration made of it is what the next write makes of it.
        for view in Self.views {
            let kept = try await database.query(
                Statement(
                    "SELECT held_because, waits_since, language, pooled_at FROM applications WHERE key = $1",
                    [.text(view.applicationID.text)]
                ) { ($0.optionalText(0), $0.optionalInstant(1), $0.optionalText(2), $0.optionalInstant(3)) }
            ).first
            #expect(kept?.3 == view.pooledAt)
            #expect(kept?.0 == (view.isOver ? nil : view.review?.reason) && kept?.1 == view.waitsSince)
            #expect(kept?.2 == view.language?.rawValue)
        }
    }

    @Test(arguments: ["", "longest-waiting", "composite"])
    func `page after page shows each once, also where several are alike`(order: String) async throws {
        try await insert()
        let whole = try await ids([("order", order)]).dropLast()
        var seen: [String] = []
        var place: String?
        while true {
            let page = try await ids([("order", order)], countMax: 1, after: place)
            guard page.count == 2 else { break }
            seen.append(page[0])
            place = page[1]
        }
        #expect(seen == Array(whole))
        // A place of another order is the beginning of this one.
        let foreign = order == "" ? "1.1" : "1"
        #expect(try await ids([("order", order)], after: foreign).dropLast() == whole)
    }

    @Test func `the pool is in the order in which consents end, and marks choose from it`() async throws {
        try await insert()
        try await database.execute(
            Statement<Void>(
                "INSERT INTO pool_places (key, version, state, marked_at) VALUES ('app-4', 1, '{}', now()), ('app-7', 1, '{}', NULL)"
            ))
        func pool(after minutes: Int64, isFirst: Bool = false) async throws -> [String] {
            var filter = ApplicationFilter(jobID: nil, stage: nil, order: .poolEnd, after: nil, countMax: 50)
            filter.pooledAfter = Instant.sample.advanced(byMinutes: minutes)
            filter.isToContactFirst = isFirst
            let body = try JSONValue(parsing: try await records.applications(filter, "hr-1").json)
            return (body["items"]?.array ?? []).map { $0["applicationID"]?.string ?? "-" }
        }
        #expect(try await pool(after: 0) == ["app-7", "app-4"])
        #expect(try await pool(after: 20) == ["app-4"], "whose days are over is not there")
        #expect(try await pool(after: 0, isFirst: true) == ["app-4"])
    }

    @Test func `a board counts every stage, shows who waits longest, and is one look in the audit`() async throws {
        try await insert()
        try await database.execute(
            Statement<Void>("UPDATE applications SET job_id = 'job-1', candidate_id = 'cand-' || key"))
        try await vault.vault.put("Li Lei", field: "name", of: "cand-app-1")
        try await vault.vault.put("Han Meimei", field: "name", of: "cand-app-3")
        let board = try await records.board("job-1", "hr-1")
        #expect(board.columns.map(\.stage) == Stage.allCases)
        let counts = Dictionary(uniqueKeysWithValues: board.columns.map { ($0.stage, $0.count) })
        #expect(counts[.review] == 6 && counts[.interview] == 1 && counts[.offer] == 0)
        let review = try #require(board.columns.first { $0.stage == .review })
        let items = try JSONValue(parsing: review.page.json)["items"]?.array ?? []
        #expect(
            items.map { $0["applicationID"]?.string } == ["app-2", "app-1"] && items.last?["name"]?.string == "Li Lei")
        let looks = try await vault.texts("SELECT item FROM vault.audit WHERE actor = 'hr-1'")
        #expect(looks.count == 1 && looks[0].contains("cand-app-1") && looks[0].contains("cand-app-3"))
    }

    private static let questions: [[(String, String)]] = [
        [], [("job", "job-7")], [("stage", "review")], [("held", "any")], [("held", "report-overdue")],
        [("language-of", "en")], [("least", "99")], [("least", "10"), ("most", "60")], [("request", "open")],
        [("from", "2026-01-02"), ("through", "2026-01-03")], [("order", "longest-waiting")], [("order", "composite")],
        [("job", "job-7"), ("order", "composite")], [("job", "job-7"), ("order", "longest-waiting")],
        [("stage", "review"), ("order", "composite")], [("held", "report-overdue"), ("order", "composite")],
        [("request", "open"), ("order", "longest-waiting")], [("request", "open"), ("job", "job-7")],
        [("from", "2026-01-02"), ("least", "95")], [("job", "job-7"), ("stage", "review"), ("held", "any")],
    ]

    /// Of a hundred thousand applications of 40 jobs, one in eight waits for a person; 300 requests of 5,000 are open.
    @Test func `no filter and no order reads through all of a hundred thousand applications`() async throws {
        try migrate(Self.before + Self.filters)
        for text in [
            """
            INSERT INTO applications (key, version, state, job_id, stage, candidate_id, line, composite, received_at,
                language, held_because, waits_since)
            SELECT 'app-' || n, 1, '{}', 'job-' || n % 40, (ARRAY['review', 'closed', 'interview', 'closed', 'screening',
                    'closed', 'closed', 'human-interview'])[n % 8 + 1], 'cand-' || n, repeat('x', 300),
                CASE WHEN n % 3 > 0 THEN (n * 7919 % 10001) / 100.0 END,
                timestamptz '2026-01-01 00:00Z' + n * interval '5 minutes',
                CASE WHEN n % 50 = 0 THEN 'en' ELSE 'zh' END,
                CASE WHEN n % 8 = 0 THEN CASE WHEN n % 800 = 0 THEN 'report-overdue' ELSE 'rule-hold' END END,
                CASE WHEN n % 8 IN (0, 2, 4, 7) THEN timestamptz '2026-01-01 00:00Z' + n * 7 % 100003 * interval '1 minute' END
            FROM generate_series(1, 100000) n
            """,
            """
            INSERT INTO candidate_requests (key, version, state, application_id, kind, status, due_at)
            SELECT 'req-' || n, 1, '{}', 'app-' || n * 19, 'question', CASE WHEN n % 16 = 0 THEN 'open' ELSE 'done' END, now()
            FROM generate_series(1, 5000) n
            """, "ANALYZE applications", "ANALYZE candidate_requests",
        ] { try await database.execute(Statement<Void>(text)) }
        for items in Self.questions {
            let question = ListQuestion({ name in items.first { $0.0 == name }?.1 }, may: { _ in true })
            let page = question.filter(after: nil, countMax: 50, offsetMinutes: 0).page
            let plan = try await database.query(
                Statement("EXPLAIN (ANALYZE, BUFFERS, TIMING OFF) \(page.sql)", page.parameters) { $0.text(0) })
            let text = plan.joined(separator: "\n")
            #expect(!text.contains("Seq Scan on applications"), "\(items)\n\(text)")
            let read = text.firstMatch(of: /Buffers: shared (?:hit=(\d+))?(?: ?read=(\d+))?/)
            let pages = [read?.1, read?.2].reduce(0) { $0 + ($1.flatMap { Int($0) } ?? 0) }
            #expect(pages < 3_000, "\(items) reads \(pages) pages\n\(text)")
        }
    }
}
