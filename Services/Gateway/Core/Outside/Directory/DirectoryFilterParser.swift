/// Reads the grammar of RFC 7644 §3.4.2.2 (figure 1): `or` binds least, then `and`, then `not`.
struct DirectoryFilterParser {
    private enum Token: Hashable {
        case word(String)
        case text(String)
        case open, close, openValue, closeValue

        /// As a word whose case does not matter.
        var keyword: String? { if case .word(let word) = self { word.lowercased() } else { nil } }
    }

    private var rest: Substring
    private var depth = 0
    /// Of a value's filter: `members[value eq "1"]` looks at `members.value`.
    private var parent = ""

    init(_ text: String) { rest = text[...] }

    mutating func whole() throws(InvalidDirectoryFilter) -> DirectoryFilter {
        let filter = try alternatives()
        guard try next() == nil else { throw InvalidDirectoryFilter() }
        return filter
    }

    private mutating func alternatives() throws(InvalidDirectoryFilter) -> DirectoryFilter {
        depth += 1
        defer { depth -= 1 }
        guard depth <= DirectoryFilter.depthMax else { throw InvalidDirectoryFilter() }
        var filter = try conjunction()
        while try takes("or") { filter = .or(filter, try conjunction()) }
        return filter
    }

    private mutating func conjunction() throws(InvalidDirectoryFilter) -> DirectoryFilter {
        var filter = try term()
        while try takes("and") { filter = .and(filter, try term()) }
        return filter
    }

    private mutating func term() throws(InvalidDirectoryFilter) -> DirectoryFilter {
        switch try next() {
        case .open: return try enclosed(by: .close)
        case .word(let word) where word.lowercased() == "not":
            guard try next() == .open else { throw InvalidDirectoryFilter() }
            return .not(try enclosed(by: .close))
        case .word(let word): return try attribute(word)
        default: throw InvalidDirectoryFilter()
        }
    }

    private mutating func enclosed(by end: Token) throws(InvalidDirectoryFilter) -> DirectoryFilter {
        let filter = try alternatives()
        guard try next() == end else { throw InvalidDirectoryFilter() }
        return filter
    }

    private mutating func attribute(_ word: String) throws(InvalidDirectoryFilter) -> DirectoryFilter {
        guard let path = DirectoryPath.attribute(word) else { throw InvalidDirectoryFilter() }
        switch try next() {
        case .openValue:
            guard parent.isEmpty else { throw InvalidDirectoryFilter() }
            parent = path + "."
            let filter = try enclosed(by: .closeValue)
            parent = ""
            return try part(of: path).map { .and(filter, $0) } ?? filter
        case .word(let word):
            if word.lowercased() == "pr" { return .isPresent(parent + path) }
            guard let comparison = DirectoryFilter.Comparison(rawValue: word.lowercased()) else {
                throw InvalidDirectoryFilter()
            }
            return .compares(parent + path, comparison, try literal())
        default: throw InvalidDirectoryFilter()
        }
    }

    /// What directories write behind the values of an attribute, beyond the standard: `emails[type eq "work"].value eq "x"`.
    private mutating func part(of path: String) throws(InvalidDirectoryFilter) -> DirectoryFilter? {
        guard rest.first == ".", case .word(let word)? = try next(),
            let name = DirectoryPath.attribute(String(word.dropFirst()))
        else { return nil }
        guard case .word(let word)? = try next() else { throw InvalidDirectoryFilter() }
        if word.lowercased() == "pr" { return .isPresent("\(path).\(name)") }
        guard let comparison = DirectoryFilter.Comparison(rawValue: word.lowercased()) else {
            throw InvalidDirectoryFilter()
        }
        return .compares("\(path).\(name)", comparison, try literal())
    }

    private mutating func literal() throws(InvalidDirectoryFilter) -> DirectoryFilter.Literal {
        switch try next() {
        case .text(let text): return .text(text)
        case .word("true"): return .flag(true)
        case .word("false"): return .flag(false)
        case .word("null"): return .null
        // Numbers are compared as they are written; no attribute of ours is one.
        case .word(let word): return .text(word)
        default: throw InvalidDirectoryFilter()
        }
    }

    private mutating func takes(_ keyword: String) throws(InvalidDirectoryFilter) -> Bool {
        let before = rest
        guard try next()?.keyword == keyword else {
            rest = before
            return false
        }
        return true
    }

    private mutating func next() throws(InvalidDirectoryFilter) -> Token? {
        rest = rest.drop { $0 == " " }
        guard let first = rest.first else { return nil }
        let signs: [Character: Token] = ["(": .open, ")": .close, "[": .openValue, "]": .closeValue]
        if let sign = signs[first] {
            rest = rest.dropFirst()
            return sign
        }
        if first == "\"" { return .text(try quoted()) }
        let word = rest.prefix { $0 != " " && signs[$0] == nil && $0 != "\"" }
        rest = rest[word.endIndex...]
        return .word(String(word))
    }

    /// A text in quotation marks, with the escapes of JSON that mean one sign.
    private mutating func quoted() throws(InvalidDirectoryFilter) -> String {
        var text = ""
        rest = rest.dropFirst()
        while let sign = rest.popFirst() {
            switch sign {
            case "\"": return text
            case "\\":
                text.append(try escaped())
            default: text.append(sign)
            }
        }
        throw InvalidDirectoryFilter()
    }

    /// An escape of JSON (RFC 8259 §7), of which a filter's texts are; pairs of surrogates are not written so by anybody.
    private mutating func escaped() throws(InvalidDirectoryFilter) -> Character {
        switch rest.popFirst() {
        case "\"": return "\""
        case "\\": return "\\"
        case "/": return "/"
        case "n": return "\n"
        case "r": return "\r"
        case "t": return "\t"
        case "u":
            let digits = rest.prefix(4)
            rest = rest.dropFirst(4)
            guard digits.count == 4, let number = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(number) else {
                throw InvalidDirectoryFilter()
            }
            return Character(scalar)
        default: throw InvalidDirectoryFilter()
        }
    }
}

/// The place of an attribute as directories write it.
package enum DirectoryPath {
    private static let ownSchemas = [
        "urn:ietf:params:scim:schemas:core:2.0:user:", "urn:ietf:params:scim:schemas:core:2.0:group:",
    ]

    /// Whether this is the name of a schema of ours itself, which may stand around its attributes as that of an extension does.
    package static func isOwnSchema(_ text: String) -> Bool { ownSchemas.contains(text.lowercased() + ":") }

    /// In small letters, since names of attributes may be written in either case (RFC 7643 §2.1), and without the name of a schema
    /// that is ours. Nil when it is no place of an attribute.
    package static func attribute(_ text: String) -> String? {
        var path = text.lowercased()
        for schema in ownSchemas where path.hasPrefix(schema) { path = String(path.dropFirst(schema.count)) }
        let isPath = path.utf8.allSatisfy { byte in
            (0x61...0x7a).contains(byte) || (0x30...0x39).contains(byte) || "-_.:$".utf8.contains(byte)
        }
        return isPath && path.first?.isLetter == true ? path : nil
    }

    /// `members[value eq "1"].display` taken apart: the attribute, which of its values, and what of them.
    package static func parse(_ text: String) -> (attribute: String, filter: DirectoryFilter?, part: String?)? {
        guard let open = text.firstIndex(of: "[") else { return attribute(text).map { ($0, nil, nil) } }
        guard let close = text.lastIndex(of: "]"), close > open, let name = attribute(String(text[..<open])),
            let filter = try? DirectoryFilter(parsing: String(text[text.index(after: open)..<close]))
        else { return nil }
        let after = text[text.index(after: close)...]
        if after.isEmpty { return (name, filter, nil) }
        guard after.first == ".", let part = attribute(String(after.dropFirst())) else { return nil }
        return (name, filter, part)
    }
}
