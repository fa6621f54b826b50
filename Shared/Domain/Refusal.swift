/// A business no, with a stable code in kebab-case that programs may rely on and a sentence for people.
///
/// The sentence never quotes what came in: it may be personal.
package struct Refusal: Error, Hashable, Sendable, Codable, CustomStringConvertible {
    package let code: String
    package let message: String

    package init(_ code: String, _ message: String) {
        self.code = code
        self.message = message
    }

    package var description: String { "\(code): \(message)" }
}
