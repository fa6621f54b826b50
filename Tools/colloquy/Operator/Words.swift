/// The words after a command's name: options (`--key value`, `--key=value`, `--flag`) and the rest in order.
struct Words {
    private var options: [String: String] = [:]
    private(set) var rest: [String] = []

    /// - Parameters:
    ///   - keys: options that take a value.
    ///   - flags: options that do not.
    init(_ arguments: [String], keys: Set<String> = [], flags: Set<String> = []) throws(WrongWords) {
        var words = arguments[...]
        while let word = words.popFirst() {
            guard word.hasPrefix("--") else {
                rest.append(word)
                continue
            }
            let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1).map(String.init)
            let name = parts.first ?? ""
            if flags.contains(name), parts.count == 1 {
                options[name] = ""
            } else if keys.contains(name), let value = parts.count == 2 ? parts[1] : words.popFirst() {
                options[name] = value
            } else {
                throw WrongWords("--\(name) is unknown here, or lacks its value", areMisspelt: true)
            }
        }
    }

    /// Throws when there are words that belong to no option.
    func noMore() throws(WrongWords) {
        if let word = rest.first { throw WrongWords("'\(word)' is unknown here", areMisspelt: true) }
    }

    subscript(_ key: String) -> String? { options[key] }

    func has(_ flag: String) -> Bool { options[flag] != nil }

    /// A whole number in bounds, or the default.
    func number(_ key: String, default value: Int, in range: ClosedRange<Int>) throws(WrongWords) -> Int {
        guard let text = options[key] else { return value }
        guard let number = Int(text), range.contains(number) else {
            throw WrongWords("--\(key) is a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }
}

/// What was asked for cannot be done as it was asked; one sentence that says why.
struct WrongWords: Error, CustomStringConvertible {
    let description: String
    /// No command could make sense of them, whatever there is in the world.
    let areMisspelt: Bool

    init(_ description: String, areMisspelt: Bool = false) {
        self.description = description
        self.areMisspelt = areMisspelt
    }
}
