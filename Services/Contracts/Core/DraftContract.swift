import Domain
import Events
import Flow

/// The candidate answered the offer: on yes, have the contract drawn up. After a block, a second yes draws it up anew.
package func takeAnswer(_ event: OfferAnswered, _ file: ContractFile?, _ cause: Cause) throws(Refusal) -> Decision<
    ContractFile
> {
    guard var file, file.offer != nil else { return .notYet("waits for its offer") }
    guard event.isAccepted else { return .nothing(.saidBy(ApplicationClosed.self)) }
    guard file.endedAt == nil else { throw .applicationClosed }
    guard file.draft == nil else {
        throw Refusal("contract-exists", "The contract is drawn up already.", .saidBy(ContractDrafted.self))
    }
    file.acceptedAt = event.answeredAt
    file.draftVersion += 1
    let work = DraftContract(
        parties: file.parties, terms: file.terms, version: file.draftVersion, draftedAt: cause.now)
    return Decision(file, performing: [Perform(work)])
}

/// The contract is drawn up, or the law stands against it.
package func noteDraft(
    _ work: DraftContract, _ outcome: DraftOutcome, _ file: ContractFile?, _ cause: Cause
) throws(Refusal) -> Decision<ContractFile> {
    guard var file, file.draftVersion == work.version else {
        throw Refusal(
            "draft-outdated", "A newer draft was asked for in the meantime.", .saidBy(ContractDrafted.self))
    }
    guard file.endedAt == nil else { return .nothing(.saidBy(ApplicationClosed.self)) }
    let parties = file.parties
    switch outcome {
    case .blocked(let findings):
        file.findings = findings
        return Decision(
            file,
            emitting: [
                ContractBlocked(
                    applicationID: parties.applicationID, jobID: parties.jobID, candidateID: parties.candidateID,
                    findings: findings)
            ])
    case .drafted(let document, let signatures, let findings):
        file.draft = document
        file.signatures = signatures
        file.findings = findings
        return Decision(
            file,
            emitting: [
                ContractDrafted(
                    applicationID: parties.applicationID, jobID: parties.jobID, candidateID: parties.candidateID,
                    language: parties.language, blobID: document.blobID, sha256: document.sha256, findings: findings,
                    htmlBlobID: document.htmlBlobID)
            ])
    }
}
