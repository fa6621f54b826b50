import FoundationEssentials
import Synchronization

/// Reads settings: command line over environment over defaults. `KAFKA_BOOTSTRAP_SERVERS` on the command line is
/// `--kafka-bootstrap-servers=…`; a key with `_FILE` behind it names a file that holds the value.
///
/// Wrong and missing values are gathered, and `check()` names all of them in one go.
package final class ConfigReader: Sendable {
    private let values: [String: String]
    private let problems = Mutex<[String]>([])

    package init(arguments: [String], environment: [String: String]) {
        var values = environment
        for argument in arguments where argument.hasPrefix("--") {
            let parts = argument.dropFirst(2).split(separator: "=", maxSplits: 1)
            guard parts.count == 2 else { continue }
            values[parts[0].uppercased().replacing("-", with: "_")] = String(parts[1])
        }
        self.values = values
    }

    package static func fromProcess() -> ConfigReader {
        ConfigReader(
            arguments: Array(CommandLine.arguments.dropFirst()), environment: ProcessInfo.processInfo.environment)
    }

    /// The value, the content of the file that `KEY_FILE` names, or nil. Empty counts as absent.
    package func optional(_ key: String) -> String? {
        if let value = values[key], !value.isEmpty { return value }
        guard let path = values["\(key)_FILE"], !path.isEmpty else { return nil }
        guard let data = try? Data(contentsOf: URL(filePath: path)) else {
            complain("\(key)_FILE names a file that cannot be read")
            return nil
        }
        var text = String(decoding: data, as: UTF8.self)
        while text.last?.isNewline == true { text.removeLast() }
        return text
    }

    package func string(_ key: String, default value: String) -> String { optional(key) ?? value }

    /// Gathers a problem when it is absent.
    package func required(_ key: String) -> String {
        if let value = optional(key) { return value }
        complain("\(key) is not set")
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
        problems.withLock { if !$0.contains(sentence) { $0.append(sentence) } }
    }

    /// Throws `InvalidSettings` when anything was wrong so far.
    package func check() throws(InvalidSettings) {
        let found = problems.withLock { $0 }
        if !found.isEmpty { throw InvalidSettings(problems: found) }
    }
}

/// The settings do not allow a start.
package struct InvalidSettings: Error, CustomStringConvertible {
    package let problems: [String]
    package var description: String { "settings: " + problems.joined(separator: "; ") }
}
