import Domain
import FoundationEssentials
import Glibc
import Postgres
import Sandbox
import Telemetry

/// Settings of a kind: what can be told to be wrong by looking at it is told at the start. No sentence quotes a value.
extension ConfigReader {
    /// One of a few words.
    package func choice<Choice: RawRepresentable & CaseIterable>(_ key: String, default value: Choice) -> Choice
    where Choice.RawValue == String {
        guard let text = optional(key) else { return value }
        guard let choice = Choice(rawValue: text) else {
            complain("\(key) is none of \(Choice.allCases.map(\.rawValue).joined(separator: ", "))")
            return value
        }
        return choice
    }

    /// `https://host`, maybe with a port and a path, without the slash at its end.
    package func webAddress(_ key: String) -> String { webAddress(key, required(key)) }

    /// The same where it may be absent.
    package func optionalWebAddress(_ key: String) -> String? { optional(key).map { webAddress(key, $0) } }

    private func webAddress(_ key: String, _ text: String) -> String {
        let scheme = ["https://", "http://"].first { text.lowercased().hasPrefix($0) }
        let rest = text.dropFirst(scheme?.count ?? 0)
        let place = rest.prefix { $0 != "/" }
        let isWhole = scheme != nil && HostAndPort(place) != nil && !rest.contains { "?#@ ".contains($0) }
        if !text.isEmpty, !isWhole { complain("\(key) is no address of the kind https://host or http://host:port") }
        return String(text.reversed().drop { $0 == "/" }.reversed())
    }

    /// What Kafka takes for the name of a group's member.
    func memberID(_ key: String) -> String? {
        guard let text = optional(key) else { return nil }
        let isName =
            text.utf8.count <= 249
            && text.utf8.allSatisfy { byte in
                (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
                    || "._-".utf8.contains(byte)
            }
        if !isName {
            complain("\(key) has other characters than letters, digits, dot, dash and underscore, or more than 249")
        }
        return text
    }

    /// `host:port`, several separated by commas.
    package func brokers(_ key: String) -> String {
        let text = required(key)
        let parts = text.split(separator: ",", omittingEmptySubsequences: false).map { HostAndPort($0) }
        if !text.isEmpty, parts.contains(where: { $0?.port == nil }) {
            complain("\(key) is no list of host:port separated by commas")
        }
        return text
    }

    /// What libpq takes for the address of a database.
    package func databaseAddress(_ key: String) -> String {
        let text = required(key)
        if !text.isEmpty, !Connection.isAddress(text) {
            complain("\(key) is no address of the kind postgres://role:password@host:port/database")
        }
        return text
    }

    /// What a server listens on.
    package func numericAddress(_ key: String, default value: String) -> String {
        let text = string(key, default: value)
        var room = in6_addr()
        if text != "localhost", inet_pton(AF_INET, text, &room) != 1, inet_pton(AF_INET6, text, &room) != 1 {
            complain("\(key) is no numeric address such as 127.0.0.1, 0.0.0.0 or ::")
        }
        return text
    }

    /// The name or the address of another machine.
    package func hostName(_ key: String) -> String {
        let text = required(key)
        if !text.isEmpty, HostAndPort(text.contains(":") ? "[\(text)]" : Substring(text))?.port != .some(nil) {
            complain("\(key) is no name or address of a machine")
        }
        return text
    }

    /// `name@domain`.
    package func mailAddress(_ key: String) -> String {
        let text = required(key)
        if !text.isEmpty, (try? EmailAddress(text))?.isASCII != true { complain("\(key) is no mail address") }
        return text
    }

    /// A file that can be read.
    package func file(_ key: String) -> String {
        let path = required(key)
        if !path.isEmpty { mustBeReadable(path, key) }
        return path
    }

    package func optionalFile(_ key: String) -> String? {
        let path = optional(key)
        if let path { mustBeReadable(path, key) }
        return path
    }

    /// Several files separated by colons.
    package func files(_ key: String) -> [String] {
        let paths = string(key, default: "").split(separator: ":").map(String.init)
        for path in paths { mustBeReadable(path, key) }
        return paths
    }

    private func mustBeReadable(_ path: String, _ key: String) {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFDIR, access(path, R_OK) == 0 else {
            return complain("\(key) names a file that cannot be read")
        }
        if status.st_mode & 0o002 != 0 { complain("\(key) names a file that everybody on this machine may change") }
    }

    /// Where the vault's blobs are, for services that open it.
    package func checkVault() {
        let directory = folder("VAULT_DIRECTORY")
        let endpoint = optionalWebAddress("S3_ENDPOINT")
        _ = optional("S3_REGION")
        if endpoint != nil { for key in ["S3_BUCKET", "S3_ACCESS_KEY", "S3_SECRET_KEY"] { _ = required(key) } }
        switch (directory, endpoint) {
        case (nil, nil): complain("VAULT_DIRECTORY or S3_ENDPOINT must say where blobs lie")
        case (.some, .some): complain("VAULT_DIRECTORY and S3_ENDPOINT are both set: blobs lie in one place")
        default: break
        }
    }

    /// How outside programs run, for services that open strangers' files.
    package func settleSandbox(_ logger: Logger) async {
        let isolation = string("SANDBOX_ISOLATION", default: "required")
        if let problem = await Sandbox.settle(isolation: isolation, logger: logger) { complain(problem) }
    }

    /// A program that can be started.
    package func program(_ key: String, default value: String) -> String {
        let path = string(key, default: value)
        if access(path, X_OK) != 0 { complain("\(key) names no program that can be started: run `make setup`") }
        return path
    }

    /// A folder that can be written; it is made when it is not there.
    package func folder(_ key: String) -> String? {
        guard let path = optional(key) else { return nil }
        try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        var status = stat()
        if stat(path, &status) != 0 || status.st_mode & S_IFMT != S_IFDIR || access(path, W_OK | X_OK) != 0 {
            complain("\(key) names a folder that cannot be written")
        }
        return path
    }
}

/// `host`, `host:port`, `[::1]:port`.
struct HostAndPort {
    let host: String
    let port: Int?

    init?(_ text: some StringProtocol) {
        var host = String(text)
        var port: Int?
        if let colon = host.lastIndex(of: ":"), !host.hasSuffix("]") {
            guard let number = Int(host[host.index(after: colon)...]), (1...65_535).contains(number) else { return nil }
            port = number
            host = String(host[..<colon])
        }
        let isBracketed = host.hasPrefix("[") && host.hasSuffix("]") && host.count > 2
        let allowed = isBracketed ? "0123456789abcdefABCDEF:.%[]" : nil
        let isName = host.utf8.allSatisfy { byte in
            byte == 0x2D || byte == 0x2E || byte == 0x5F || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
                || (0x61...0x7A).contains(byte)
        }
        guard !host.isEmpty, allowed.map({ set in host.allSatisfy { set.contains($0) } }) ?? isName,
            !host.hasPrefix("-"), !host.hasPrefix(".")
        else { return nil }
        self.host = host
        self.port = port
    }
}
