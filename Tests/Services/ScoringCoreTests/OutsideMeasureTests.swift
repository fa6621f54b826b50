import Domain
import Events
import Flow
import FlowTesting
import Testing

@testable import ScoringCore

/// Past results and customers' rating: weighed where the job asks for them, with where they come from.
struct OutsideMeasureTests {
    private let weights = [
        DimensionWeight("problem-solving", weight: 40), DimensionWeight(communication, weight: 30),
        DimensionWeight("sales", weight: 20, isOutside: true), DimensionWeight("feedback", weight: 10, isOutside: true),
    ]

    private func measured(_ dimension: String, _ score: Score, minutes: Int64 = 0) -> OutsideMeasured {
        OutsideMeasured(
            applicationID: "app-1", dimension: dimension, score: score, source: "past-results", measuredOn: nil,
            reportedBy: "ats-1", reportedAt: Instant.sample.advanced(byMinutes: minutes))
    }

    @Test(arguments: [true, false])
    func `a measure counts whenever it comes`(isFirst: Bool) async throws {
        let story = InterviewStory()
        if isFirst { try story.scenario.when(measured("sales", 80)) }
        try await story.score(weights)
        if !isFirst { try story.scenario.when(measured("sales", 80)) }
        let card = try #require(story.cards.last)
        #expect(card.version == (isFirst ? 1 : 2))
        #expect(card.dimensions[2].score == 80 && card.dimensions[2].outside?.source == "past-results")
        #expect(card.dimensions[2].deductions.map(\.points) == [20])
        #expect(card.dimensions[3].outcome == .insufficient)
        if !isFirst {
            #expect(card.changes?.map(\.dimension) == ["sales"])
            #expect(card.changes?[0].causes == [.outsideMeasure] && card.changes?[0].scoreBefore == nil)
        }
    }

    @Test func `the latest report counts, whatever the order in which they come`() async throws {
        let story = InterviewStory()
        try await story.score(weights)
        try story.scenario.when(measured("sales", 90, minutes: 5))
        try story.scenario.when(measured("sales", 20, minutes: 1))
        try story.scenario.when(measured("sales", 90, minutes: 5))
        #expect(story.cards.map { $0.dimensions[2].score } == [nil, 90])
        #expect(story.scenario.deadLetterReasons.isEmpty)
    }

    @Test func `a measure that nobody weighs moves nothing`() async throws {
        let story = InterviewStory()
        try await story.score()
        try story.scenario.when(measured("sales", 90))
        #expect(story.cards.count == 1)
    }

    @Test func `what was measured of somebody goes when they are erased`() async throws {
        let story = InterviewStory()
        try await story.score(weights)
        try story.scenario.when(measured("sales", 90))
        try story.scenario.when(CandidateErased(applicationID: "app-1", candidateID: "cand-1", erasedAt: .sample))
        #expect(try story.scorecard?.measures == nil && story.scorecard?.grades == nil)
    }
}
