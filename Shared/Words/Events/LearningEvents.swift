import Domain

extension Catalogue {
    package static let learning: [any Event.Type] = [GradeCounted.self, HeadsTrained.self, AgreementMeasured.self]
}

/// A person's grade beside what was measured of the answer, without a word of it: from these a job's questions learn.
package struct GradeCounted: Event, Hashable {
    package var jobID: JobID
    package var questionID: QuestionID
    package var answerID: AnswerID
    package var dimension: String
    package var gradedBy: ActorID
    package var gradedAt: Instant
    package var countedAt: Instant
    /// 0 to 5; nil: the candidate was erased, and the grade counts no more.
    package var level: Int?
    /// What the rubric alone gives; nil: the answer has no score.
    package var untrained: Score?
    /// What was measured, each from 0 to 1.
    package var features: [Double]?

    package init(
        jobID: JobID, questionID: QuestionID, answerID: AnswerID, dimension: String, gradedBy: ActorID,
        gradedAt: Instant, countedAt: Instant, level: Int?, untrained: Score?, features: [Double]?
    ) {
        self.jobID = jobID
        self.questionID = questionID
        self.answerID = answerID
        self.dimension = dimension
        self.gradedBy = gradedBy
        self.gradedAt = gradedAt
        self.countedAt = countedAt
        self.level = level
        self.untrained = untrained
        self.features = features
    }

    package var key: String { jobID.text }

    package static let schema = Schema(
        "grade-counted", on: .scorecards, "A person's grade was put beside what was measured of the answer.",
        [
            .required("jobID", .identifier, "The job; also the record's key."),
            .required("questionID", .identifier, "The question."),
            .required("answerID", .identifier, "The answer."),
            .required("dimension", .text(charactersMax: 60), "What was graded."),
            .required("gradedBy", .identifier, "Who graded."),
            .required("gradedAt", .instant, "When; of one person's grades the latest counts."),
            .required("countedAt", .instant, "When it was counted; of one grade the latest count holds."),
            .optional("level", .integer(0, Int64(AnswerGraded.levelMax)), "Absent: it counts no more."),
            .optional("untrained", .score, "What the rubric alone gives; absent: the answer has no score."),
            .optional("features", .list(.number(0, 1), countMax: 10), "What was measured, each from 0 to 1."),
        ])
    package static let samples = [
        GradeCounted(
            jobID: "job-1", questionID: "q1", answerID: "app-1.q1.1", dimension: "teamwork", gradedBy: "hr-1",
            gradedAt: .sample, countedAt: .sample, level: 4, untrained: 85, features: [0.85, 0.5, 1, 0.5, 0.9, 1]),
        GradeCounted(
            jobID: "job-1", questionID: "q1", answerID: "app-1.q1.1", dimension: "teamwork", gradedBy: "hr-1",
            gradedAt: .sample, countedAt: .sample, level: nil, untrained: nil, features: nil),
    ]
}

/// What a job's questions learned from grades is another; whoever was interviewed is scored by it.
package struct HeadsTrained: Event, Hashable {
    package var jobID: JobID
    package var heads: [QuestionHead]
    package var trainedAt: Instant

    package init(jobID: JobID, heads: [QuestionHead], trainedAt: Instant) {
        self.jobID = jobID
        self.heads = heads
        self.trainedAt = trainedAt
    }

    package var key: String { jobID.text }

    package static let schema = Schema(
        "heads-trained", on: .scorecards, "A job's questions learned from people's grades.",
        [
            .required("jobID", .identifier, "The job; also the record's key."),
            .required("heads", .list(QuestionHead.shape, countMax: 60), "By question and dimension, all there are."),
            .required("trainedAt", .instant, "When; the latest holds."),
        ])
    package static let samples = [HeadsTrained(jobID: "job-1", heads: [.sample], trainedAt: .sample)]
}

/// How far machine and people, and people among themselves, agree about a job's answers.
package struct AgreementMeasured: Event, Hashable {
    package var jobID: JobID
    package var agreements: [Agreement]
    package var measuredAt: Instant

    package init(jobID: JobID, agreements: [Agreement], measuredAt: Instant) {
        self.jobID = jobID
        self.agreements = agreements
        self.measuredAt = measuredAt
    }

    package var key: String { jobID.text }

    package static let schema = Schema(
        "agreement-measured", on: .scorecards, "How far machine and people agree about a job's answers.",
        [
            .required("jobID", .identifier, "The job; also the record's key."),
            .required("agreements", .list(Agreement.shape, countMax: 150), "By dimension."),
            .required("measuredAt", .instant, "When; the latest holds."),
        ])
    package static let samples = [
        AgreementMeasured(jobID: "job-1", agreements: [.sample, .refusedSample], measuredAt: .sample)
    ]
}
