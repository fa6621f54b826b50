import Domain
import Events
import Flow
import FlowTesting
import Foundation
import Postgres
import ScreeningCore
import Telemetry
import Testing
import Vault
import VaultTesting

@testable import screening

/// From the end of an application to the deletion of what was kept of it, as screening does it.
@Suite struct RetentionTests {
    private let closed = ApplicationClosed(
        applicationID: "app-1", jobID: "job-1", candidateID: "cand-1", language: .english, jobTitle: "Clerk",
        outcome: .rejected, reason: "person-decided", keepInPool: false)

    @Test func `an end is noted once, with its moment`() throws {
        let scenario = Scenario(
            "screening",
            reactions(readTable: { _, _ in throw ActivityFailure("unused", "unused") }) { _, _ in
                throw ActivityFailure("unused", "unused")
            }, at: TestVault.start)
        try scenario.when(closed)
        try scenario.when(closed)
        let ending = try scenario.state(ClosedApplication.self, "app-1")
        #expect(ending?.endedAt == TestVault.start && ending?.outcome == .rejected)
        #expect(scenario.emitted.isEmpty)
    }

    @Test func `what is over is deleted, counted and told to nobody twice`() async throws {
        let test = try await TestVault()
        try Migrator.run(
            KernelTables.migrations
                + [Migration("m0001_create_screenings", PackageResources.m0001_create_screenings_sql)],
            schema: "screening", on: try Connection(test.url, name: "tests"))
        let database = Database(.init(url: test.url, name: "tests", schema: "screening", connectionCount: 1))
        for number in 0..<3 {
            let candidate = try CandidateID("cand-\(number)")
            try await test.vault.put("words", field: "resume-text.app-\(number)", of: candidate)
            try await database.run { connection in
                try connection.execute(
                    """
                    INSERT INTO endings (key, version, state, candidate_id, outcome, ended_at)
                    VALUES ('app-\(number)', 1, '{}', 'cand-\(number)', 'rejected', '2025-10-09T08:53:20Z'::timestamptz - interval '\(179 + number) days')
                    """)
            }
        }
        let retention = Retention(
            vault: test.vault, database: database, terms: RetentionTerms(), log: Logger(label: "tests"))
        #expect(try await retention.turn() == ["resume": 2])
        #expect(try await retention.turn() == [:])
        #expect(try await test.texts("SELECT name FROM vault.fields") == ["resume-text.app-0"])
        #expect(try await test.texts("SELECT count(*)::text FROM screening.endings WHERE told_at IS NOT NULL") == ["3"])
        #expect(
            try await test.texts("SELECT item FROM vault.audit WHERE purpose = 'retention'") == ["2 of resume"])
        #expect(
            MetricsRegistry.shared.exposition().contains("colloquy_retention_deleted_total{purpose=\"resume\"} 2"))
    }
}
