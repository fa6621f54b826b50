import Domain
import Events
import Flow

/// The candidate declared the will to sign: only what was approved is signed, and only while the application was open.
package func takeSignature(
    _ event: ContractSignedByCandidate, _ file: ContractFile?, _ cause: Cause
) throws(Refusal) -> Decision<ContractFile> {
    if let file, file.hasEnded(before: event.signedAt) { throw .applicationClosed }
    guard var file, let draft = file.draft, let signatures = file.signatures, let approval = file.approval,
        approval.isApproved
    else {
        return .notYet("waits for its approval")
    }
    guard event.sha256 == draft.sha256, approval.sha256 == draft.sha256 else {
        throw Refusal(
            "another-document", "The candidate saw another document than the approved one.",
            .saidBy(ContractDrafted.self))
    }
    guard file.candidateSignedAt == nil else {
        throw Refusal("already-signed", "The candidate signed already.", .saidBy(ContractSigned.self))
    }
    file.candidateSignedAt = event.signedAt
    file.codeConfirmedAt = event.codeConfirmedAt
    let work = SignContract(
        parties: file.parties, draft: draft, signatures: signatures, approvedBy: approval.decidedBy,
        candidateSignedAt: event.signedAt, signedAt: cause.now)
    return Decision(file, performing: [Perform(work)])
}

/// The signed contract lies in the vault: say so, and archive.
package func noteSignature(
    _ work: SignContract, _ document: SealedDocument, _ file: ContractFile?, _ cause: Cause
) throws(Refusal) -> Decision<ContractFile> {
    guard var file else { throw Refusal("file-unknown", "There is no file for this contract.") }
    // The end came meanwhile, and had happened before the candidate signed.
    guard !file.hasEnded(before: work.candidateSignedAt) else { return .nothing(.saidBy(ApplicationClosed.self)) }
    file.signed = document
    file.signedAt = work.signedAt
    let parties = file.parties
    return Decision(
        file,
        emitting: [
            ContractSigned(
                applicationID: parties.applicationID, jobID: parties.jobID, candidateID: parties.candidateID,
                language: parties.language, blobID: document.blobID, sha256: document.sha256, signedAt: work.signedAt)
        ], performing: [Perform(ArchiveContract(file: file))])
}

/// The archive record lies in the vault: the first day can be prepared.
package func noteArchive(
    _ work: ArchiveContract, _ archive: BlobID, _ file: ContractFile?, _ cause: Cause
) throws(Refusal) -> Decision<ContractFile> {
    var file = file ?? work.file
    file.archiveBlobID = archive
    return Decision(
        file,
        emitting: [
            OnboardingPrepared(
                applicationID: file.parties.applicationID, jobID: file.parties.jobID,
                candidateID: file.parties.candidateID,
                terms: file.terms, archiveBlobID: archive)
        ])
}
