import Foundation
import Postgres
import Telemetry
import Testing

@testable import Host

/// Against a real database.
struct OutboxVacuumTests {
    @Test func `much that was published is swept from the table, little is left to the database`() async throws {
        let environment = ProcessInfo.processInfo.environment
        let url = try #require(environment["POSTGRES_ADMIN_URL"], "run the tests by `make test`")
        let service = "vacuumtest\(UInt32.random(in: 0 ... .max))"
        let connection = try Connection(url, name: "tests", schema: service)
        try Migrator.run(KernelTables.migrations, schema: service, on: connection)
        func count() throws -> Int64 {
            try connection.query(
                Statement(
                    "SELECT vacuum_count FROM pg_stat_user_tables WHERE schemaname = $1 AND relname = 'outbox'",
                    [.text(service)], read: { $0.int(0) })
            ).first ?? 0
        }
        let vacuum = OutboxVacuum(url: url, service: service, log: Logger(label: "tests"))
        vacuum.start()
        vacuum.note(byteCount: 1024 * 1024)
        try await Task.sleep(for: .milliseconds(600))
        #expect(try count() == 0)
        vacuum.note(byteCount: 8 * 1024 * 1024)
        for _ in 0..<200 where try count() == 0 { try await Task.sleep(for: .milliseconds(50)) }
        #expect(try count() == 1)
        vacuum.stop()
    }
}
