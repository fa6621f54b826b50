import Domain
import Events
import Flow
import FlowTesting
import ReportingCore
import Testing

@Suite struct CompileReportTests {
    @Test func `a scorecard becomes one report, however often it is delivered`() async throws {
        let story = Scenario("reporting", reactions { work, _ in .sample })
        try story.when(InterviewScored.samples[0], id: "once")
        #expect(try story.when(InterviewScored.samples[0], id: "once") == .duplicate)
        let asked = story.now
        try await story.advance(to: asked.advanced(byMinutes: 1))
        let report = try #require(story.emitted(ReportCompiled.self).first)
        #expect(story.emitted.count == 1)
        #expect(report.version == 1)
        #expect(report.compiledAt == asked)
        // Of the sample's two dimensions one is not in the scorecard, so there is no composite.
        #expect(report.composite == nil)
        #expect(report.recommendation == .hold)
        #expect(report.reasons == ["insufficient:communication"])
        #expect(report.dimensions.map(\.dimension) == ["communication"])
        #expect(try story.state(Report.self, "app-1")?.compiledVersion == 1)
    }

    @Test func `a new scorecard makes the next version and the old one stays`() async throws {
        let story = Scenario("reporting", reactions { work, _ in .sample })
        try story.when(InterviewScored.samples[0])
        try await story.runParked()
        var better = InterviewScored.samples[0]
        better.dimensions = [result("communication", 91)]
        try story.when(better)
        try await story.runParked()
        #expect(story.emitted(ReportCompiled.self).map(\.version) == [1, 2])
        #expect(story.emitted(ReportCompiled.self).last?.composite == 91)
        #expect(story.emitted(ReportCompiled.self).last?.recommendation == .recommend)
    }

    @Test func `a rendering that never succeeds ends in the dead letters with its reason`() async throws {
        let story = Scenario(
            "reporting", reactions { _, _ in throw ActivityFailure("document-refused", "no PDF came") })
        try story.when(InterviewScored.samples[0])
        try await story.runParked()
        #expect(story.emitted.isEmpty)
        #expect(story.deadLetterReasons.count == 1)
    }
}
