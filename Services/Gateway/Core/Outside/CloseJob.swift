import Domain
import Events
import Flow

package struct CloseJob: Submission {
    package static let name = "close-job"

    package init() {}
}

func closeJob(_ body: CloseJob, _ view: JobView?, _ cause: Cause) throws(Refusal) -> Decision<JobView> {
    guard var view else { throw .noJob }
    guard view.isOpen else { return .nothing(.answered) }
    view.isOpen = false
    view.updatedAt = cause.now
    return Decision(view, emitting: [JobClosed(jobID: view.jobID)])
}
