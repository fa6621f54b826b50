import Domain
import Events
import Flow

/// Publish an opening.
package struct OpenJob: Submission {
    package static let name = "open-job"
    package var jobID: JobID
    package var job: JobDescription

    package init(jobID: JobID, job: JobDescription) {
        self.jobID = jobID
        self.job = job
    }
}

/// Change an opening for what happens from now on.
package struct ReviseJob: Submission {
    package static let name = "revise-job"
    package var jobID: JobID
    package var job: JobDescription

    package init(jobID: JobID, job: JobDescription) {
        self.jobID = jobID
        self.job = job
    }
}

package struct CloseJob: Submission {
    package static let name = "close-job"

    package init() {}
}

func openJob(_ body: OpenJob, _ view: JobView?, _ cause: Cause) throws(Refusal) -> Decision<JobView> {
    guard view == nil else { throw Refusal("job-exists", "There is an opening of this name.") }
    if let refusal = flaw(in: body.job) { throw refusal }
    return Decision(shown(body.jobID, body.job, nil, cause), emitting: [JobOpened(jobID: body.jobID, job: body.job)])
}

func reviseJob(_ body: ReviseJob, _ view: JobView?, _ cause: Cause) throws(Refusal) -> Decision<JobView> {
    guard let view else { throw .noJob }
    guard view.isOpen else { throw .jobClosed }
    if let refusal = flaw(in: body.job) { throw refusal }
    return Decision(shown(body.jobID, body.job, view, cause), emitting: [JobRevised(jobID: body.jobID, job: body.job)])
}

func closeJob(_ body: CloseJob, _ view: JobView?, _ cause: Cause) throws(Refusal) -> Decision<JobView> {
    guard var view else { throw .noJob }
    guard view.isOpen else { return .nothing(.answered) }
    view.isOpen = false
    view.updatedAt = cause.now
    return Decision(view, emitting: [JobClosed(jobID: view.jobID)])
}

func showOpenedJob(_ event: JobOpened, _ view: JobView?, _ cause: Cause) throws(Refusal) -> Decision<JobView> {
    view == nil ? Decision(shown(event.jobID, event.job, nil, cause)) : .nothing(.noConsequence("It is shown already."))
}

func showRevisedJob(_ event: JobRevised, _ view: JobView?, _ cause: Cause) throws(Refusal) -> Decision<JobView> {
    Decision(shown(event.jobID, event.job, view, cause))
}

func showClosedJob(_ event: JobClosed, _ view: JobView?, _ cause: Cause) throws(Refusal) -> Decision<JobView> {
    guard var view else { return .notYet("waits for its opening") }
    view.isOpen = false
    view.updatedAt = cause.now
    return Decision(view)
}

private func shown(_ jobID: JobID, _ job: JobDescription, _ view: JobView?, _ cause: Cause) -> JobView {
    JobView(
        jobID: jobID, job: job, isOpen: view?.isOpen ?? true, openedAt: view?.openedAt ?? cause.now,
        updatedAt: cause.now)
}

extension Refusal {
    static let noJob = Refusal("no-job", "There is no such opening.")
    static let jobClosed = Refusal("job-closed", "This opening is closed.")
}
