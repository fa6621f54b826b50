import Domain
import Events
import Flow

/// The invitation says what to expect: how many questions, how long, until when, and whether a camera is needed.
func inviteCandidate(
    _ event: InterviewInvited, _ correspondence: Correspondence?, _ cause: Cause
) throws(Refusal) -> Decision<Correspondence> {
    let seconds = event.plan.questions.reduce(0) { $0 + $1.answerSecondsMax }
    let isInWriting = !event.plan.questions.contains { $0.form == .video }
    return Notice(
        template: .interviewInvitation, applicationID: event.applicationID, candidateID: event.candidateID,
        language: event.language,
        parameters: [
            "jobTitle": event.plan.jobTitle, "expiresAt": event.expiresAt.description,
            "questionCount": String(event.plan.questions.count), "minutes": String(max(1, (seconds + 59) / 60)),
            "isInWriting": isInWriting ? "yes" : "no",
        ], occasion: event.invitedAt
    ).requested(in: correspondence, cause)
}

func remindCandidate(
    _ event: InterviewReminded, _ correspondence: Correspondence?, _ cause: Cause
) throws(Refusal) -> Decision<Correspondence> {
    Notice(
        template: .interviewReminder, applicationID: event.applicationID, candidateID: event.candidateID,
        language: event.language,
        parameters: ["jobTitle": event.jobTitle, "expiresAt": event.expiresAt.description], occasion: event.expiresAt
    ).requested(in: correspondence, cause)
}
