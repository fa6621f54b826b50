import Domain

/// What one question learned from people's grades: a straight line over what was measured, and how much of it counts.
package struct QuestionHead: Codable, Sendable, Hashable {
    package var questionID: QuestionID
    package var dimension: String
    package var gradedCount: Int
    /// Of the line, 0 to 1; the rest is the untrained score. 0: grades bear the untrained score out as well as any line would.
    package var weight: Double
    /// Points by which people grade otherwise, each answer foretold from all others.
    package var error: Score
    /// The same of the untrained score.
    package var untrainedError: Score
    package var intercept: Double
    /// Points for each thing that was measured; never negative.
    package var slopes: [Double]

    package init(
        questionID: QuestionID, dimension: String, gradedCount: Int, weight: Double, error: Score,
        untrainedError: Score, intercept: Double, slopes: [Double]
    ) {
        self.questionID = questionID
        self.dimension = dimension
        self.gradedCount = gradedCount
        self.weight = weight
        self.error = error
        self.untrainedError = untrainedError
        self.intercept = intercept
        self.slopes = slopes
    }

    package static let shape = Shape.object([
        .required("questionID", .identifier, "The question."),
        .required("dimension", .text(charactersMax: 60), "What it scores."),
        .required("gradedCount", .integer(1, 1_000_000), "Graded answers from which it learned."),
        .required("weight", .number(0, 1), "Of what was learned; the rest is the untrained score."),
        .required("error", .score, "Points by which people grade otherwise, each answer foretold from the others."),
        .required("untrainedError", .score, "The same of the untrained score."),
        .required("intercept", .number(-10_000, 10_000), "Of the line, in points."),
        .required("slopes", .list(.number(0, 10_000), countMax: 10), "Points for each thing that was measured."),
    ])
    package static let sample = QuestionHead(
        questionID: "q1", dimension: "teamwork", gradedCount: 24, weight: 0.545455, error: 9.5, untrainedError: 14.25,
        intercept: 12.5, slopes: [40, 20.25, 0, 8, 0, 3])
}
