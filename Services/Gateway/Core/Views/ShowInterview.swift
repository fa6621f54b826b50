import Domain
import Events
import Flow

func showInvited(
    _ event: InterviewInvited, _ view: ApplicationView?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationView> {
    show(event, event.applicationID, view, cause, ["expiresAt": "\(event.expiresAt)"]) { view in
        var interview = view.interview ?? ApplicationView.Interview()
        interview.invitedAt = event.invitedAt
        interview.expiresAt = event.expiresAt
        interview.questionCount = event.plan.questions.count
        view.interview = interview
    }
}

func showReminded(
    _ event: InterviewReminded, _ view: ApplicationView?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationView> {
    show(event, event.applicationID, view, cause)
}

func showExpired(
    _ event: InterviewExpired, _ view: ApplicationView?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationView> {
    show(event, event.applicationID, view, cause)
}

func showConsent(
    _ event: ConsentGiven, _ view: ApplicationView?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationView> {
    let details = ["purposes": list(event.purposes), "textVersion": event.textVersion]
    return show(event, event.applicationID, view, cause, details)
}

func showConsentWithdrawn(
    _ event: ConsentWithdrawn, _ view: ApplicationView?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationView> {
    show(event, event.applicationID, view, cause, ["purposes": list(event.purposes)])
}

func showHumanWay(
    _ event: HumanWayRequested, _ view: ApplicationView?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationView> {
    show(event, event.applicationID, view, cause)
}

func showStarted(
    _ event: InterviewStarted, _ view: ApplicationView?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationView> {
    show(event, event.applicationID, view, cause)
}

func showAnswer(
    _ event: AnswerRecorded, _ view: ApplicationView?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationView> {
    let details = ["questionID": event.questionID.text, "answerID": event.answerID.text, "bytes": "\(event.byteCount)"]
    return show(event, event.applicationID, view, cause, details) { $0.noteAnswer(to: event.questionID) }
}

func showWritten(
    _ event: AnswerWritten, _ view: ApplicationView?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationView> {
    let details = [
        "questionID": event.questionID.text, "answerID": event.answerID.text, "form": event.form.rawValue,
    ]
    return show(event, event.applicationID, view, cause, details) { $0.noteAnswer(to: event.questionID) }
}

extension ApplicationView {
    fileprivate mutating func noteAnswer(to question: QuestionID) {
        var interview = self.interview ?? Interview()
        if !interview.answeredQuestionIDs.contains(question) { interview.answeredQuestionIDs.append(question) }
        self.interview = interview
    }
}

func showSubmitted(
    _ event: InterviewSubmitted, _ view: ApplicationView?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationView> {
    let unanswered = event.unanswered?.map(\.text).joined(separator: " ")
    let details = ["answers": "\(event.answers.count)", "unanswered": unanswered]
    return show(event, event.applicationID, view, cause, details) { view in
        var interview = view.interview ?? ApplicationView.Interview()
        interview.submittedAt = event.submittedAt
        view.interview = interview
    }
}

func showSurvey(
    _ event: SurveyAnswered, _ view: ApplicationView?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationView> {
    show(event, event.applicationID, view, cause) { view in
        var interview = view.interview ?? ApplicationView.Interview()
        interview.satisfaction = event.satisfaction
        view.interview = interview
    }
}

private func list(_ purposes: [ConsentPurpose]) -> String {
    purposes.map(\.rawValue).joined(separator: " ")
}
