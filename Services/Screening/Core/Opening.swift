import Domain
import Events
import Flow

/// What screening knows of an opening, under the job's identifier.
package struct Opening: Codable, Sendable, Hashable {
    package var criteria: JobCriteria
    package var language: Language
    package var isOpen: Bool
    /// Why its criteria cannot be used; its applications are refused with this.
    package var refusal: Refusal?

    package init(criteria: JobCriteria, language: Language, isOpen: Bool = true) {
        self.criteria = criteria
        self.language = language
        self.isOpen = isOpen
        do throws(CriterionError) { _ = try Criteria(criteria) } catch { refusal = error.refusal }
    }
}

/// An opening was published. Criteria that nobody may be chosen by are noted, so that whoever applies is told at once.
func openJob(_ event: JobOpened, _ opening: Opening?, _ cause: Cause) throws(Refusal) -> Decision<Opening> {
    Decision(Opening(criteria: event.job.criteria, language: event.job.language))
}

func reviseJob(_ event: JobRevised, _ opening: Opening?, _ cause: Cause) throws(Refusal) -> Decision<Opening> {
    Decision(Opening(criteria: event.job.criteria, language: event.job.language, isOpen: opening?.isOpen ?? true))
}

func closeJob(_ event: JobClosed, _ opening: Opening?, _ cause: Cause) throws(Refusal) -> Decision<Opening> {
    guard var opening else { return .notYet("waits for the opening") }
    opening.isOpen = false
    return Decision(opening)
}
