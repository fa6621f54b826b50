import Domain
import Events
import Flow

extension TellHR {
    /// Somebody waits for an answer. Erasure has a mail of its own, and a way with a person is a question to HR besides.
    func ofRequest(
        _ event: CandidateRequestMade, _ correspondence: Correspondence?, _ job: Job, _ cause: Cause
    ) throws(Refusal) -> Decision<Correspondence> {
        guard event.kind != .erasure else { return .nothing(.saidBy(ErasureRequested.self)) }
        guard event.kind != .humanWay else { return .nothing(.saidBy(ReviewRequested.self)) }
        return Notice(
            template: .requestMade, applicationID: event.applicationID, candidateID: event.candidateID,
            language: language,
            parameters: [
                "jobTitle": job.title, "kind": event.kind.rawValue, "dueAt": event.dueAt?.description ?? "",
            ], part: event.requestID.text
        ).requested(in: correspondence, cause)
    }

    func ofOverdueRequest(
        _ event: CandidateRequestOverdue, _ correspondence: Correspondence?, _ job: Job, _ cause: Cause
    ) throws(Refusal) -> Decision<Correspondence> {
        Notice(
            template: .requestOverdue, applicationID: event.applicationID, candidateID: event.candidateID,
            language: language,
            parameters: [
                "jobTitle": job.title, "kind": event.kind.rawValue, "dueAt": event.dueAt.description,
            ], part: event.requestID.text
        ).requested(in: correspondence, cause)
    }
}

/// The answer is read on the candidate's page, which the vault opens; the mail says that it is there. A request that is done
/// after it was answered is told of again.
func tellSettlement(
    _ event: CandidateRequestSettled, _ correspondence: Correspondence?, _ job: Job, _ cause: Cause
) throws(Refusal) -> Decision<Correspondence> {
    Notice(
        template: .requestSettled, applicationID: event.applicationID, candidateID: event.candidateID,
        language: event.language,
        parameters: ["jobTitle": job.title, "kind": event.kind.rawValue, "status": event.status.rawValue],
        part: "\(event.requestID).\(event.status.rawValue)"
    ).requested(in: correspondence, cause)
}

func tellAccommodations(
    _ event: AccommodationsGranted, _ correspondence: Correspondence?, _ job: Job, _ cause: Cause
) throws(Refusal) -> Decision<Correspondence> {
    guard event.isTakenBack != true else {
        return .nothing(.noConsequence("Nothing is in place that could be told of."))
    }
    return Notice(
        template: .accommodationsGranted, applicationID: event.applicationID, candidateID: event.candidateID,
        language: event.language, parameters: ["jobTitle": job.title],
        part: String(event.grantedAt.millisecondsSinceEpoch)
    ).requested(in: correspondence, cause)
}
