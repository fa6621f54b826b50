import Domain

/// What comes of matching a résumé against a job's criteria.
package struct MatchResult: Sendable, Hashable {
    package enum Outcome: String, Sendable, Hashable, Codable {
        case pass
        /// A person decides.
        case review
        case reject
    }

    package enum Note: String, Sendable, Hashable, Codable, CaseIterable {
        /// The document holds pictures of text only.
        case needsOCR = "needs-ocr"
        case poorlyReadable = "poorly-readable"
        /// A line of the résumé speaks to a machine; it counted for nothing.
        case instructionLikeText = "instruction-like-text"
        /// The text was longer than is read.
        case cutOff = "cut-off"
    }

    package let outcome: Outcome
    /// The met share of the weighted criteria; full when a job asks for nothing.
    package let score: Score
    package let findings: [Finding]
    package let notes: Set<Note>
}
