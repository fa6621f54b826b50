import Domain
import Events
import Flow

/// The candidate hands a written answer in. Its words lie in the vault already, under a name that is made from them.
package struct HandInWritten: Submission {
    package static let name = "hand-in-written"
    package var questionID: QuestionID
    package var textID: AnswerID
    package var codeLanguage: CodeLanguage?

    package init(questionID: QuestionID, textID: AnswerID, codeLanguage: CodeLanguage?) {
        self.questionID = questionID
        self.textID = textID
        self.codeLanguage = codeLanguage
    }
}

func handInWritten(
    _ body: HandInWritten, _ session: InterviewSession?, _ cause: Cause
) throws(Refusal) -> Decision<InterviewSession> {
    guard var session else { throw .noInterview }
    let question = try session.writable(body.questionID, at: cause.now)
    if question.form == .code {
        guard let language = body.codeLanguage, question.code?.languages.contains(language) == true else {
            throw .wrongLanguage
        }
    }
    let take = session.nextTake(of: body.questionID)
    let answerID = try answerID(session.applicationID, body.questionID, take)
    session.takes.append(
        InterviewSession.Take(questionID: body.questionID, answerID: answerID, take: take, recordedAt: cause.now))
    return Decision(
        session,
        emitting: [
            AnswerWritten(
                applicationID: session.applicationID, candidateID: session.candidateID, questionID: body.questionID,
                answerID: answerID, take: take, textID: body.textID,
                form: session.writtenForm(of: question) ?? question.form,
                codeLanguage: question.form == .code ? body.codeLanguage : nil, writtenAt: cause.now)
        ])
}

extension InterviewSession {
    /// The question, if an answer to it may be written now.
    package func writable(_ id: QuestionID, at now: Instant) throws(Refusal) -> Question {
        try checkAnswering(at: now)
        let question = try written(id)
        guard isShown(question) else { throw Refusal("not-opened", "Open the question first.") }
        guard running(at: now)?.questionID != id else { throw .takeRunning }
        guard takesLeft(of: question) > 0 else { throw .noTakeLeft }
        return question
    }

    /// A question of this interview that is answered in writing, or may be.
    package func written(_ id: QuestionID) throws(Refusal) -> Question {
        guard let question = question(id) else { throw .noQuestion }
        guard writtenForm(of: question) != nil else {
            throw Refusal("answered-by-speaking", "This question is answered before the camera.")
        }
        return question
    }

    /// What words of an answer to the question are called in the vault.
    package func textID(_ digest: String, of question: QuestionID) throws(Refusal) -> AnswerID {
        try name("text-\(digest)", of: question)
    }

    func name(_ last: String, of question: QuestionID) throws(Refusal) -> AnswerID {
        do throws(InvalidIdentifier) { return try AnswerID("\(applicationID.text).\(question.text).\(last)") } catch {
            throw Refusal(
                "identifier-too-long", "The application's and the question's identifiers are too long together.")
        }
    }
}

extension Refusal {
    static let wrongLanguage = Refusal(
        "malformed-language", "This question does not take a program in this language.")
}
