import Domain
import Events

/// What the machine's scores of a job's anchor answers say about its rubrics: whether they come in the order of the levels.
package struct AnchorOrder: Sendable, Hashable {
    /// Two anchor answers of a question that the machine puts the other way round.
    package struct Contradiction: Sendable, Hashable {
        package let questionID: QuestionID
        /// Of the higher level, with fewer points.
        package let higher: AnchorScore
        package let lower: AnchorScore
    }

    /// Of each question those that lie farthest apart, at most ``countMax``.
    package let contradictions: [Contradiction]
    /// Anchor answers with too little for a score; they are compared with none.
    package let unscored: [AnchorScore]

    package static let countMax = 5

    package init(_ scores: [AnchorScore]) {
        unscored = scores.filter { $0.score == nil }
        var questions: [QuestionID] = []
        for score in scores where !questions.contains(score.questionID) { questions.append(score.questionID) }
        contradictions = questions.flatMap { question in
            let own = scores.filter { $0.questionID == question && $0.score != nil }
            let pairs = own.flatMap { higher in
                own.filter { $0.level < higher.level && Self.gap($0, higher) > 0 }.map {
                    Contradiction(questionID: question, higher: higher, lower: $0)
                }
            }
            let widest = pairs.enumerated().sorted {
                let (one, other) = ($0.element, $1.element)
                return (Self.gap(other.lower, other.higher), $0.offset) < (Self.gap(one.lower, one.higher), $1.offset)
            }
            return widest.prefix(Self.countMax).map(\.element)
        }
    }

    /// How many hundredths of a point the lower one has more.
    private static func gap(_ lower: AnchorScore, _ higher: AnchorScore) -> Int {
        (lower.score?.hundredths ?? 0) - (higher.score?.hundredths ?? 0)
    }
}

extension JobView {
    /// Nil where the job has no anchor answers, or the machine has not yet scored those that it has now.
    package var anchorOrder: AnchorOrder? {
        guard let check = anchorCheck, check.mark == job.interview.anchorMark else { return nil }
        return AnchorOrder(check.scores)
    }
}
