/// Renders a log entry as one line of JSON: `ts`, `level`, `service`, `label`, `msg`, then the metadata by key.
enum JSONLine {
    /// Longer texts are cut, so that a line stays one write and a log cannot be flooded by one value.
    static let textBytesMax = 8192
    static let depthMax = 8

    static func render(_ entry: LogEntry, service: String, at time: WallTime) -> [UInt8] {
        var line: [UInt8] = []
        line.reserveCapacity(256)
        line.append(contentsOf: "{\"ts\":\"\(time.rfc3339)\",\"level\":\"\(entry.level.rawValue)\"".utf8)
        member("service", .string(service), into: &line)
        member("label", .string(entry.label), into: &line)
        member("msg", .string(entry.message), into: &line)
        for (key, value) in flattened(entry.metadata) { member(key, value, into: &line) }
        line.append(contentsOf: "}\n".utf8)
        return line
    }

    /// Nested dictionaries become dotted keys; keys that the line itself uses get an underscore.
    private static func flattened(_ metadata: Logger.Metadata) -> [(key: String, value: MetadataValue)] {
        var flat: [String: MetadataValue] = [:]
        func add(_ key: String, _ value: MetadataValue, depth: Int) {
            if case .dictionary(let inner) = value, depth < depthMax {
                for (name, value) in inner { add("\(key).\(name)", value, depth: depth + 1) }
            } else {
                flat[reserved.contains(key) ? "\(key)_" : key] = value
            }
        }
        for (key, value) in metadata { add(key, value, depth: 0) }
        return flat.sorted { $0.key < $1.key }.map { (key: $0.key, value: $0.value) }
    }

    private static let reserved: Set<String> = ["ts", "level", "service", "label", "msg"]

    private static func member(_ key: String, _ value: MetadataValue, into line: inout [UInt8]) {
        line.append(UInt8(ascii: ","))
        text(key, into: &line)
        line.append(UInt8(ascii: ":"))
        render(value, depth: 0, into: &line)
    }

    private static func render(_ value: MetadataValue, depth: Int, into line: inout [UInt8]) {
        switch value {
        case .string(let string): text(string, into: &line)
        case .integer(let integer): line.append(contentsOf: String(integer).utf8)
        case .number(let number) where number.isFinite: line.append(contentsOf: number.description.utf8)
        case .number(let number): text(number.description, into: &line)
        case .boolean(let boolean): line.append(contentsOf: String(boolean).utf8)
        case .array(let items) where depth < depthMax:
            line.append(UInt8(ascii: "["))
            for (index, item) in items.enumerated() {
                if index > 0 { line.append(UInt8(ascii: ",")) }
                render(item, depth: depth + 1, into: &line)
            }
            line.append(UInt8(ascii: "]"))
        case .array, .dictionary: text("too deep", into: &line)
        }
    }

    private static func text(_ string: String, into line: inout [UInt8]) {
        line.append(UInt8(ascii: "\""))
        var bytes = 0
        for scalar in string.unicodeScalars {
            bytes += UTF8.width(scalar)
            guard bytes <= textBytesMax else {
                line.append(contentsOf: "…".utf8)
                break
            }
            switch scalar {
            case "\"": line.append(contentsOf: "\\\"".utf8)
            case "\\": line.append(contentsOf: "\\\\".utf8)
            case "\n": line.append(contentsOf: "\\n".utf8)
            case "\r": line.append(contentsOf: "\\r".utf8)
            case "\t": line.append(contentsOf: "\\t".utf8)
            // Control characters, and the two separators that some readers take for line ends.
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}":
                let hex = String(scalar.value, radix: 16)
                line.append(contentsOf: "\\u\(String(repeating: "0", count: 4 - hex.count))\(hex)".utf8)
            default: line.append(contentsOf: UTF8.encode(scalar).map { Array($0) } ?? [])
            }
        }
        line.append(UInt8(ascii: "\""))
    }
}
