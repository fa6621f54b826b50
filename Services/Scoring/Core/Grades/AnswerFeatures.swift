import Domain
import Events

/// What of an answer a question learns from: the score by the rubric alone, and what was measured beside it, each from 0 to 1. No
/// length, pace or voice is among it, so that no grade teaches to reward them.
struct AnswerFeatures: Sendable, Hashable {
    var untrained: Score
    var values: [Double]

    static let count = 6

    /// Nil of what was measured before clauses were read.
    init?(_ observation: Observation, of question: Question, untrained score: Score) {
        guard let content = observation.content else { return nil }
        let told = content.clauses.filter { $0.standing == .told || $0.standing == .supposed }
        func tokens(_ clauses: [ContentObservation.ClauseObservation]) -> Double {
            Double(clauses.reduce(0) { $0 + $1.tokenCount })
        }
        let all = tokens(content.clauses)
        untrained = score
        values = [
            score.points / 100,
            content.share(of: question),
            min(1, Double(content.clauses.count(where: \.isOwnAct)) / Self.ownActsEnough),
            min(1, Double(content.clauses.count(where: \.isConcrete)) / Self.concreteClausesEnough),
            all > 0 ? tokens(told) / all : 0,
            min(1, Double(observation.connectiveKindCount) / Self.orderKindsEnough),
        ].map { ($0 * 1_000_000).rounded() / 1_000_000 }
    }

    private static let ownActsEnough = 3.0
    private static let concreteClausesEnough = 2.0
    private static let orderKindsEnough = 2.0
}
