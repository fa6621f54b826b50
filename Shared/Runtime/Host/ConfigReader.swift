import Domain
import FoundationEssentials
import Synchronization

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
