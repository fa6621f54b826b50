import Encoding

/// A path with `{parameters}`, such as `/v1/interviews/{interviewID}/answers`.
package struct RoutePattern: Sendable, Hashable, CustomStringConvertible {
    enum Segment: Sendable, Hashable {
        case literal(String)
        case parameter(String)
    }

    package let description: String
    let segments: [Segment]

    /// A pattern is written by us, so a wrong one is a bug and stops the process.
    package init(_ text: String) {
        precondition(text.first == "/", "A route pattern starts with a slash: \(text)")
        description = text
        segments = Self.split(text).map { part in
            part.first == "{" && part.last == "}"
                ? .parameter(String(part.dropFirst().dropLast())) : .literal(String(part))
        }
        precondition(Set(parameterNames).count == parameterNames.count, "A parameter appears twice: \(text)")
    }

    package var parameterNames: [String] {
        segments.compactMap { if case .parameter(let name) = $0 { name } else { nil } }
    }

    /// How many segments are fixed; of two patterns that match, the one with more of them wins.
    var literalCount: Int { segments.count - parameterNames.count }

    /// The parameters of a path that fits, decoded; nil when it does not fit.
    ///
    /// A value that holds a separator, is a dot segment, is empty or is longer than `parameterBytesMax` fits nothing.
    func match(_ path: [Substring], parameterBytesMax: Int = 256) -> [String: String]? {
        guard path.count == segments.count else { return nil }
        var parameters: [String: String] = [:]
        for (segment, part) in zip(segments, path) {
            switch segment {
            case .literal(let literal):
                guard
                    part == literal
                        || part.utf8.contains(UInt8(ascii: "%")) && PercentEncoding.decode(part) == literal
                else { return nil }
            case .parameter(let name):
                guard let text = PercentEncoding.decode(part), !text.isEmpty, text.utf8.count <= parameterBytesMax,
                    text != ".", text != "..",
                    !text.contains("/"), !text.contains("\\")
                else { return nil }
                parameters[name] = text
            }
        }
        return parameters
    }

    static func split(_ path: String) -> [Substring] {
        path == "/"
            ? []
            : path.utf8.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map {
                Substring($0)
            }
    }
}
