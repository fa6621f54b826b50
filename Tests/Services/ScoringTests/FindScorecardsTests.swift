import Domain
import Events
import Flow
import JSON
import Postgres
import Testing
import VaultTesting

@testable import ScoringCore
@testable import scoring

/// Whose scorecards are to be made anew, over a real database.
struct FindScorecardsTests {
    private func database(_ test: TestVault) throws -> Database {
        let connection = try Connection(test.url, name: "tests")
        try Migrator.run(
            [Migration("m0001_create_scorecards", PackageResources.m0001_create_scorecards_sql)], schema: "scoring",
            on: connection)
        return Database(.init(url: test.url, name: "tests", schema: "scoring", connectionCount: 1))
    }

    private func add(_ id: String, _ job: String?, _ version: Int?, to database: Database) async throws {
        try await database.execute(
            Statement<Void>(
                "INSERT INTO scorecards (key, version, state, job_id, terms_version) VALUES ($1, 1, '{}', $2, $3)",
                [.text(id), .text(job), .int(version.map { Int64($0) })]))
    }

    @Test func `those of the job under earlier terms are found, in order and a bounded number at a time`() async throws
    {
        let test = try await TestVault()
        let database = try database(test)
        let rows: [(id: String, job: String?, version: Int?)] = [
            ("app-b", "job-1", 1), ("app-a", "job-1", nil), ("app-c", "job-1", 2), ("app-d", "job-2", 1),
            ("app-e", nil, nil),
        ]
        for row in rows { try await add(row.id, row.job, row.version, to: database) }
        var work = FindScorecards(jobID: "job-1", termsVersion: 2, after: nil, isSecondLook: false)
        #expect(try await finding(in: database)(work, .test) == ["app-a", "app-b"])
        work.after = "app-a"
        #expect(try await finding(in: database)(work, .test) == ["app-b"])
        work.after = "app-b"
        #expect(try await finding(in: database)(work, .test).isEmpty)
        for number in 0...FindScorecards.countMax { try await add("app-b.\(1000 + number)", "job-1", 0, to: database) }
        let found = try await finding(in: database)(work, .test)
        #expect(found.count == FindScorecards.countMax && found.first == "app-b.1000")
        work.after = found.last
        #expect(try await finding(in: database)(work, .test) == ["app-b.1500"])
    }

    @Test func `words go to a judge only while their giver agrees to a text that speaks of it`() async throws {
        let test = try await TestVault()
        let database = try database(test)
        func agreed(_ version: String, _ purposes: [ConsentPurpose]) throws -> Scorecard? {
            let consent = ConsentGiven(
                applicationID: "app-a", purposes: purposes, textVersion: version, givenAt: .sample)
            return try noteConsent(consent, nil, ActivityContext.test.cause).state
        }
        let withdrawn = try noteConsentWithdrawn(
            ConsentWithdrawn(applicationID: "app-a", purposes: [.aiAssessment], withdrawnAt: .sample),
            agreed("2026-12.180.730.judge-1", [.aiAssessment]), ActivityContext.test.cause)
        let states = [
            try agreed("2026-12.180.730.judge-1", [.recording, .aiAssessment]),
            try agreed("2026-12.180.730", [.aiAssessment]), try agreed("2026-12.180.730.judge-1", [.recording]),
            withdrawn.state,
        ]
        var agree: [Bool] = []
        for (index, state) in states.enumerated() {
            let json = String(decoding: try JSON.encode(try #require(state)), as: UTF8.self)
            try await database.execute(
                Statement<Void>(
                    "INSERT INTO scorecards (key, version, state) VALUES ($1, 1, $2::text::json)",
                    [.text("app-\(index)"), .text(json)]))
            agree.append(try await agreement(in: database)(ApplicationID("app-\(index)")))
        }
        #expect(agree == [true, false, false, false])
        #expect(try await !agreement(in: database)("app-9"))
    }
}
