import Domain
import FoundationEssentials
import Glibc
import Postgres
import Sandbox
import Synchronization
import Telemetry

/// Reads settings: command line over environment over defaults. `KAFKA_BOOTSTRAP_SERVERS` on the command line is
/// `--kafka-bootstrap-servers=…`; a key with `_FILE` behind it names a file that holds the value.
///
/// Wrong and missing values are gathered, and `check()` names all of them in one go.
package final class ConfigReader: Sendable {
    private let values: [String: String]
    /// What the command line said, by its key.
    private let words: [String: String]
    private let state: Mutex<State>

    private struct State {
        var problems: [String] = []
        var asked: Set<String> = []
    }

    package init(arguments: [String], environment: [String: String]) {
        var values = environment
        var words: [String: String] = [:]
        var problems: [String] = []
        for argument in arguments {
            let parts = argument.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard argument.hasPrefix("--"), parts.count == 2, let name = parts.first, !name.isEmpty else {
                problems.append(
                    argument.hasPrefix("--")
                        ? "\(argument) has no value: write \(argument)=…"
                        : "a word without -- is no setting: write --name=value")
                continue
            }
            let key = name.uppercased().replacing("-", with: "_")
            values[key] = String(parts[1])
            words[key] = "--\(name)"
        }
        self.values = values
        self.words = words
        state = Mutex(State(problems: problems))
    }

    /// The value, the content of the file that `KEY_FILE` names, or nil. Empty counts as absent.
    package func optional(_ key: String) -> String? {
        state.withLock { _ = $0.asked.insert(key) }
        if let value = values[key], !value.isEmpty { return value }
        guard let path = values["\(key)_FILE"], !path.isEmpty else { return nil }
        guard let data = FileManager.default.contents(atPath: path) else {
            complain("\(key)_FILE names a file that cannot be read")
            return nil
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            complain("\(key)_FILE names a file that is no text")
            return nil
        }
        return String(text.reversed().drop { $0.isNewline }.reversed())
    }

    package func string(_ key: String, default value: String) -> String { optional(key) ?? value }

    /// Gathers a problem when it is absent.
    package func required(_ key: String) -> String {
        if let value = optional(key) { return value }
        // A file that cannot be read was complained of already.
        if (values["\(key)_FILE"] ?? "").isEmpty { complain("\(key) is not set") }
        return ""
    }

    /// Like `required`; the value is never printed.
    package func secret(_ key: String) -> String { required(key) }

    package func int(_ key: String, default value: Int, in range: ClosedRange<Int>) -> Int {
        guard let text = optional(key) else { return value }
        guard let number = Int(text), range.contains(number) else {
            complain("\(key) is no whole number from \(range.lowerBound) to \(range.upperBound)")
            return value
        }
        return number
    }

    package func bool(_ key: String, default value: Bool) -> Bool {
        switch optional(key)?.lowercased() {
        case nil: return value
        case "true", "1", "yes": return true
        case "false", "0", "no": return false
        default:
            complain("\(key) is neither true nor false")
            return value
        }
    }

    /// Adds a problem that the reader of a value found.
    package func complain(_ sentence: String) {
        state.withLock { if !$0.problems.contains(sentence) { $0.problems.append(sentence) } }
    }

    /// Throws `InvalidSettings` when anything was wrong so far.
    package func check() throws(InvalidSettings) {
        let found = state.withLock { $0.problems }
        if !found.isEmpty { throw InvalidSettings(problems: found) }
    }

    /// Complains of words of the command line that nobody asked for; call it when all settings were read.
    package func complainOfUnknownWords(besides others: Set<String> = []) {
        let asked = state.withLock { $0.asked }.union(others)
        let known = asked.union(asked.map { "\($0)_FILE" })
        for (key, word) in words.sorted(by: { $0.key < $1.key }) where !known.contains(key) {
            let near = KnownSettings.nearest(to: key, among: known).map { flag($0) }
            complain("\(word) is unknown here" + (near.map { "; did you mean \($0)?" } ?? ""))
        }
    }

    /// Names in the environment that look like settings of ours and are none.
    package var strangers: [String] {
        KnownSettings.strangers(among: values.keys.filter { words[$0] == nil })
    }

    private func flag(_ key: String) -> String { "--" + key.lowercased().replacing("_", with: "-") }
}

/// The settings do not allow a start.
package struct InvalidSettings: Classified, CustomStringConvertible {
    package let problems: [String]
    package var kind: FailureKind { .environment }
    package init(problems: [String]) { self.problems = problems }
    package var description: String { "settings: " + problems.joined(separator: "; ") }
}

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

    /// The judge of answers that candidates are told of and scoring asks; nil: none.
    package func judgeModel() -> String? {
        guard let model = optional("JUDGE_MODEL") else { return nil }
        if model.count > 100 || !model.unicodeScalars.allSatisfy({ ("!"..."~").contains($0) }) {
            complain("JUDGE_MODEL is no name of at most 100 letters, digits and signs")
        }
        return model
    }

    /// Whether this deployment looks at faces at all: candidates are asked by the one service, and looked at by the other.
    package func faceChannel() -> Bool { bool("FACE_CHANNEL", default: false) }

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
    package func mailAddress(_ key: String) -> String { checkedMailAddress(key, required(key)) }

    package func optionalMailAddress(_ key: String) -> String? { optional(key).map { checkedMailAddress(key, $0) } }

    private func checkedMailAddress(_ key: String, _ text: String) -> String {
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
