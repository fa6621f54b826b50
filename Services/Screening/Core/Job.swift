import Domain
import Events
import Flow

/// What screening knows of a job, under the job's identifier.
package struct Job: Codable, Sendable, Hashable {
    package var criteria: JobCriteria
    package var language: Language
    package var isOpen: Bool
    /// Why its criteria or its questions cannot be used; its applications are refused with this.
    package var refusal: Refusal?

    package init(_ job: JobDescription, isOpen: Bool = true) {
        self.init(criteria: job.criteria, language: job.language, isOpen: isOpen)
        // A question that cannot be put is found before anybody is invited to it.
        if refusal == nil { refusal = job.interview.writtenFlaw.map { Refusal($0.code, $0.message) } }
    }

    package init(criteria: JobCriteria, language: Language, isOpen: Bool = true) {
        self.criteria = criteria
        self.language = language
        self.isOpen = isOpen
        do throws(CriterionError) { _ = try Criteria(criteria) } catch { refusal = error.refusal }
    }
}

/// A job was published. Criteria that nobody may be chosen by, and questions that cannot be judged, are noted, so that whoever applies is told at once.
func openJob(_ event: JobOpened, _ job: Job?, _ cause: Cause) throws(Refusal) -> Decision<Job> {
    Decision(Job(event.job))
}

func reviseJob(_ event: JobRevised, _ job: Job?, _ cause: Cause) throws(Refusal) -> Decision<Job> {
    Decision(Job(event.job, isOpen: job?.isOpen ?? true))
}

func closeJob(_ event: JobClosed, _ job: Job?, _ cause: Cause) throws(Refusal) -> Decision<Job> {
    guard var job else { return .notYet("waits for the job") }
    job.isOpen = false
    return Decision(job)
}
