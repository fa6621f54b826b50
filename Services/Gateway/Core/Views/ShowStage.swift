import Domain
import Events
import Flow

func showReview(
    _ event: ReviewRequested, _ view: ApplicationView?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationView> {
    show(event, event.applicationID, view, cause, ["reason": event.reason, "proposal": event.proposal?.rawValue]) {
        // The application has gone on since: the question is answered.
        if $0.isClosed || $0.knowsStage(after: event.stageNumber) { return }
        $0.review = ApplicationView.Review(
            reason: event.reason, proposal: event.proposal, rule: event.rule, requestedAt: cause.now,
            stageNumber: event.stageNumber)
    }
}

func showStage(
    _ event: StageChanged, _ view: ApplicationView?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationView> {
    let details = [
        "stage": event.to.rawValue, "reason": event.reason, "decidedBy": event.decidedBy?.text, "rule": event.rule,
    ]
    return show(event, event.applicationID, view, cause, details) { view in
        // Facts of one application that two processes decided may come the wrong way round.
        if view.isClosed && event.to != .closed || view.knowsStage(after: event.number) { return }
        view.stageNumber = event.number ?? view.stageNumber
        if view.stage == .payApproval, event.to != .offer, view.payApproval?.isApproved == true {
            // Workflow had moved it before the approval came: nothing goes out on these terms.
            view.payApproval?.isApproved = nil
            view.payApproval?.settledBy = nil
            view.payApproval?.onBehalfOf = nil
        }
        view.stage = event.to
        view.stageReason = event.reason
        // Workflow asks for a review after it has moved the application there, so leaving any stage answers it.
        let isLater = (event.number ?? .max) > (view.review?.stageNumber ?? 0)
        if event.to != .review, isLater { view.review = nil }
        // Workflow asks nothing where a person put it aside; where it asks, what it asks stands here before or takes this place.
        if event.to == .review, event.decidedBy != nil, view.review == nil {
            view.review = ApplicationView.Review(
                reason: "held", proposal: nil, rule: nil, requestedAt: cause.now, stageNumber: event.number)
        }
    }
}

extension ApplicationView {
    fileprivate func knowsStage(after number: Int?) -> Bool {
        guard let number, let stageNumber else { return false }
        return stageNumber > number
    }
}

func showDecisionRefused(
    _ event: DecisionRefused, _ view: ApplicationView?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationView> {
    let details = ["decision": event.decision.rawValue, "decidedBy": event.decidedBy.text, "code": event.code]
    return show(event, event.applicationID, view, cause, details)
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
