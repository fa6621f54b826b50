import Domain

/// What became of an arrival.
package enum Outcome: Sendable, Hashable {
    case applied
    /// It was recorded before; nothing changed.
    case duplicate
    case refused(Refusal)
    /// No row reacts to it.
    case ignored
    /// It waits for what has not arrived.
    case notYet(String)
    /// Its activity is parked.
    case parked
    /// Another worker took its lease over; the result is dropped.
    case stale
    /// It went to the dead letters.
    case buried(String)

    /// The closed set of words for metrics.
    package var label: String {
        switch self {
        case .applied: "applied"
        case .duplicate: "duplicate"
        case .refused: "refused"
        case .ignored: "ignored"
        case .notYet: "not_yet"
        case .parked: "parked"
        case .stale: "stale"
        case .buried: "buried"
        }
    }
}
