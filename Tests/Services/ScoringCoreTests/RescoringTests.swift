import Domain
import Events
import Flow
import FlowTesting
import Testing

@testable import ScoringCore

/// Interviews are scored anew from what was measured; both scorecards stay, and each says what moved and why.
struct RescoringTests {
    private func weights(_ first: Int, _ second: Int) -> [DimensionWeight] {
        [DimensionWeight("problem-solving", weight: first), DimensionWeight(communication, weight: second)]
    }

    @Test(arguments: [(15, 25), (20, 30), (30, 60)])
    func `when a weight goes up everybody is weighed anew, and the old scorecard stays`(old: Int, new: Int) async throws
    {
        let story = InterviewStory()
        try await story.score(weights(100 - old, old))
        try await story.revise(weights(100 - new, new))
        let cards = story.cards
        #expect(cards.map(\.version) == [1, 2])
        #expect(cards[1].plan.dimensions == weights(100 - new, new))
        #expect(cards[1].dimensions.map(\.score) == cards[0].dimensions.map(\.score))
        #expect(cards[1].answers == cards[0].answers, "nothing is heard again")
        let change = try #require(cards[1].changes?.last)
        #expect(change.dimension == communication && change.causes == [.weights])
        #expect(change.weightBefore == old && change.weightAfter == new && change.scoreBefore == change.scoreAfter)
        #expect(cards[0].changes == nil)
        #expect(try story.scorecard?.versions?.map(\.weights) == [weights(100 - old, old), weights(100 - new, new)])
    }

    @Test func `where nothing moves nothing is told`() async throws {
        let story = InterviewStory()
        try await story.score()
        try story.scenario.when(RescoringRequested.samples[0])
        try await story.settle()
        try await story.revise(InterviewStory.weights)
        #expect(story.cards.count == 1)
        #expect(story.scenario.emitted(RescoringDue.self).count == 2)
        #expect(story.scenario.deadLetterReasons.isEmpty)
    }

    @Test func `nobody is held to a dimension that the interview did not ask about`() async throws {
        let story = InterviewStory()
        try await story.score()
        try await story.revise(InterviewStory.weights.dropLast() + [DimensionWeight("leadership", weight: 15)])
        #expect(story.cards.count == 1)
    }

    @Test func `an interview that is still going on is scored by the newest weights, once`() async throws {
        let story = InterviewStory()
        try story.scenario.when(JobOpened(jobID: "job-1", job: InterviewStory.job(InterviewStory.weights)))
        try story.scenario.when(InterviewStory.invited())
        try await story.revise(weights(40, 60))
        try await story.score()
        #expect(story.cards.map(\.version) == [1])
        #expect(story.cards[0].plan.dimensions == weights(40, 60))
    }

    @Test func `an invitation takes the weights that hold at that moment`() async throws {
        let story = InterviewStory(found: [])
        try story.scenario.when(JobOpened(jobID: "job-1", job: InterviewStory.job(InterviewStory.weights)))
        try await story.revise(weights(40, 60))
        try await story.score()
        #expect(story.cards.map(\.plan.dimensions) == [weights(40, 60)])
    }

    @Test func `a scorecard that the search missed is found by its second look`() async throws {
        let first = FindScorecards(jobID: "job-1", termsVersion: 1, after: nil, isSecondLook: false)
        var terms = ScoringTerms()
        terms.version = 1
        let cause = Cause.stimulus("look", now: .sample)
        let found = try (0..<FindScorecards.countMax).map { try ApplicationID("app-\($0)") }
        let full = try passTermsOn(first, found, terms, cause)
        #expect(full.events.count == FindScorecards.countMax)
        #expect((full.performs.first?.work as? FindScorecards)?.after == found.last)
        let last = try passTermsOn(first, ["app-1"], terms, cause)
        #expect((last.performs.first?.work as? FindScorecards)?.isSecondLook == true)
        #expect(last.performs.first?.at == Instant.sample.advanced(byMinutes: 1))
        terms.version = 2
        #expect(try passTermsOn(first, found, terms, cause).isEmpty, "newer terms are passed on by themselves")
    }

    @Test func `whoever took the consent back, or was erased, is not scored anew`() async throws {
        for isErased in [true, false] {
            let story = InterviewStory()
            try await story.score()
            if isErased {
                try story.scenario.when(
                    CandidateErased(applicationID: "app-1", candidateID: "cand-1", erasedAt: .sample))
            } else {
                try story.scenario.when(
                    ConsentWithdrawn(applicationID: "app-1", purposes: [.aiAssessment], withdrawnAt: .sample))
            }
            try await story.revise(weights(40, 60))
            #expect(story.cards.count == 1)
        }
    }

    @Test func `of many versions the first and the newest stay`() async throws {
        let story = InterviewStory()
        try await story.score()
        for weight in 20..<35 { try await story.revise(weights(100 - weight, weight)) }
        let numbers = try #require(try story.scorecard?.versions?.map(\.number))
        #expect(numbers == [1] + (8...16))
        #expect(story.cards.last?.version == 16)
    }

    @Test func `what was measured under an older rubric is told as moved by the rubric`() throws {
        var (before, after) = (
            AppliedTerms(version: 1, formula: 1, weights: nil), AppliedTerms(version: 2, formula: 2, weights: nil)
        )
        func version(_ score: Score) -> ScorecardVersion {
            ScorecardVersion(
                number: 1, weights: [DimensionWeight("teamwork", weight: 100)],
                dimensions: [
                    DimensionResult(
                        dimension: "teamwork", outcome: .scored, score: score, deductions: [], evidence: [])
                ], changes: [], scoredAt: .sample)
        }
        let moved = changes(from: (version(80), before), to: (version(85), after))
        #expect(moved.map(\.causes) == [[.rubric]])
        #expect(moved[0].scoreBefore == 80 && moved[0].scoreAfter == 85)
        (before.formula, after.version) = (2, 3)
        #expect(changes(from: (version(85), before), to: (version(85), after)).isEmpty)
    }
}
