import Domain
import Events
import Flow

func showOffer(_ event: OfferSent, _ view: ApplicationView?, _ cause: Cause) throws(Refusal) -> Decision<
    ApplicationView
> {
    show(event, event.applicationID, view, cause, ["expiresAt": "\(event.expiresAt)"]) { view in
        let document = ApplicationView.Document(
            blobID: event.blobID, sha256: event.sha256, htmlBlobID: event.htmlBlobID)
        // An offer that is made anew is answered anew, also where its letter says the same, and what was drawn up for the one before is
        // over. The same fact twice has the same last moment for an answer.
        let earlier = view.offer?.document == document && view.offer?.expiresAt == event.expiresAt ? view.offer : nil
        if view.offer != nil, earlier == nil { view.contract = nil }
        view.offer = ApplicationView.Offer(
            position: event.position, document: document, expiresAt: event.expiresAt, isAccepted: earlier?.isAccepted,
            declineReason: earlier?.declineReason, answeredAt: earlier?.answeredAt, startDate: event.startDate)
        view.candidateID = view.candidateID ?? event.candidateID
    }
}

/// A new draft has to be approved and signed anew.
func showDraft(
    _ event: ContractDrafted, _ view: ApplicationView?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationView> {
    show(event, event.applicationID, view, cause, ["warnings": "\(event.findings.count)"]) { view in
        let draft = ApplicationView.Document(
            blobID: event.blobID, sha256: event.sha256, htmlBlobID: event.htmlBlobID)
        guard view.contract?.draft != draft else { return }
        view.contract = ApplicationView.Contract(draft: draft, findings: event.findings)
        view.candidateID = view.candidateID ?? event.candidateID
    }
}

func showBlocked(
    _ event: ContractBlocked, _ view: ApplicationView?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationView> {
    let rules = event.findings.map(\.rule).joined(separator: " ")
    return show(event, event.applicationID, view, cause, ["rules": rules]) { view in
        view.contract = ApplicationView.Contract(findings: event.findings, isBlocked: true)
    }
}

func showApproved(
    _ event: ContractApproved, _ view: ApplicationView?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationView> {
    show(event, event.applicationID, view, cause, ["decidedBy": event.approvedBy.text]) { view in
        var contract = view.contract ?? ApplicationView.Contract()
        contract.draft = ApplicationView.Document(
            blobID: event.blobID, sha256: event.sha256, htmlBlobID: event.htmlBlobID)
        contract.isApproved = true
        contract.decidedBy = event.approvedBy
        contract.isReadyToSign = true
        view.contract = contract
    }
}

func showSigned(
    _ event: ContractSigned, _ view: ApplicationView?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationView> {
    show(event, event.applicationID, view, cause) { view in
        var contract = view.contract ?? ApplicationView.Contract()
        contract.signed = ApplicationView.Document(blobID: event.blobID, sha256: event.sha256)
        view.contract = contract
    }
}

func showOnboarding(
    _ event: OnboardingPrepared, _ view: ApplicationView?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationView> {
    show(event, event.applicationID, view, cause) { view in
        var contract = view.contract ?? ApplicationView.Contract()
        contract.archiveBlobID = event.archiveBlobID
        contract.materials = event.terms.materials
        view.contract = contract
    }
}
