import Domain

/// What asking a judge about an answer came to.
package enum JudgeOutcome: String, Codable, Sendable, CaseIterable, Hashable {
    case answered
    /// The answer speaks to whoever scores, so it was shown to nobody who can be talked to; or it is too long.
    case withheld
    /// The candidate agreed to a text that does not speak of a judge.
    case notAgreed = "not-agreed"
    /// It said something else than what it was asked.
    case unintelligible
    /// It said yes to what nobody said, so nothing of it counts.
    case distrusted
    /// It could not be reached in time.
    case unavailable
}

/// That a judge was asked about an answer, or was to be. It earns points by what it shows in the answer, and takes none.
package struct JudgeNote: Codable, Sendable, Hashable {
    /// As the operator named it.
    package var model: String
    package var outcome: JudgeOutcome
    /// How many pieces it found that the formula had not.
    package var foundCount: Int

    package init(model: String, outcome: JudgeOutcome, foundCount: Int) {
        self.model = model
        self.outcome = outcome
        self.foundCount = foundCount
    }

    package static let shape = Shape.object([
        .required("model", .text(charactersMax: 100), "The judge's model."),
        .required("outcome", .word(JudgeOutcome.self), "What asking it came to."),
        .required("foundCount", .integer(0, 100), "How many pieces it found that the formula had not."),
    ])
}
