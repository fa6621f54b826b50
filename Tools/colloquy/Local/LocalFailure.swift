import FoundationEssentials

/// Something in the local environment did not start or did not last; says what, and shows the end of its log.
struct LocalFailure: Error, CustomStringConvertible {
    let sentence: String
    let log: String?

    init(_ sentence: String, log: String? = nil) {
        self.sentence = sentence
        self.log = log
    }

    var description: String {
        guard let log, let tail = LocalFailure.tail(of: log) else { return sentence }
        return "\(sentence)\nThe end of \(log):\n\(tail)"
    }

    /// The last lines of a log file, at most 20 lines of the last 16 KB; `nil` when there is none.
    static func tail(of path: String) -> String? {
        guard let bytes = try? Data(contentsOf: URL(filePath: path)), !bytes.isEmpty else { return nil }
        let lines = String(decoding: bytes.suffix(16384), as: UTF8.self).split(separator: "\n").suffix(20)
        return lines.map { "    " + $0.prefix(400) }.joined(separator: "\n")
    }
}
