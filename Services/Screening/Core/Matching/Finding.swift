import Domain
import Events

/// What the résumé says about one criterion.
package struct Finding: Sendable, Hashable {
    /// Why, as a code that others may rely on; the words are made where they are shown.
    package enum Reason: String, Sendable, Hashable, Codable, CaseIterable {
        case found
        case notFound = "not-found"
        /// It stands only where it is denied or only hoped for (`no experience with X`, `学习中`).
        case doubtful
        case levelReached = "level-reached"
        case levelTooLow = "level-too-low"
        case levelNotCompleted = "level-not-completed"
        case levelNotStated = "level-not-stated"
        case longEnough = "long-enough"
        case tooShort = "too-short"
        /// The stated years are enough, the dates of the posts do not show them.
        case datesDisagree = "dates-disagree"
        /// The dates are given by years only, so that the length may or may not be enough.
        case datesTooCoarse = "dates-too-coarse"
        case lengthNotStated = "length-not-stated"
        /// The text could not be read well enough to say that something is missing.
        case unreadable
    }

    package let criterion: String
    package let verdict: CriterionResult.Result
    package let reason: Reason
    /// Where it stands in the résumé's text, if anywhere.
    package let evidence: CharacterSpan?
    /// Months of experience found, for that kind of criterion.
    package let months: Int?
    /// Level of education found, for that kind of criterion.
    package let level: EducationLevel?

    init(
        _ criterion: String, _ verdict: CriterionResult.Result, _ reason: Reason, at evidence: Range<Int>? = nil,
        months: Int? = nil,
        level: EducationLevel? = nil
    ) {
        self.criterion = criterion
        self.verdict = verdict
        self.reason = reason
        self.evidence = evidence.map { CharacterSpan($0) }
        self.months = months
        self.level = level
    }
}
