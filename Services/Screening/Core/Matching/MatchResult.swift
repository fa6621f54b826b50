import Domain
import Events

/// What comes of matching a résumé against a job's criteria.
package struct MatchResult: Sendable, Hashable {
    package enum Note: String, Sendable, Hashable, Codable, CaseIterable {
        /// The document holds pictures of text only.
        case needsOCR = "needs-ocr"
        case poorlyReadable = "poorly-readable"
        /// A line of the résumé speaks to a machine; it counted for nothing.
        case instructionLikeText = "instruction-like-text"
        /// Text that the document shows to nobody was left out.
        case hiddenText = "hidden-text"
        /// The text was longer than is read.
        case cutOff = "cut-off"
    }

    package let outcome: ScreeningOutcome
    /// The met share of the weighted criteria; full when a job asks for nothing.
    package let score: Score
    package let findings: [Finding]
    /// What a person should know besides, in a stable order.
    package let notes: [Note]
}
