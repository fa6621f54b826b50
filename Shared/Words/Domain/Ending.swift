/// How something ends that changes nothing. No fact ends in silence: whatever refuses one, or makes nothing of one, says which of
/// these holds.
package enum Ending: Hashable, Sendable {
    /// Whoever handed it in is told, and may do it again. Where nobody waits for an answer, as behind a topic, it goes to the dead
    /// letters instead.
    case answered
    /// A fact of this name says what became of it, published here or by another service.
    case saidBy(fact: String)
    /// Nothing is to follow, and this is why.
    case noConsequence(String)

    /// The closed set of words for logs.
    package var label: String {
        switch self {
        case .answered: "answered"
        case .saidBy: "said_by"
        case .noConsequence: "no_consequence"
        }
    }
}
