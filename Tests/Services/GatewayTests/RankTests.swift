import Domain
import Events
import GatewayCore
import JSON
import Postgres
import Testing
import Vault
import VaultTesting

@testable import gateway

/// Where a composite stands among those of its job, over a real database.
struct RankTests {
    @Test func `the rank counts the composites of the job and no others`() async throws {
        let test = try await TestVault()
        let connection = try Connection(test.url, name: "tests")
        try Migrator.run(
            [Migration("m0001_create_views", PackageResources.m0001_create_views_sql)], schema: "gateway",
            on: connection)
        let database = Database(.init(url: test.url, name: "tests", schema: "gateway", connectionCount: 1))
        let rows: [(String, Double?)] = [
            ("job-1", 50), ("job-1", 70), ("job-1", 70), ("job-1", 90.25), ("job-1", nil), ("job-2", 10),
        ]
        for (index, (job, composite)) in rows.enumerated() {
            try await database.execute(
                Statement<Void>(
                    "INSERT INTO applications (key, version, state, job_id, line, composite) VALUES ($1, 1, '{}', $2, '{}', $3)",
                    [.text("app-\(index)"), .text(job), .double(composite)]))
        }
        let records = Records.stored(in: database, vault: test.vault)
        for (composite, below, same) in [(50, 0, 1), (70, 1, 2), (90.25, 3, 1), (100, 4, 0)] as [(Score, Int, Int)] {
            let rank = try #require(try await records.rank(composite, "job-1"))
            #expect(rank == (below, same, 4))
        }
        #expect(try await records.gradeSheet("app-1") == nil)
        #expect(try await records.agreement("job-1") == nil)
    }
}
