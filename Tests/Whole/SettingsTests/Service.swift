import Foundation

/// A service, started as an operator starts it.
struct Service {
    static let checkout: URL = {
        var folder = URL(filePath: #filePath).deletingLastPathComponent()
        while !FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path) {
            folder.deleteLastPathComponent()
        }
        return folder
    }()

    let status: Int32
    let output: String

    /// Runs it to its end; `until` is looked for in what it says, and ends it early by SIGTERM.
    static func run(
        _ name: String, _ settings: [String: String], arguments: [String] = [], until: String? = nil
    ) throws -> Service {
        let log = FileManager.default.temporaryDirectory.appending(path: "\(name)-\(UUID().uuidString).log")
        try Data().write(to: log)
        defer { try? FileManager.default.removeItem(at: log) }
        let process = Process()
        process.executableURL = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(
            path: name)
        process.arguments = arguments
        process.currentDirectoryURL = checkout
        process.environment = settings.merging(["PATH": "/usr/bin:/bin"]) { own, _ in own }
        let handle = try FileHandle(forWritingTo: log)
        process.standardOutput = handle
        process.standardError = handle
        try process.run()
        while process.isRunning, let until {
            if try String(contentsOf: log, encoding: .utf8).contains(until) {
                process.terminate()
                break
            }
            usleep(10_000)
        }
        process.waitUntilExit()
        return Service(status: process.terminationStatus, output: try String(contentsOf: log, encoding: .utf8))
    }
}

/// Settings with which every service starts, but for a database and a broker, of which there are none.
struct RightSettings {
    let folder: URL
    let values: [String: String]

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "settings-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for name in ["employer", "stranger"] {
            let openssl = Process()
            openssl.executableURL = URL(filePath: "/usr/bin/openssl")
            openssl.arguments = [
                "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=\(name)", "-days", "2", "-keyout",
                "\(folder.path)/\(name).key", "-out", "\(folder.path)/\(name).pem",
            ]
            openssl.standardError = FileHandle.nullDevice
            try openssl.run()
            openssl.waitUntilExit()
        }
        values = [
            "KAFKA_BOOTSTRAP_SERVERS": "127.0.0.1:1", "POSTGRES_URL": "postgres://role:password@127.0.0.1:1/colloquy",
            "VAULT_KEK": "1:\(Data(repeating: 7, count: 32).base64EncodedString())",
            "VAULT_DIRECTORY": folder.appending(path: "vault").path, "PUBLIC_URL": "https://jobs.example.org/",
            "LINK_SECRET": "0123456789abcdef", "API_KEYS": "hr:me:\(String(repeating: "0", count: 64))",
            "SMTP_HOST": "mail.example.org", "MAIL_FROM": "jobs@example.org", "HR_EMAIL": "hr@example.org",
            "SANDBOX_ISOLATION": "when-possible", "EMPLOYER_NAME": "Example Ltd", "EMPLOYER_DOMICILE": "1 Example Road",
            "EMPLOYER_REPRESENTATIVE": "Legal Representative",
            "SIGNING_CERTIFICATE_FILE": "\(folder.path)/employer.pem",
            "SIGNING_KEY_FILE": "\(folder.path)/employer.key",
        ]
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }
}
