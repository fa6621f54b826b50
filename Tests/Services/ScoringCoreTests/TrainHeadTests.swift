import Domain
import Events
import JSON
import Testing

@testable import ScoringCore

/// What one question learns from people's grades.
struct TrainHeadTests {
    /// Answers whose grades follow what was measured by `grade`, with a little noise of the graders; the same each time.
    private func graded(
        _ count: Int, noise: Double = 0, untrained: ([Double]) -> Double = { 100 * $0[1] },
        _ grade: ([Double]) -> Double
    ) throws -> [GradedAnswer] {
        var seed: UInt64 = 7
        func next() -> Double {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(seed >> 11) / Double(1 << 53)
        }
        return try (0..<count).map { index in
            var features = (0..<AnswerFeatures.count).map { _ in next() }
            let score = untrained(features)
            features[0] = score / 100
            let people = grade(features) + noise * (next() + next() - 1)
            return GradedAnswer(
                answerID: try AnswerID("a\(1000 + index)"), untrained: score, features: features,
                people: min(100, max(0, people)))
        }
    }

    /// People look at what somebody did, which the rubric counts little.
    private let ownActs: ([Double]) -> Double = { 20 + 70 * $0[2] }

    @Test func `below twenty graded answers nothing is learned`() throws {
        #expect(trainedHead(try graded(19, ownActs), of: "q1", dimension: "teamwork") == nil)
        let head = try #require(trainedHead(try graded(20, ownActs), of: "q1", dimension: "teamwork"))
        #expect(head.gradedCount == 20 && head.weight == 0.5)
    }

    @Test func `the more grades there are the less the rubric alone counts, and the error falls`() throws {
        let heads = try [20, 60, 300].map {
            try #require(trainedHead(try graded($0, ownActs), of: "q1", dimension: "d"))
        }
        #expect(heads[0].weight < heads[1].weight && heads[1].weight < heads[2].weight && heads[2].weight < 0.95)
        #expect(heads[0].error > heads[1].error && heads[1].error > heads[2].error)
        for head in heads { #expect(head.error < head.untrainedError) }
    }

    @Test func `no slope is ever negative: to say more of what is asked never costs`() throws {
        // People grade higher who tell fewer facts; the line may not learn that.
        let head = try #require(trainedHead(try graded(60) { 90 - 60 * $0[3] }, of: "q1", dimension: "d"))
        #expect(head.slopes.allSatisfy { $0 >= 0 } && head.slopes[3] == 0)
    }

    @Test func `grades that say what the rubric says, or nothing at all, move no score`() throws {
        let agreeing = try #require(
            trainedHead(try graded(40, untrained: { 100 * $0[1] }) { 100 * $0[1] }, of: "q1", dimension: "d"))
        #expect(agreeing.weight == 0 && agreeing.error == .zero)
    }

    @Test func `the stated error is that of answers that were left out, so noise is not learned`() throws {
        let head = try #require(trainedHead(try graded(20, noise: 45) { _ in 50 }, of: "q1", dimension: "d"))
        let line = MonotoneRidge(intercept: head.intercept, slopes: head.slopes)
        let answers = try graded(20, noise: 45) { _ in 50 }
        let seen = answers.reduce(0) { sum, answer in
            let score = (1 - head.weight) * answer.untrained + head.weight * line.value(at: answer.features)
            return sum + (score - answer.people) * (score - answer.people)
        }
        #expect(head.error.points > (seen / 20).squareRoot(), "what a line has seen it foretells too well")
    }

    @Test func `equal grades give equal bytes in whatever order they came`() throws {
        let answers = try graded(47, noise: 20, ownActs)
        let bytes = try JSON.encode(try #require(trainedHead(answers, of: "q1", dimension: "d")))
        for order in [Array(answers.reversed()), Array(answers[20...] + answers[..<20])] {
            #expect(try JSON.encode(trainedHead(order, of: "q1", dimension: "d")) == bytes)
        }
    }

    @Test func `answers that were never seen are foretold better than by the rubric alone`() throws {
        let all = try graded(240, noise: 15, ownActs)
        let head = try #require(trainedHead(Array(all.prefix(120)), of: "q1", dimension: "d"))
        func error(_ score: (GradedAnswer) -> Double) -> Double {
            let squares = all.suffix(120).reduce(0) { $0 + (score($1) - $1.people) * (score($1) - $1.people) }
            return (squares / 120).squareRoot()
        }
        let line = MonotoneRidge(intercept: head.intercept, slopes: head.slopes)
        let trained = error { (1 - head.weight) * $0.untrained + head.weight * line.value(at: $0.features) }
        #expect(trained < 0.5 * error(\.untrained))
        #expect(abs(trained - head.error.points) < 0.25 * trained, "and the error that was stated holds for them")
    }
}
