import Domain
import Events
import Flow

func announceOffer(
    _ event: OfferSent, _ correspondence: Correspondence?, _ cause: Cause
) throws(Refusal) -> Decision<Correspondence> {
    Notice(
        template: .offer, applicationID: event.applicationID, candidateID: event.candidateID, language: event.language,
        parameters: ["jobTitle": event.position, "expiresAt": event.expiresAt.description], occasion: event.expiresAt
    ).requested(in: correspondence, cause)
}

func announceContract(
    _ event: ContractApproved, _ correspondence: Correspondence?, _ job: Job, _ cause: Cause
) throws(Refusal) -> Decision<Correspondence> {
    Notice(
        template: .contractReady, applicationID: event.applicationID, candidateID: event.candidateID,
        language: event.language, parameters: ["jobTitle": job.title]
    ).requested(in: correspondence, cause)
}

func announceSignature(
    _ event: ContractSigned, _ correspondence: Correspondence?, _ job: Job, _ cause: Cause
) throws(Refusal) -> Decision<Correspondence> {
    Notice(
        template: .contractSigned, applicationID: event.applicationID, candidateID: event.candidateID,
        language: event.language, parameters: ["jobTitle": job.title]
    ).requested(in: correspondence, cause)
}
