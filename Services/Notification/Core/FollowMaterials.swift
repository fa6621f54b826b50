import Domain
import Events
import Flow

extension TellHR {
    /// One mail when everything is there, not one for each file.
    func ofMaterials(
        _ event: MaterialHandedIn, _ correspondence: Correspondence?, _ job: Job, _ cause: Cause
    ) throws(Refusal) -> Decision<Correspondence> {
        guard event.isComplete else { return .nothing(.noConsequence("Something is still missing.")) }
        return Notice(
            template: .materialsHandedIn, applicationID: event.applicationID, candidateID: event.candidateID,
            language: language, parameters: ["jobTitle": job.title],
            part: String(event.handedInAt.millisecondsSinceEpoch)
        ).requested(in: correspondence, cause)
    }
}

/// The candidate hears of what is asked for again, and when nothing more is needed.
func tellReview(
    _ event: MaterialReviewed, _ correspondence: Correspondence?, _ job: Job, _ cause: Cause
) throws(Refusal) -> Decision<Correspondence> {
    guard !event.isAccepted || event.isComplete else {
        return .nothing(.noConsequence("Others are still to be looked at."))
    }
    return Notice(
        template: event.isAccepted ? .materialsAccepted : .materialReturned, applicationID: event.applicationID,
        candidateID: event.candidateID, language: event.language,
        parameters: ["jobTitle": job.title, "material": event.material.rawValue],
        part: String(event.reviewedAt.millisecondsSinceEpoch)
    ).requested(in: correspondence, cause)
}
