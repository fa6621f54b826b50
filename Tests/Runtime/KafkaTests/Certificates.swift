import Foundation
import Testing

/// Certificates made by openssl for one test run: an authority that all trust, another that nobody trusts, and what they signed.
struct Certificates {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "colloquy-certificates-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for authority in ["authority", "stranger"] {
            try openssl(
                "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=\(authority) -keyout \(authority).key -out \(authority).pem"
            )
        }
        try sign("broker", days: 2)
        try sign("broker-expired", days: -1)
        try sign("screening", days: 2)
        try sign("screening-expired", days: -1)
        try sign("screening-stranger", days: 2, by: "stranger")
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }

    func path(_ name: String) -> String { folder.appending(path: name).path }

    func text(_ name: String) throws -> String { try String(contentsOfFile: path(name), encoding: .utf8) }

    /// A key, a certificate for it, and both in one file as a broker wants them.
    private func sign(_ name: String, days: Int, by authority: String = "authority") throws {
        try openssl("req -newkey rsa:2048 -nodes -subj /CN=\(name) -keyout \(name).key -out \(name).csr")
        try Data("subjectAltName=IP:127.0.0.1\n".utf8).write(to: folder.appending(path: "names"))
        try openssl(
            "x509 -req -in \(name).csr -CA \(authority).pem -CAkey \(authority).key -CAcreateserial -days \(days) "
                + "-extfile names -out \(name).pem")
        try Data((text("\(name).key") + text("\(name).pem")).utf8).write(to: folder.appending(path: "\(name)-both.pem"))
    }

    private func openssl(_ words: String) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["openssl"] + words.split(separator: " ").map(String.init)
        process.currentDirectoryURL = folder
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "openssl \(words)")
    }
}
