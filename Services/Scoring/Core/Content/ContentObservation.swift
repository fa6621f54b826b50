import Domain

/// What an answer says, without its words: how each clause stands, and what of each piece was said. Scores are made of it alone.
package struct ContentObservation: Codable, Sendable, Hashable {
    package var clauses: [ClauseObservation]
    package var topics: [PieceObservation]
    package var reference: [PieceObservation]
    package var criteria: [PieceObservation]
    /// Nearness of the whole answer to the question and its reference answer, −1 to 1; nil when not measured.
    package var relevance: Double?
    /// 0 to 1: how much of the answer are the reference's words in the reference's order.
    package var likenessToReference: Double
    /// The employer's own rubric by which the criteria were looked for; nil: the built-in one, or none.
    package var rubric: MeasuredRubric?

    package struct ClauseObservation: Codable, Sendable, Hashable {
        package var mark: Observation.Mark
        package var standing: Standing
        package var tokenCount: Int
        /// The speaker did something.
        package var isOwnAct: Bool
        /// It holds a figure, or the time or place of something that happened.
        package var isConcrete: Bool
    }

    package struct PieceObservation: Codable, Sendable, Hashable {
        /// How many own words it has: what of it the question does not say already.
        package var weight: Double
        /// 0 to 1: how many of them were said; half of what is only supposed.
        package var share: Double
        /// The nearest clause that counts, −1 to 1; nil when not measured.
        package var nearness: Double?
        /// Where it was said.
        package var marks: [Observation.Mark]
    }
}
