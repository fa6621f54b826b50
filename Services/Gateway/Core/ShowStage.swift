import Domain
import Events
import Flow

func showReview(
    _ event: ReviewRequested, _ view: ApplicationView?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationView> {
    show(event, event.applicationID, view, cause, ["reason": event.reason, "proposal": event.proposal?.rawValue]) {
        $0.review = ApplicationView.Review(
            reason: event.reason, proposal: event.proposal, rule: event.rule, requestedAt: cause.now)
    }
}

func showStage(
    _ event: StageChanged, _ view: ApplicationView?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationView> {
    let details = [
        "stage": event.to.rawValue, "reason": event.reason, "decidedBy": event.decidedBy?.text, "rule": event.rule,
    ]
    return show(event, event.applicationID, view, cause, details) { view in
        view.stage = event.to
        view.stageReason = event.reason
        // Workflow asks for a review after it has moved the application there, so leaving any stage answers it.
        if event.to != .review { view.review = nil }
    }
}

func showOfferRequested(
    _ event: OfferRequested, _ view: ApplicationView?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationView> {
    show(event, event.applicationID, view, cause, ["decidedBy": event.decidedBy?.text])
}

func showClosed(
    _ event: ApplicationClosed, _ view: ApplicationView?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationView> {
    show(event, event.applicationID, view, cause, ["outcome": event.outcome.rawValue, "reason": event.reason]) { view in
        view.stage = .closed
        view.stageReason = event.reason
        view.outcome = event.outcome
        view.review = nil
        view.jobID = view.jobID ?? event.jobID
        view.candidateID = view.candidateID ?? event.candidateID
        view.language = view.language ?? event.language
    }
}
