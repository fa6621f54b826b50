import Domain
import Encoding
import FoundationEssentials
import Glibc
import Postgres
import Synchronization
import Vault

/// A vault of its own for each test: a database on the cluster that `make test` started, and a folder.
package final class TestVault: Sendable {
    package static let oldKey = "1:" + Base64.standard.encode([UInt8](repeating: 1, count: 32))
    package static let newKey = "2:" + Base64.standard.encode([UInt8](repeating: 2, count: 32))
    package static let start = Instant(millisecondsSinceEpoch: 1_760_000_000_000)
    private static let number = Atomic<Int>(0)

    package let vault: Vault
    package let database: Database
    package let folder: String
    package var url: String { database.settings.url }

    /// Throws `PostgresError` and so fails loudly when there is no cluster: these tests are never skipped.
    package init(keys: String = oldKey) async throws {
        guard let administrator = ProcessInfo.processInfo.environment["POSTGRES_ADMIN_URL"] else {
            throw PostgresError(code: "08000", message: "POSTGRES_ADMIN_URL is not set: run the tests by `make test`")
        }
        let name = "vault_\(getpid())_\(Self.number.add(1, ordering: .relaxed).newValue)"
        try Connection(administrator, name: "tests").execute("CREATE DATABASE \(name)")
        var components = URLComponents(string: administrator)
        components?.path = "/\(name)"
        database = Database(
            .init(url: components?.string ?? administrator, name: "tests", schema: nil, connectionCount: 2))
        folder = FileManager.default.temporaryDirectory.appending(path: "colloquy-\(name)").path
        vault = try await Self.open(keys, database, folder)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// The same database and folder under other keys, as after a restart.
    package func reopened(keys: String) async throws -> Vault { try await Self.open(keys, database, folder) }

    /// The same database with its blobs in another place.
    package func reopened(keys: String, folder: String) async throws -> Vault {
        try await Self.open(keys, database, folder)
    }

    /// The same as another role of the database.
    package func reopened(keys: String, role: String) async throws -> Vault {
        var components = URLComponents(string: database.settings.url)
        components?.user = role
        components?.password = "p"
        let database = Database(.init(url: components?.string ?? "", name: "tests", schema: nil, connectionCount: 1))
        return try await Self.open(keys, database, folder)
    }

    private static func open(_ keys: String, _ database: Database, _ folder: String) async throws -> Vault {
        let settings = try VaultSettings { ["VAULT_KEK": keys, "VAULT_DIRECTORY": folder + "/blobs"][$0] }
        return try await Vault.open(settings, database: database, actor: "tests", now: { start })
    }

    /// Every row of a query as text.
    package func texts(_ sql: String) async throws -> [String] {
        try await database.query(Statement(sql, read: { $0.text(0) }))
    }

    package func execute(_ sql: String) async throws { try await database.run { try $0.execute(sql) } }

    /// As somebody with all rights over the database who wants to leave no trace: no trigger fires.
    package func tamper(_ sql: String) async throws {
        try await execute("SET session_replication_role = replica; \(sql); SET session_replication_role = DEFAULT")
    }

    /// As another role of the database.
    package func execute(_ sql: String, as role: String) async throws {
        try await database.run { connection in
            try connection.execute("SET ROLE \(role)")
            defer { try? connection.execute("RESET ROLE") }
            try connection.execute(sql)
        }
    }

    /// The folders of blobs.
    package func objects() throws -> [String] {
        let files = FileManager.default
        return try files.contentsOfDirectory(atPath: folder + "/blobs").flatMap { spread in
            try files.contentsOfDirectory(atPath: "\(folder)/blobs/\(spread)")
        }
    }

    /// The paths of all chunks, in order of their names.
    package func chunks() throws -> [String] {
        let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder + "/blobs")) ?? []
        return names.filter { $0.split(separator: "/").count == 3 }.sorted().map { folder + "/blobs/" + $0 }
    }
}
