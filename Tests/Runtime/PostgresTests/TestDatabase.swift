import Flow
import Foundation
import Postgres
import Synchronization

/// A database of its own for each test, on the cluster that `make test` started.
struct TestDatabase {
    let url: String
    let schema = "conformance"
    private static let number = Atomic<Int>(0)

    /// Fails loudly when there is no cluster: these tests are never skipped.
    init() throws {
        guard let administrator = ProcessInfo.processInfo.environment["POSTGRES_ADMIN_URL"] else {
            throw PostgresError(code: "08000", message: "POSTGRES_ADMIN_URL is not set: run the tests by `make test`")
        }
        let name = "test_\(getpid())_\(TestDatabase.number.add(1, ordering: .relaxed).newValue)"
        try Connection(administrator, name: "tests").execute("CREATE DATABASE \(name)")
        guard var components = URLComponents(string: administrator) else {
            throw PostgresError(code: "08000", message: "POSTGRES_ADMIN_URL is no address")
        }
        components.path = "/\(name)"
        url = components.string ?? administrator
        try Migrator.run(
            KernelTables.migrations + [
                Migration(
                    "m0001_create_tallies",
                    sql: """
                        CREATE TABLE tallies (key text PRIMARY KEY, version bigint NOT NULL, state json NOT NULL,
                            total bigint, updated_at timestamptz NOT NULL DEFAULT now());
                        """)
            ], schema: schema, on: try Connection(url, name: "tests"))
    }

    func connect() throws -> Connection { try Connection(url, name: "tests", schema: schema) }
}
