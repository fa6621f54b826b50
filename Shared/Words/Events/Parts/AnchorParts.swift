import Domain

/// Answers to a question that the employer wrote for its levels, so that everybody grades on one scale. No score is made of them.
package struct QuestionAnchors: Codable, Sendable, Hashable {
    package var questionID: QuestionID
    package var answers: [AnchorAnswer]

    package init(_ questionID: QuestionID, answers: [AnchorAnswer]) {
        self.questionID = questionID
        self.answers = answers
    }

    /// Of one level.
    package static let countOfLevelMax = 5
    package static let countMax = countOfLevelMax * (AnswerGraded.levelMax + 1)
    /// All anchor answers of a job, in UTF-8.
    package static let bytesOfJobMax = 160 * 1024

    package static let shape = Shape.object([
        .required("questionID", .identifier, "The question."),
        .required("answers", .list(AnchorAnswer.shape, countMax: countMax), "At most five a level."),
    ])

    package static let sample = QuestionAnchors(
        "q1", answers: [AnchorAnswer(level: 4, "I asked the guest what they needed and brought it myself.")])
}

/// An answer as one of a level sounds, in the question's language.
package struct AnchorAnswer: Codable, Sendable, Hashable {
    /// 0 to ``AnswerGraded/levelMax``.
    package var level: Int
    package var text: String

    package init(level: Int, _ text: String) {
        self.level = level
        self.text = text
    }

    package static let charactersMax = 2_000

    package static let shape = Shape.object([
        .required("level", .integer(0, Int64(AnswerGraded.levelMax)), "The level that it stands for."),
        .required("text", .text(charactersMax: charactersMax), "The answer, in the question's language."),
    ])
}
