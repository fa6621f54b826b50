import Domain
import Events
import Flow

/// One run of a program on the open examples.
package struct CodeRun: Codable, Sendable, Hashable {
    package var questionID: QuestionID
    /// 1 for the first of the interview.
    package var number: Int
    package var textID: AnswerID
    package var requestedAt: Instant
    /// Nil while it is waited for.
    package var examples: [ExampleResult]?
    /// Why it could not be run, through no fault of the program's.
    package var reason: String?

    /// Runs that are remembered; older ones nobody asks for.
    static let countMax = 20
    package static let perMinuteMax = 6
}

/// The candidate wants to see the program run. It lies in the vault already, under a name that is made from it.
package struct RunCode: Submission {
    package static let name = "run-code"
    package var questionID: QuestionID
    package var textID: AnswerID
    package var codeLanguage: CodeLanguage

    package init(questionID: QuestionID, textID: AnswerID, codeLanguage: CodeLanguage) {
        self.questionID = questionID
        self.textID = textID
        self.codeLanguage = codeLanguage
    }
}

func runCode(
    _ body: RunCode, _ session: InterviewSession?, _ cause: Cause
) throws(Refusal) -> Decision<InterviewSession> {
    guard var session else { throw .noInterview }
    let question = try session.writable(body.questionID, at: cause.now)
    guard let task = question.code, task.languages.contains(body.codeLanguage) else { throw .wrongLanguage }
    guard !task.openExamples.isEmpty else {
        throw Refusal("no-open-example", "This question has no open examples to run.")
    }
    let runs = session.runs ?? []
    guard runs.count(where: { $0.requestedAt.advanced(byMinutes: 1) > cause.now }) < CodeRun.perMinuteMax else {
        throw Refusal("too-many-runs", "A program may be run six times a minute; wait a little.")
    }
    let run = CodeRun(
        questionID: body.questionID, number: (runs.last?.number ?? 0) + 1, textID: body.textID,
        requestedAt: cause.now)
    session.runs = Array((runs + [run]).suffix(CodeRun.countMax))
    return Decision(
        session,
        emitting: [
            CodeRunRequested(
                applicationID: session.applicationID, candidateID: session.candidateID, questionID: body.questionID,
                runID: try session.runID(of: run), textID: body.textID, codeLanguage: body.codeLanguage,
                requestedAt: cause.now)
        ])
}

/// A run came to its end.
func noteRun(
    _ event: CodeJudged, _ session: InterviewSession?, _ cause: Cause
) throws(Refusal) -> Decision<InterviewSession> {
    guard var session, var runs = session.runs else {
        return .nothing(.noConsequence("Nobody asks for this run."))
    }
    for index in runs.indices where try session.runID(of: runs[index]) == event.runID {
        runs[index].examples = event.examples
        runs[index].reason = event.reason
        session.runs = runs
        return Decision(session)
    }
    return .nothing(.noConsequence("The run is too old to be asked for."))
}

extension InterviewSession {
    package func runID(of run: CodeRun) throws(Refusal) -> AnswerID {
        try name("run-\(run.number)", of: run.questionID)
    }
}
