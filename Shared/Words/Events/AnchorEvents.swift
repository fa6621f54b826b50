import Domain

extension Catalogue {
    package static let anchors: [any Event.Type] = [AnchorsChecked.self]
}

/// The employer's anchor answers were scored as answers are: where their order is another than that of their levels, the machine
/// and the employer do not mean the same.
package struct AnchorsChecked: Event, Hashable {
    package var jobID: JobID
    /// Of what was looked at, as ``InterviewTemplate/anchorMark`` says it.
    package var mark: String
    package var scores: [AnchorScore]
    package var checkedAt: Instant

    package init(jobID: JobID, mark: String, scores: [AnchorScore], checkedAt: Instant) {
        self.jobID = jobID
        self.mark = mark
        self.scores = scores
        self.checkedAt = checkedAt
    }

    package var key: String { jobID.text }

    package static let schema = Schema(
        "anchors-checked", on: .scorecards, "The employer's anchor answers were scored as answers are.",
        [
            .required("jobID", .identifier, "The job; also the record's key."),
            .required("mark", .text(charactersMax: 16), "Of what was looked at: anchors, their questions and rubrics."),
            .required(
                "scores", .list(AnchorScore.shape, countMax: QuestionAnchors.countMax * Limits.questionCountMax),
                "Each anchor answer."),
            .required("checkedAt", .instant, "When."),
        ])
    package static let samples = [
        AnchorsChecked(
            jobID: "job-1", mark: "00c0ffee00c0ffee",
            scores: [
                AnchorScore(questionID: "q1", number: 0, level: 1, score: nil),
                AnchorScore(questionID: "q1", number: 1, level: 4, score: 62.5),
            ], checkedAt: .sample)
    ]
}

/// What the machine gives an anchor answer in the dimension of its question.
package struct AnchorScore: Codable, Sendable, Hashable {
    package var questionID: QuestionID
    /// Its place among the anchor answers of the question, from 0.
    package var number: Int
    /// As the employer says it.
    package var level: Int
    /// By the rubric alone, without what was learned from grades; nil: there was too little to score.
    package var score: Score?

    package init(questionID: QuestionID, number: Int, level: Int, score: Score?) {
        self.questionID = questionID
        self.number = number
        self.level = level
        self.score = score
    }

    package static let shape = Shape.object([
        .required("questionID", .identifier, "The question."),
        .required(
            "number", .integer(0, Int64(QuestionAnchors.countMax)),
            "Its place among the anchors of the question, from 0."),
        .required("level", .integer(0, Int64(AnswerGraded.levelMax)), "As the employer says it."),
        .optional("score", .score, "By the rubric alone; absent: too little to score."),
    ])
}

extension InterviewTemplate {
    /// Follows from the anchor answers and from all by which they are scored; nil where there are none.
    package var anchorMark: String? {
        guard let anchors, !anchors.isEmpty else { return nil }
        var mark = ContentMark()
        for own in anchors {
            mark.add(own.questionID.text)
            mark.add(own.answers.flatMap { ["\($0.level)", $0.text] })
            guard let question = questions.first(where: { $0.questionID == own.questionID }) else { continue }
            mark.add([question.text, question.language.rawValue, question.competency, question.referenceAnswer ?? ""])
            for topic in question.topics { mark.add([topic.name] + topic.anyOf) }
            mark.add(rubrics?.first { $0.dimension == question.competency }?.version ?? "")
        }
        return mark.text
    }
}
