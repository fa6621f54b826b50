import Domain
import Events
import Flow
import Testing

@testable import GatewayCore

/// Where the machine's scores of anchor answers contradict the order of their levels.
struct AnchorOrderTests {
    private func scores(_ question: QuestionID, _ all: [(level: Int, score: Score?)]) -> [AnchorScore] {
        all.enumerated().map { AnchorScore(questionID: question, number: $0, level: $1.level, score: $1.score) }
    }

    @Test(
        arguments: [
            (all: [(0, 10), (2, 40), (5, 90)], pairs: []),
            ([(2, 60), (4, 55)], [[4, 2]]),
            ([(4, 55), (2, 60)], [[4, 2]]),
            ([(2, 60), (4, 60)], []),
            ([(3, 70), (3, 20)], []),
            ([(0, 50), (1, 40), (2, 30)], [[2, 0], [1, 0], [2, 1]]),
            ([(1, nil), (4, 30)], []),
        ] as [(all: [(Int, Score?)], pairs: [[Int]])])
    func `a higher level with fewer points contradicts, the widest first`(
        all: [(Int, Score?)], pairs: [[Int]]
    ) {
        let order = AnchorOrder(scores("q1", all.map { (level: $0.0, score: $0.1) }))
        #expect(order.contradictions.map { [$0.higher.level, $0.lower.level] } == pairs)
        #expect(order.unscored.count == all.count { $0.1 == nil })
    }

    @Test func `questions are looked at apart, and of each a few are told`() {
        let falling = scores("q1", (0...5).map { (level: $0, score: Score(clamping: Double(90 - $0))) })
        let order = AnchorOrder(falling + scores("q2", [(level: 0, score: 95)]))
        #expect(order.contradictions.count == AnchorOrder.countMax)
        #expect(order.contradictions.allSatisfy { $0.questionID == "q1" })
    }

    @Test func `what was checked is shown beside the very anchors that it is of`() throws {
        let cause = Cause.stimulus("checked", now: .sample)
        var view = shown("job-3", .rubricSample, nil, cause)
        var checked = AnchorsChecked.samples[0]
        checked.mark = try #require(view.job.interview.anchorMark)
        view = try #require(try showAnchors(checked, view, cause).state)
        #expect(view.anchorOrder?.unscored.count == 1)
        #expect(try showAnchors(checked, view, cause).isEmpty, "told twice")
        var job = view.job
        job.interview.anchors?[0].answers[0].level = 3
        view = shown("job-3", job, view, cause)
        #expect(view.anchorOrder == nil, "the machine has not scored these yet")
        job.interview.anchors = nil
        #expect(shown("job-3", job, view, cause).anchorOrder == nil)
    }
}
