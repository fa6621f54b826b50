import Domain
import Events
import Flow

/// An offer is wanted: have the letter made.
package func makeOffer(_ event: OfferRequested, _ file: ContractFile?, _ cause: Cause) throws(Refusal) -> Decision<
    ContractFile
> {
    // Workflow asks for no offer once a contract is drawn up: should it, a person has to look.
    guard file?.draft == nil else {
        throw Refusal("contract-exists", "A contract is drawn up already; its terms cannot change any more.")
    }
    guard file?.endedAt == nil else { throw .applicationClosed }
    let parties = Parties(
        applicationID: event.applicationID, jobID: event.jobID, candidateID: event.candidateID, language: event.language
    )
    var file = file ?? ContractFile(parties: parties, terms: event.terms)
    file.terms = event.terms
    file.acceptedAt = nil
    let expiresAt = cause.now.advanced(byDays: Int64(event.terms.responseDays))
    file.offerExpiresAt = expiresAt
    let work = RenderOffer(parties: parties, terms: event.terms, issuedAt: cause.now, expiresAt: expiresAt)
    return Decision(file, performing: [Perform(work)])
}

/// The letter lies in the vault: send it.
package func sendOffer(
    _ work: RenderOffer, _ letter: SealedDocument, _ file: ContractFile?, _ cause: Cause
) throws(Refusal) -> Decision<ContractFile> {
    var file = file ?? ContractFile(parties: work.parties, terms: work.terms)
    guard file.endedAt == nil else { return .nothing(.saidBy(ApplicationClosed.self)) }
    file.offer = letter
    return Decision(
        file,
        emitting: [
            OfferSent(
                applicationID: work.parties.applicationID, jobID: work.parties.jobID,
                candidateID: work.parties.candidateID, language: work.parties.language, position: work.terms.position,
                blobID: letter.blobID, sha256: letter.sha256, expiresAt: work.expiresAt,
                htmlBlobID: letter.htmlBlobID, startDate: work.terms.startDate)
        ])
}
