import Domain
import Events
import Flow

/// A person approved this very document, or sent it back.
package func approveContract(_ event: ApprovalGiven, _ file: ContractFile?, _ cause: Cause) throws(Refusal) -> Decision<
    ContractFile
> {
    guard var file, let draft = file.draft else { return .notYet("waits for its contract") }
    guard file.endedAt == nil else { throw .applicationClosed }
    guard draft.sha256 == event.sha256 else {
        throw Refusal(
            "another-document", "The approval is for another document than the current draft.",
            .saidBy(ContractDrafted.self))
    }
    guard file.approval?.isApproved != true else {
        throw Refusal("already-approved", "The contract is approved already.", .saidBy(ContractApproved.self))
    }
    file.approval = ContractFile.Approval(
        decidedBy: event.decidedBy, decidedAt: event.decidedAt, isApproved: event.isApproved, sha256: event.sha256)
    guard event.isApproved else {
        // Sent back: the terms may change again, and a new yes of the candidate draws up the next version.
        file.draft = nil
        return Decision(file, emitting: [])
    }
    let parties = file.parties
    return Decision(
        file,
        emitting: [
            ContractApproved(
                applicationID: parties.applicationID, jobID: parties.jobID, candidateID: parties.candidateID,
                language: parties.language, blobID: draft.blobID, sha256: draft.sha256, approvedBy: event.decidedBy,
                htmlBlobID: draft.htmlBlobID)
        ])
}
