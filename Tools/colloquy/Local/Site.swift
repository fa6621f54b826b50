import Crypto
import Encoding
import FoundationEssentials
import Glibc
import JSON

/// Everything the services of one local environment are told: addresses, keys, the invented employer.
@MainActor struct Site {
    static let roles = ["ats", "hr", "approver", "interviewer", "admin"]

    let environment: LocalEnvironment
    let httpPort: Int
    let mailPort: Int
    let healthPorts: [String: Int]
    /// API keys by role, in clear; the gateway gets only their hashes.
    let apiKeys: [String: String]
    private let keys: String

    var publicURL: String { "http://127.0.0.1:\(httpPort)" }

    /// Picks free ports and makes what keys and certificates are not there yet.
    init(_ environment: LocalEnvironment) throws {
        self.environment = environment
        let place = environment.place
        let ports = try Loopback.freePorts(2 + Services.names.count)
        httpPort = ports[0]
        mailPort = ports[1]
        healthPorts = Dictionary(uniqueKeysWithValues: zip(Services.names, ports.dropFirst(2)))
        keys = "\(place.root)/keys"
        try FileManager.default.createDirectory(atPath: keys, withIntermediateDirectories: true)
        chmod(keys, 0o700)
        let secrets = try Secrets.keep(in: place, file: "api-keys.json", names: Site.roles)
        apiKeys = secrets.passwords
        let lines = Site.roles.map { role in
            "\(role):demo-\(role):\(SHA256.hash(data: Array(secrets.password(of: role).utf8)).hex)"
        }
        try Secrets.write(Array((lines.joined(separator: "\n") + "\n").utf8), to: "\(keys)/api-keys")
        try Site.makeOnce("\(keys)/vault-kek") { "1:" + Base64.standard.encode(randomBytes(count: 32)) + "\n" }
        try Site.makeOnce("\(keys)/link-secret") { Secrets.hex(bytes: 32) + "\n" }
    }

    private static func makeOnce(_ path: String, _ content: () -> String) throws {
        guard !FileManager.default.fileExists(atPath: path) else { return }
        try Secrets.write(Array(content().utf8), to: path)
    }

    private static let hasWalls =
        system(
            "/usr/bin/bwrap --unshare-all --ro-bind / / /usr/bin/true >/dev/null 2>&1 && test -x /usr/bin/g++") == 0

    private static let employer = "云招科技（示例）有限公司"

    /// The environment of one service.
    func variables(of service: String) -> [String: String] {
        let place = environment.place
        let checkout = place.checkout
        var result = ProcessInfo.processInfo.environment.filter {
            // A broker that is somebody else's may want a certificate or a password.
            ["PATH", "HOME", "LANG", "TZ", "LOG_LEVEL", "KAFKA_SECURITY_PROTOCOL", "FACE_CHANNEL"].contains($0.key)
                || $0.key.hasPrefix("KAFKA_SSL_") || $0.key.hasPrefix("KAFKA_SASL_")
        }
        result.merge([
            "KAFKA_BOOTSTRAP_SERVERS": environment.broker.bootstrapServers,
            "POSTGRES_URL": environment.cluster.url(role: service),
            "HEALTH_HOST": "127.0.0.1",
            "HEALTH_PORT": "\(healthPorts[service] ?? 0)",
            "PUBLIC_URL": publicURL,
            "VAULT_KEK_FILE": "\(keys)/vault-kek",
            "VAULT_DIRECTORY": place.vault,
            "LINK_SECRET_FILE": "\(keys)/link-secret",
            "EMPLOYER_NAME": Site.employer,
            // What runs here is the maker's own; a machine without namespaces is no reason not to show it.
            "SANDBOX_ISOLATION": "when-possible",
            // Programs of candidates are run where there are walls for them, and nowhere else.
            "CODE_QUESTIONS": Site.hasWalls ? "judged" : "refused",
        ]) { _, new in new }
        result.merge(own(of: service, checkout: checkout)) { _, new in new }
        return result
    }

    private func own(of service: String, checkout: String) -> [String: String] {
        let python = "\(checkout)/.colloquy/venv-documents/bin/python"
        return switch service {
        case "gateway":
            ["HTTP_HOST": "127.0.0.1", "HTTP_PORT": "\(httpPort)", "API_KEYS_FILE": "\(keys)/api-keys"]
        case "notification":
            [
                "SMTP_HOST": "127.0.0.1", "SMTP_PORT": "\(mailPort)", "SMTP_SECURITY": "none",
                "MAIL_FROM": "jobs@employer.example", "HR_EMAIL": "hr@employer.example", "EMPLOYER_NAME": Site.employer,
            ]
        case "scoring":
            [
                "MODELS_DIRECTORY": "\(checkout)/.colloquy/models",
                "CODE_HEADERS_DIRECTORY": "\(checkout)/.colloquy/headers",
                "FACE_ENGINE_DIRECTORY": "\(checkout)/.colloquy/faces",
            ]
        case "reporting": ["DOCUMENTS_PYTHON": python]
        case "contracts":
            [
                "DOCUMENTS_PYTHON": python,
                "EMPLOYER_DOMICILE": "上海市浦东新区张江路88号",
                "EMPLOYER_REPRESENTATIVE": "林致远",
                "EMPLOYER_CREDIT_CODE": "91310000MA1FL0A00X",
                "SIGNING_CERTIFICATE_FILE": "\(checkout)/.colloquy/signing/employer.pem",
                "SIGNING_KEY_FILE": "\(checkout)/.colloquy/signing/employer.key",
                "MINIMUM_WAGE_MINOR_UNITS": "274000",
                "MINIMUM_WAGE_CURRENCY": "CNY",
            ]
        default: [:]
        }
    }

    /// What one needs to work with the running environment from outside.
    private struct Card: Encodable {
        let broker: String
        let bootstrapServers: String
        let publicURL: String
        let apiKeys: [String: String]
        let mailFolder: String
        let logFolder: String
        let postgresAdministratorURL: String
        let healthPorts: [String: Int]
        let processes: [String: Int]
    }

    /// Writes `environment.json`, which only its owner reads, because it holds keys.
    func write(to place: Place, processes: [String: Int]) throws {
        let card = Card(
            broker: environment.broker.title, bootstrapServers: environment.broker.bootstrapServers,
            publicURL: publicURL, apiKeys: apiKeys, mailFolder: place.mail, logFolder: place.logs,
            postgresAdministratorURL: environment.cluster.url(role: "postgres"), healthPorts: healthPorts,
            processes: processes)
        let text = try JSONValue(parsing: JSON.encode(card)).sorted.prettyText()
        try Secrets.write(Array(text.utf8), to: "\(place.root)/environment.json")
    }
}
