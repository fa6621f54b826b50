import Domain
import Events
import Flow

/// What workflow knows of a job, under the job's identifier.
package struct Job: Codable, Sendable, Hashable {
    package var title: String
    package var language: Language
    package var interview: InterviewTemplate
    package var ruleSet: RuleSet
    package var offer: OfferTerms?
    package var policy: PolicyProfile
    package var isOpen: Bool

    package init(_ job: JobDescription, isOpen: Bool = true) {
        title = job.title
        language = job.language
        interview = job.interview
        ruleSet = job.ruleSet
        offer = job.offer
        policy = job.policy
        self.isOpen = isOpen
    }
}

/// A job was published. A second publication of the same is a revision.
func openJob(_ event: JobOpened, _ job: Job?, _ cause: Cause) throws(Refusal) -> Decision<Job> {
    Decision(Job(event.job))
}

/// What follows holds for applications that are screened from now on.
func reviseJob(_ event: JobRevised, _ job: Job?, _ cause: Cause) throws(Refusal) -> Decision<Job> {
    Decision(Job(event.job, isOpen: job?.isOpen ?? true))
}

/// Applications that are under way go on; screening takes no more.
func closeJob(_ event: JobClosed, _ job: Job?, _ cause: Cause) throws(Refusal) -> Decision<Job> {
    guard var job else { return .notYet("waits for the job") }
    job.isOpen = false
    return Decision(job)
}
