import Encoding

/// A request method this edge understands, or any other, which no route has: that is answered with 405.
package enum Method: String, Sendable, CaseIterable {
    case get = "GET"
    case head = "HEAD"
    case post = "POST"
    case put = "PUT"
    case patch = "PATCH"
    case delete = "DELETE"
    case options = "OPTIONS"
    case other = "*"

    /// Whether it asks for nothing but an answer (RFC 9110 §9.2.1).
    package var isSafe: Bool { self == .get || self == .head || self == .options }

    /// Nil when the text is no method at all.
    init?(parsing text: String) {
        guard HTTPToken.isToken(text), text.utf8.count <= 32 else { return nil }
        self = Method(rawValue: text) ?? .other
    }
}
