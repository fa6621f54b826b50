import Crypto
import Domain
import Foundation
import Postgres
import Synchronization
import Vault

/// A vault of its own for each test: a database on the cluster that `make test` started, and a folder.
final class TestVault: Sendable {
    private static let number = Atomic<Int>(0)

    let vault: Vault
    private let folder: String

    /// Fails loudly when there is no cluster: these tests are never skipped.
    init() async throws {
        guard let administrator = ProcessInfo.processInfo.environment["POSTGRES_ADMIN_URL"] else {
            throw PostgresError(code: "08000", message: "POSTGRES_ADMIN_URL is not set: run the tests by `make test`")
        }
        let name = "scoring_\(getpid())_\(Self.number.add(1, ordering: .relaxed).newValue)"
        try Connection(administrator, name: "tests").execute("CREATE DATABASE \(name)")
        var components = URLComponents(string: administrator)
        components?.path = "/\(name)"
        let database = Database(
            .init(url: components?.string ?? administrator, name: "tests", schema: nil, connectionCount: 2))
        folder = NSTemporaryDirectory() + "/colloquy-\(name)"
        let settings = [
            "VAULT_KEK": "1:" + Base64.standard.encode([UInt8](repeating: 1, count: 32)),
            "VAULT_DIRECTORY": folder + "/blobs",
        ]
        vault = try await Vault.open(
            VaultSettings { settings[$0] }, database: database, actor: "tests", now: { .epoch })
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }
}
