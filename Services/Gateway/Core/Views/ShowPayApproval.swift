import Domain
import Events
import Flow

func showPayRequested(
    _ event: PayApprovalRequested, _ view: ApplicationView?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationView> {
    show(event, event.applicationID, view, cause, ["decidedBy": event.decidedBy?.text]) { view in
        // The newest request counts, whichever is heard of last.
        guard (view.payApproval?.stageNumber ?? 0) < event.stageNumber else { return }
        view.payApproval = ApplicationView.PayApproval(
            terms: event.terms, decidedBy: event.decidedBy, stageNumber: event.stageNumber,
            requestedAt: cause.occurredAt ?? cause.now, dueAt: event.dueAt)
        view.candidateID = view.candidateID ?? event.candidateID
    }
}

func showPayReminded(
    _ event: PayApprovalReminded, _ view: ApplicationView?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationView> {
    show(event, event.applicationID, view, cause)
}

extension ApplicationView {
    /// Terms of an offer wait for whoever answers for pay.
    package var isPayToApprove: Bool {
        guard !isOver, stage == .payApproval, let payApproval, payApproval.isApproved == nil else { return false }
        return stageNumber == nil || stageNumber == payApproval.stageNumber
    }

    /// Whether an offer on these terms waits for whoever answers for pay, as workflow decides it.
    package func isApprovedFirst(_ terms: OfferTerms) -> Bool {
        guard terms.approvedBy ?? payApproval?.terms.approvedBy != nil else { return false }
        guard let payApproval, payApproval.isApproved == true else { return true }
        return !terms.promises(asMuchAs: payApproval.terms)
    }

    /// Where it stands for its candidate, who hears nothing of an approval within the employer's house: as before.
    package var toldStage: Stage? {
        guard stage == .payApproval else { return stage }
        let stages = timeline.lazy.filter { $0.what == StageChanged.schema.name }
            .compactMap { $0.details["stage"].flatMap { Stage(rawValue: $0) } }
        return stages.last { $0 != .payApproval } ?? .review
    }
}
