import Domain
import Events
import Flow

/// A one-time code. What the mail says is the code; what the fact carries is the number from which the mail room derives it.
func mailCode(
    _ event: AccessCodeRequested, _ correspondence: Correspondence?, _ cause: Cause
) throws(Refusal) -> Decision<Correspondence> {
    Notice(
        template: .accessCode, applicationID: event.applicationID, candidateID: event.candidateID,
        language: event.language,
        parameters: [
            "codeID": event.codeID, "toSign": event.action == .signContract ? "yes" : "no",
            "toEnter": event.action == .confirmIdentity ? "yes" : "no",
            "expiresAt": event.expiresAt.description,
        ], part: event.codeID
    ).requested(in: correspondence, cause)
}

func mailLink(
    _ event: LinkRequested, _ correspondence: Correspondence?, _ cause: Cause
) throws(Refusal) -> Decision<Correspondence> {
    Notice(
        template: .linkRenewed, applicationID: event.applicationID, candidateID: event.candidateID,
        language: event.language, parameters: ["purpose": event.purpose.rawValue],
        part: String(event.requestedAt.millisecondsSinceEpoch)
    ).requested(in: correspondence, cause)
}
