import Domain

extension Catalogue {
    package static let scoring: [any Event.Type] = [AnswerScored.self, InterviewScored.self]
}

/// One answer was measured and scored, or found insufficient with the reason.
package struct AnswerScored: Event, Hashable {
    package var applicationID: ApplicationID
    package var answer: AnswerResult

    package init(applicationID: ApplicationID, answer: AnswerResult) {
        self.applicationID = applicationID
        self.answer = answer
    }

    package var key: String { applicationID.text }

    package static let schema = Schema(
        "answer-scored", on: .scorecards, "One answer was measured and scored, or found insufficient.",
        [
            .required("applicationID", .identifier, "The application."),
            .required("answer", AnswerResult.shape, "What was measured and scored."),
        ])
    package static let samples = [
        AnswerScored(applicationID: "app-1", answer: .sample),
        AnswerScored(applicationID: "app-1", answer: .insufficientSample),
        AnswerScored(applicationID: "app-1", answer: .codeSample),
    ]
}

/// Every submitted answer is scored: the whole scorecard.
package struct InterviewScored: Event, Hashable {
    package var applicationID: ApplicationID
    package var jobID: JobID
    package var candidateID: CandidateID
    package var language: Language
    package var plan: InterviewPlan
    package var dimensions: [DimensionResult]
    package var answers: [AnswerResult]
    package var submittedAt: Instant

    package init(
        applicationID: ApplicationID, jobID: JobID, candidateID: CandidateID, language: Language, plan: InterviewPlan,
        dimensions: [DimensionResult], answers: [AnswerResult], submittedAt: Instant
    ) {
        self.applicationID = applicationID
        self.jobID = jobID
        self.candidateID = candidateID
        self.language = language
        self.plan = plan
        self.dimensions = dimensions
        self.answers = answers
        self.submittedAt = submittedAt
    }

    package var key: String { applicationID.text }

    package static let schema = Schema(
        "interview-scored", on: .scorecards, "Every submitted answer is scored: the whole scorecard.",
        Field.subject + [
            .required("plan", InterviewPlan.shape, "What was asked and how it is weighed."),
            .required("dimensions", .list(DimensionResult.shape, countMax: 12), "The scores over all answers."),
            .required("answers", .list(AnswerResult.shape, countMax: Limits.questionCountMax), "Each answer."),
            .required("submittedAt", .instant, "When the interview was handed in."),
        ])
    package static let samples = [
        InterviewScored(
            applicationID: "app-1", jobID: "job-1", candidateID: "cand-1", language: .english, plan: .sample,
            dimensions: [.sample, .insufficientSample], answers: [.sample, .insufficientSample], submittedAt: .sample)
    ]
}
