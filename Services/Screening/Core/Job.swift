import Domain
import Events
import Flow
import Openings

/// What screening knows of a job, under the job's identifier.
package struct Job: Codable, Sendable, Hashable {
    package var criteria: JobCriteria
    package var language: Language
    package var isOpen: Bool
    /// Why it can never work; its applications are refused with this.
    package var refusal: Refusal?

    package init(_ job: JobDescription, isOpen: Bool = true) { self.init(job, isOpen: isOpen, checkOpening(job)) }

    fileprivate init(_ job: JobDescription, isOpen: Bool, _ findings: [OpeningFinding]) {
        criteria = job.criteria
        language = job.language
        self.isOpen = isOpen
        refusal = findings.errors.first.map { Refusal($0.code, $0.words(in: .english)) }
    }
}

/// A job was published. What can never work is told to whoever sent it, and to whoever applies.
func openJob(_ event: JobOpened, _ job: Job?, _ cause: Cause) throws(Refusal) -> Decision<Job> {
    look(at: event.job, of: event.jobID, isOpen: true)
}

func reviseJob(_ event: JobRevised, _ job: Job?, _ cause: Cause) throws(Refusal) -> Decision<Job> {
    look(at: event.job, of: event.jobID, isOpen: job?.isOpen ?? true)
}

func closeJob(_ event: JobClosed, _ job: Job?, _ cause: Cause) throws(Refusal) -> Decision<Job> {
    guard var job else { return .notYet("waits for the job") }
    job.isOpen = false
    return Decision(job)
}

private func look(at job: JobDescription, of jobID: JobID, isOpen: Bool) -> Decision<Job> {
    let findings = checkOpening(job)
    let warnings = findings.warnings.map { JobFault($0, in: job.language) }
    var told: [any Event] = []
    if !findings.errors.isEmpty {
        let faults = findings.errors.map { JobFault($0, in: job.language) }
        told = [JobRefused(jobID: jobID, faults: faults, warnings: warnings)]
    } else if !warnings.isEmpty {
        told = [JobWarned(jobID: jobID, warnings: warnings)]
    }
    return Decision(Job(job, isOpen: isOpen, findings), emitting: told)
}

extension JobFault {
    fileprivate init(_ finding: OpeningFinding, in language: Language) {
        self.init(
            code: finding.code, place: finding.place, message: finding.words(in: language), article: finding.article)
    }
}
