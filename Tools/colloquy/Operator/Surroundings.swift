import FoundationEssentials
import Host
import JSON
import Kafka
import Postgres
import Telemetry
import Vault

/// Where the deployment is that the operator works on: the environment's variables, or a local place by its name
/// (`--at demo` reads `.colloquy/local/demo/environment.json`).
struct Surroundings {
    static let keys: Set<String> = ["at"]

    private let variables: [String: String]

    init(_ words: Words) throws {
        var variables = ProcessInfo.processInfo.environment
        if let name = words["at"] { variables.merge(try Surroundings.local(name)) { _, card in card } }
        self.variables = variables
    }

    private static func local(_ name: String) throws -> [String: String] {
        let folder = ".colloquy/local/\(name)"
        guard let bytes = FileManager.default.contents(atPath: "\(folder)/environment.json") else {
            throw WrongWords("there is no \(folder)/environment.json: is `colloquy up --name \(name)` running?")
        }
        let card = try JSONValue(parsing: [UInt8](bytes))
        var variables: [String: String] = [
            "VAULT_KEK_FILE": "\(folder)/keys/vault-kek", "VAULT_DIRECTORY": "\(folder)/vault",
        ]
        variables["KAFKA_BOOTSTRAP_SERVERS"] = card["bootstrapServers"]?.string
        variables["PUBLIC_URL"] = card["publicURL"]?.string
        variables["POSTGRES_URL"] = card["postgresAdministratorURL"]?.string
        return variables
    }

    /// The variable, or the content of the file that `KEY_FILE` names; throws one sentence when both are absent.
    func required(_ key: String) throws -> String {
        if let value = optional(key) { return value }
        throw WrongWords("\(key) is not set; set it, or name a local place with --at NAME")
    }

    /// The variable, or the content of the file that `KEY_FILE` names.
    func optional(_ key: String) -> String? {
        if let value = variables[key], !value.isEmpty { return value }
        guard let path = variables["\(key)_FILE"], let bytes = FileManager.default.contents(atPath: path) else {
            return nil
        }
        return String(decoding: bytes, as: UTF8.self).trimmingLineFeeds
    }

    func kafka() throws -> KafkaSettings {
        var problems: [String] = []
        let security = KafkaSecurity({ optional($0) }, complain: { problems.append($0) })
        guard problems.isEmpty else { throw WrongWords(problems.joined(separator: "; ")) }
        return KafkaSettings(
            bootstrapServers: try required("KAFKA_BOOTSTRAP_SERVERS"), clientID: "colloquy", security: security)
    }

    /// Opens what services sealed; needs the key-encryption key.
    func sealer() throws -> Sealer { Sealer(try KeyRing(try required("VAULT_KEK"))) }

    /// Runs `work` on the vault; what it reads is audited under `actor`.
    func withVault<Result: Sendable>(
        actor: String, _ work: @Sendable (Vault) async throws -> Result
    ) async throws -> Result {
        let database = Database(
            .init(url: try required("POSTGRES_URL"), name: "colloquy-vault", schema: nil, connectionCount: 2))
        defer { database.close() }
        let vault = try await Vault.open(
            try VaultSettings { optional($0) }, database: database, actor: actor, needsEveryKey: false,
            now: { Host.now() })
        return try await work(vault)
    }

    /// Only what an operator must know goes to the terminal.
    static let log: Logger = {
        var logger = Logger(label: "colloquy")
        logger.logLevel = .critical
        return logger
    }()
}

extension String {
    fileprivate var trimmingLineFeeds: String {
        var text = self
        while text.last?.isNewline == true { text.removeLast() }
        return text
    }
}
