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

/// The list of applications over a real database.
@Suite struct ListTests {
    let vault: TestVault
    let records: Records
    let database: Database

    init() async throws {
        vault = try await TestVault()
        let schema = "gateway"
        let connection = try Connection(vault.url, name: "tests")
        try Migrator.run(
            [Migration("m0001_create_views", PackageResources.m0001_create_views_sql)], schema: schema, on: connection)
        database = Database(.init(url: vault.url, name: "tests", schema: schema, connectionCount: 2))
        records = .stored(in: database, vault: vault.vault)
        try await add([Self.view("app-old", job: "job-2", stage: .offer)])
    }

    private static func view(_ id: ApplicationID, job: JobID, stage: Stage) -> ApplicationView {
        var view = ApplicationView(id, at: .sample)
        view.jobID = job
        view.candidateID = try? CandidateID("cand-\(id)")
        view.stage = stage
        return view
    }

    private func add(_ views: [ApplicationView]) async throws {
        let columns = ApplicationView.table
        #expect(columns.name == "applications")
        for view in views {
            try await database.execute(
                Statement<Void>(
                    """
                    INSERT INTO applications (key, version, state, job_id, stage, candidate_id, line)
                    VALUES ($1, 1, $2, $3, $4, $5, $6)
                    """,
                    [
                        .text(view.applicationID.text), .json(try JSON.encode(view)), .text(view.jobID?.text),
                        .text(view.stage?.rawValue), .text(view.candidateID?.text), .text(ApplicationLine(view).json),
                    ]))
        }
    }

    private func ids(_ filter: ApplicationFilter) async throws -> [String] {
        let page = try await records.applications(filter, "hr-1")
        let body = try JSONValue(parsing: page.json)
        return (body["items"]?.array ?? []).map { $0["applicationID"]?.string ?? "-" }
    }

    @Test func `each filter and order shows its applications in the order in which they came, page after page`()
        async throws
    {
        try await add([
            Self.view("app-3", job: "job-1", stage: .interview), Self.view("app-1", job: "job-1", stage: .offer),
            Self.view("app-2", job: "job-2", stage: .interview),
        ])
        func filter(_ job: JobID?, _ stage: Stage?, _ order: ApplicationFilter.Order) -> ApplicationFilter {
            ApplicationFilter(jobID: job, stage: stage, order: order, after: nil, countMax: 50)
        }
        #expect(try await ids(filter(nil, nil, .oldest)) == ["app-old", "app-3", "app-1", "app-2"])
        #expect(try await ids(filter(nil, nil, .newest)) == ["app-2", "app-1", "app-3", "app-old"])
        #expect(try await ids(filter("job-1", nil, .newest)) == ["app-1", "app-3"])
        #expect(try await ids(filter(nil, .offer, .oldest)) == ["app-old", "app-1"])
        #expect(try await ids(filter("job-1", .interview, .oldest)) == ["app-3"])
        for order in ApplicationFilter.Order.ofArrival {
            var seen: [String] = []
            var next = ApplicationFilter(jobID: nil, stage: nil, order: order, after: nil, countMax: 1)
            while let last = try await records.applications(next, "hr-1").applications.last {
                seen += try await ids(next)
                next.after = last.number
            }
            let whole = try await ids(filter(nil, nil, order))
            #expect(seen == whole)
        }
    }

    @Test func `somebody's applications alone are shown where they were looked for`() async throws {
        try await add([
            Self.view("app-1", job: "job-1", stage: .offer), Self.view("app-2", job: "job-2", stage: .offer),
        ])
        try await vault.vault.put("王小明", field: "name", of: "cand-app-2")
        let found = try await records.named("wang", "hr-1", 10)
        #expect(found == ["cand-app-2"])
        func filter(_ candidates: [CandidateID]?) -> ApplicationFilter {
            ApplicationFilter(
                jobID: nil, stage: nil, candidates: candidates, order: .newest, after: nil, countMax: 50)
        }
        #expect(try await ids(filter(found)) == ["app-2"])
        #expect(try await ids(filter([])) == [])
        #expect(try await ids(filter(nil)) == ["app-2", "app-1", "app-old"])
    }

    @Test func `who comes is found by the first day, the soonest first, also what was there before`() async throws {
        func coming(_ id: ApplicationID, _ day: Int?, _ change: (inout ApplicationView) -> Void = { _ in })
            -> ApplicationView
        {
            var view = Self.view(id, job: "job-1", stage: .offer)
            let document = ApplicationView.Document(blobID: "offer.1", sha256: "a")
            view.offer = .init(position: "Clerk", document: document, expiresAt: .sample)
            view.offer?.startDate = day.map { CalendarDate(daysSinceEpoch: $0) }
            change(&view)
            return view
        }
        let views = [
            coming("app-late", 20_900), coming("app-soon", 20_800), coming("app-open", nil), coming("app-past", 20_700),
            coming("app-no", 20_801) { $0.offer?.isAccepted = false },
            coming("app-gone", 20_801) { $0.withdrawnAt = .sample },
            coming("app-refused", 20_801) { $0.outcome = .rejected },
            coming("app-hired", 20_850) {
                $0.outcome = .hired
                $0.offer?.isAccepted = true
            },
        ]
        try await add(views)
        let connection = try Connection(vault.url, name: "tests")
        let migration = Migration("m0010_add_comes_on", PackageResources.m0010_add_comes_on_sql)
        let first = Migration("m0001_create_views", PackageResources.m0001_create_views_sql)
        try Migrator.run([first, migration], schema: "gateway", on: connection)
        var filter = ApplicationFilter(jobID: nil, stage: nil, order: .oldest, after: nil, countMax: 50)
        filter.comesFrom = CalendarDate(daysSinceEpoch: 20_750)
        let found = try await ids(filter)
        #expect(found == ["app-soon", "app-hired", "app-late", "app-open"])
        let computed = views.filter { view in
            view.comesOn.map { $0 >= "\(CalendarDate(daysSinceEpoch: 20_750))" } ?? false
        }
        #expect(Set(found) == Set(computed.map(\.applicationID.text)), "as the code says it")
    }

    @Test func `a line says what its state says`() async throws {
        let names = try await records.applications(
            ApplicationFilter(jobID: nil, stage: nil, order: .oldest, after: nil, countMax: 1), "hr-1")
        let line = try JSONValue(parsing: names.applications[0].line)
        let view = Self.view("app-old", job: "job-2", stage: .offer)
        let wanted = try JSONValue(parsing: Array((ApplicationLine(view).json ?? "").utf8))
        // PostgreSQL keeps the members of its JSON in an order of its own.
        for member in wanted.object ?? [] { #expect(line[member.key] == member.value, "\(member.key)") }
        #expect(line.object?.count == wanted.object?.count)
    }

    @Test func `those who look at the same moment get each their own page, and each look is in the audit`() async throws
    {
        try await add(
            try (0..<20).map { Self.view(try ApplicationID("app-\(10 + $0)"), job: "job-1", stage: .interview) })
        try await vault.vault.put("李 \"伟\"", field: "name", of: "cand-app-12")
        let (records, old) = (records, 1)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<20 {
                group.addTask {
                    let filter = ApplicationFilter(
                        jobID: nil, stage: nil, order: .oldest, after: Int64(number + old), countMax: 1)
                    let page = try await records.applications(filter, "hr-1")
                    let item = try JSONValue(parsing: page.json)["items"]?[0]
                    #expect(item?["applicationID"]?.string == "app-\(10 + number)")
                    #expect(item?["name"]?.string == (number == 2 ? "李 \"伟\"" : nil))
                }
            }
            try await group.waitForAll()
        }
        let looks = try await vault.texts("SELECT item FROM vault.audit WHERE actor = 'hr-1' ORDER BY item")
        #expect(looks == (0..<20).map { "field name of cand-app-\(10 + $0)" })
    }

    @Test func `those who look at the same page at the same moment share it, and each look is in the audit`()
        async throws
    {
        try await add([Self.view("app-1", job: "job-1", stage: .interview)])
        try await vault.vault.put("Li Lei", field: "name", of: "cand-app-1")
        let filter = ApplicationFilter(jobID: "job-1", stage: nil, order: .newest, after: nil, countMax: 1)
        let records = records
        let bodies = try await withThrowingTaskGroup(of: [UInt8].self) { group in
            for number in 0..<20 {
                group.addTask { try await records.applications(filter, number < 5 ? "hr-1" : "hr-2").json }
            }
            return try await group.reduce(into: [[UInt8]]()) { $0.append($1) }
        }
        #expect(bodies.count == 20 && Set(bodies).count == 1)
        let item = try JSONValue(parsing: bodies[0])["items"]?[0]
        #expect(item?["name"]?.string == "Li Lei")
        let looks = try await vault.texts("SELECT actor || ' ' || item FROM vault.audit ORDER BY actor")
        let look = "field name of cand-app-1"
        #expect(
            looks == Array(repeating: "hr-1 \(look)", count: 5) + Array(repeating: "hr-2 \(look)", count: 15))
    }
}
