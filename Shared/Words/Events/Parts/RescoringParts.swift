import Domain

/// What moved in a dimension since the scorecard before, and why.
package struct ScoreChange: Codable, Sendable, Hashable {
    package var dimension: String
    /// Nil: there was no score, or there is none.
    package var scoreBefore: Score?
    package var scoreAfter: Score?
    /// Percent of the composite.
    package var weightBefore: Int
    package var weightAfter: Int
    package var causes: [ScoreChangeCause]

    package init(
        dimension: String, scoreBefore: Score?, scoreAfter: Score?, weightBefore: Int, weightAfter: Int,
        causes: [ScoreChangeCause]
    ) {
        self.dimension = dimension
        self.scoreBefore = scoreBefore
        self.scoreAfter = scoreAfter
        self.weightBefore = weightBefore
        self.weightAfter = weightAfter
        self.causes = causes
    }

    package static let shape = Shape.object([
        .required("dimension", .text(charactersMax: 60), "What moved."),
        .optional("scoreBefore", .score, "Absent: there was none."),
        .optional("scoreAfter", .score, "Absent: there is none."),
        .required("weightBefore", .integer(0, 100), "Percent of the composite before."),
        .required("weightAfter", .integer(0, 100), "Percent of the composite now."),
        .required("causes", .list(.word(ScoreChangeCause.self), countMax: 4), "Why."),
    ])
    package static let sample = ScoreChange(
        dimension: "teamwork", scoreBefore: 80, scoreAfter: 85, weightBefore: 40, weightAfter: 60,
        causes: [.weights, .grades])
}

package enum ScoreChangeCause: String, Codable, Sendable, CaseIterable, Hashable {
    /// The job weighs it otherwise.
    case weights
    /// The rubric, or the way in which it is read, is another.
    case rubric
    /// People graded answers to its questions.
    case grades
    /// It was measured elsewhere.
    case outsideMeasure = "outside-measure"
}

/// How people's grades moved a score.
package struct Calibration: Codable, Sendable, Hashable {
    /// What the rubric alone gives.
    package var untrained: Score
    /// Graded answers from which was learned.
    package var gradedCount: Int

    package init(untrained: Score, gradedCount: Int) {
        self.untrained = untrained
        self.gradedCount = gradedCount
    }

    package static let shape = Shape.object([
        .required("untrained", .score, "What the rubric alone gives."),
        .required("gradedCount", .integer(1, 1_000_000), "Graded answers from which was learned."),
    ])
}

/// Where a score comes from that was measured elsewhere.
package struct OutsideSource: Codable, Sendable, Hashable {
    /// `past-results`, `customer-rating`, …
    package var source: String
    package var measuredOn: CalendarDate?
    package var reportedBy: ActorID
    package var reportedAt: Instant

    package init(source: String, measuredOn: CalendarDate?, reportedBy: ActorID, reportedAt: Instant) {
        self.source = source
        self.measuredOn = measuredOn
        self.reportedBy = reportedBy
        self.reportedAt = reportedAt
    }

    package static let shape = Shape.object([
        .required("source", .code, "Where it comes from."),
        .optional("measuredOn", .date, "On which day it was measured."),
        .required("reportedBy", .identifier, "Who reported it."),
        .required("reportedAt", .instant, "When."),
    ])
}
