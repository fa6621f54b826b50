import Foundation
import Testing
import VaultTesting

/// `docs/tables.md` beside the database that the migrations make.
@Suite struct TablesTests {
    private static let page = URL(filePath: Tool.checkout).appending(path: "docs/tables.md")

    @Test func `the page of tables says of every table and column what it is for, as the migrations do`() async throws {
        let test = try await TestVault()
        let surroundings = ["POSTGRES_URL": test.url]
        let migration = try Tool.start(["migrate"], surroundings)
        #expect(migration.end() == 0, "\(migration.output)")
        let tool = try Tool.start(["tables"], surroundings)
        #expect(tool.end() == 0)
        #expect(!tool.output.contains("(nobody said)"), "a migration says it with COMMENT ON")
        for table in ["parked", "screening.screenings", "gateway.claims", "contracts.contract_files", "vault.keys"] {
            #expect(tool.output.contains("\n### \(table)\n"))
        }
        if ProcessInfo.processInfo.environment["COLLOQUY_WRITE_SCHEMAS"] != nil {
            try Data(tool.output.utf8).write(to: TablesTests.page)
        }
        let written = try? String(contentsOf: TablesTests.page, encoding: .utf8)
        #expect(tool.output == written, "run the tests of ColloquyTests once with COLLOQUY_WRITE_SCHEMAS=1")
    }
}
