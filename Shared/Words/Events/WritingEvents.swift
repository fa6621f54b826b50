import Domain

extension Catalogue {
    package static let writing: [any Event.Type] = [AnswerWritten.self, CodeRunRequested.self, CodeJudged.self]
}

/// The candidate handed in a written answer; its words lie in the vault.
package struct AnswerWritten: Event, Hashable {
    package var applicationID: ApplicationID
    package var candidateID: CandidateID
    package var questionID: QuestionID
    package var answerID: AnswerID
    /// 1 for the first.
    package var take: Int
    /// The name of its words in the vault.
    package var textID: AnswerID
    package var form: QuestionForm
    /// Of a program.
    package var codeLanguage: CodeLanguage?
    package var writtenAt: Instant

    package init(
        applicationID: ApplicationID, candidateID: CandidateID, questionID: QuestionID, answerID: AnswerID, take: Int,
        textID: AnswerID, form: QuestionForm, codeLanguage: CodeLanguage?, writtenAt: Instant
    ) {
        self.applicationID = applicationID
        self.candidateID = candidateID
        self.questionID = questionID
        self.answerID = answerID
        self.take = take
        self.textID = textID
        self.form = form
        self.codeLanguage = codeLanguage
        self.writtenAt = writtenAt
    }

    package var key: String { applicationID.text }

    package static let schema = Schema(
        "answer-written", on: .interviews, "The candidate handed in a written answer.",
        [
            .required("applicationID", .identifier, "The application."),
            .required("candidateID", .identifier, "The candidate."),
            .required("questionID", .identifier, "The question."),
            .required("answerID", .identifier, "The answer."),
            .required("take", .integer(1, 10), "1 for the first."),
            .required("textID", .identifier, "Its words in the vault."),
            .required("form", .word(QuestionForm.self), "Text or code."),
            .optional("codeLanguage", .word(CodeLanguage.self), "In which a program is written."),
            .required("writtenAt", .instant, "When it was handed in."),
        ])
    package static let samples = [
        AnswerWritten(
            applicationID: "app-1", candidateID: "cand-1", questionID: "q3", answerID: "app-1.q3.1", take: 1,
            textID: "app-1.q3.text-e3b0c44298fc1c149afbf4c8", form: .code, codeLanguage: .python, writtenAt: .sample),
        AnswerWritten(
            applicationID: "app-1", candidateID: "cand-1", questionID: "q2", answerID: "app-1.q2.1", take: 1,
            textID: "app-1.q2.text-e3b0c44298fc1c149afbf4c8", form: .text, codeLanguage: nil, writtenAt: .sample),
    ]
}

/// The candidate wants to see the program run on the open examples.
package struct CodeRunRequested: Event, Hashable {
    package var applicationID: ApplicationID
    package var candidateID: CandidateID
    package var questionID: QuestionID
    package var runID: AnswerID
    /// The name of the program in the vault.
    package var textID: AnswerID
    package var codeLanguage: CodeLanguage
    package var requestedAt: Instant

    package init(
        applicationID: ApplicationID, candidateID: CandidateID, questionID: QuestionID, runID: AnswerID,
        textID: AnswerID, codeLanguage: CodeLanguage, requestedAt: Instant
    ) {
        self.applicationID = applicationID
        self.candidateID = candidateID
        self.questionID = questionID
        self.runID = runID
        self.textID = textID
        self.codeLanguage = codeLanguage
        self.requestedAt = requestedAt
    }

    package var key: String { applicationID.text }

    package static let schema = Schema(
        "code-run-requested", on: .interviews, "The candidate wants to see the program run on the open examples.",
        [
            .required("applicationID", .identifier, "The application."),
            .required("candidateID", .identifier, "The candidate."),
            .required("questionID", .identifier, "The question."),
            .required("runID", .identifier, "The run; what came of it is said under this name."),
            .required("textID", .identifier, "The program in the vault."),
            .required("codeLanguage", .word(CodeLanguage.self), "In which the program is written."),
            .required("requestedAt", .instant, "When."),
        ])
    package static let samples = [
        CodeRunRequested(
            applicationID: "app-1", candidateID: "cand-1", questionID: "q3", runID: "app-1.q3.run-1",
            textID: "app-1.q3.text-e3b0c44298fc1c149afbf4c8", codeLanguage: .cpp, requestedAt: .sample)
    ]
}

/// A program was run on the open examples; what it wrote lies in the vault beside it.
package struct CodeJudged: Event, Hashable {
    package var applicationID: ApplicationID
    package var questionID: QuestionID
    package var runID: AnswerID
    /// Why it could not be run, through no fault of the program's.
    package var reason: String?
    package var examples: [ExampleResult]
    package var judgedAt: Instant

    package init(
        applicationID: ApplicationID, questionID: QuestionID, runID: AnswerID, reason: String?,
        examples: [ExampleResult], judgedAt: Instant
    ) {
        self.applicationID = applicationID
        self.questionID = questionID
        self.runID = runID
        self.reason = reason
        self.examples = examples
        self.judgedAt = judgedAt
    }

    package var key: String { applicationID.text }

    package static let schema = Schema(
        "code-judged", on: .scorecards, "A program was run on the open examples.",
        [
            .required("applicationID", .identifier, "The application."),
            .required("questionID", .identifier, "The question."),
            .required("runID", .identifier, "The run."),
            .optional("reason", .code, "Why it could not be run."),
            .required(
                "examples", .list(ExampleResult.shape, countMax: CodeTask.exampleCountMax), "Each open example."),
            .required("judgedAt", .instant, "When."),
        ])
    package static let samples = [
        CodeJudged(
            applicationID: "app-1", questionID: "q3", runID: "app-1.q3.run-1", reason: nil,
            examples: [
                ExampleResult(number: 1, verdict: .passed, milliseconds: 21),
                ExampleResult(number: 2, verdict: .notCompiled, milliseconds: nil),
            ], judgedAt: .sample),
        CodeJudged(
            applicationID: "app-1", questionID: "q3", runID: "app-1.q3.run-2", reason: "code-not-judged",
            examples: [], judgedAt: .sample),
    ]
}
