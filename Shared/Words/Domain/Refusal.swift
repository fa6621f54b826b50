/// A business no, with a stable code in kebab-case that programs may rely on and a sentence for people.
///
/// The sentence never quotes what came in: it may be personal.
package struct Refusal: Error, Hashable, Sendable, Codable, CustomStringConvertible {
    package let code: String
    package let message: String
    /// What becomes of what was refused. A fact that is refused as `answered`, where nobody waits, goes to the dead letters.
    package private(set) var ending = Ending.answered

    package init(_ code: String, _ message: String, _ ending: Ending = .answered) {
        self.code = code
        self.message = message
        self.ending = ending
    }

    /// What a state keeps of it.
    private enum CodingKeys: CodingKey { case code, message }

    package var description: String { "\(code): \(message)" }
}
