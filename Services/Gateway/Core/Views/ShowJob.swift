import Domain
import Events
import Flow

func showOpenedJob(_ event: JobOpened, _ view: JobView?, _ cause: Cause) throws(Refusal) -> Decision<JobView> {
    view == nil ? Decision(shown(event.jobID, event.job, nil, cause)) : .nothing(.noConsequence("It is shown already."))
}

func showRevisedJob(_ event: JobRevised, _ view: JobView?, _ cause: Cause) throws(Refusal) -> Decision<JobView> {
    Decision(shown(event.jobID, event.job, view, cause))
}

func showClosedJob(_ event: JobClosed, _ view: JobView?, _ cause: Cause) throws(Refusal) -> Decision<JobView> {
    guard var view else { return .notYet("waits for its job") }
    view.isOpen = false
    view.updatedAt = cause.now
    return Decision(view)
}

func shown(_ jobID: JobID, _ job: JobDescription, _ view: JobView?, _ cause: Cause) -> JobView {
    JobView(
        jobID: jobID, job: job, isOpen: view?.isOpen ?? true, openedAt: view?.openedAt ?? cause.now,
        updatedAt: cause.now, anchorCheck: view?.anchorCheck)
}

/// The machine scored the job's anchor answers; what was checked last is shown beside the job as long as that is the same.
func showAnchors(_ event: AnchorsChecked, _ view: JobView?, _ cause: Cause) throws(Refusal) -> Decision<JobView> {
    guard var view else { return .notYet("waits for its job") }
    guard view.anchorCheck.map({ $0.checkedAt < event.checkedAt }) ?? true else {
        return .nothing(.noConsequence("A newer one is shown."))
    }
    view.anchorCheck = event
    return Decision(view)
}
