import Domain
import Events
import Flow
import FlowTesting
import ReportingCore
import Synchronization
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

    /// The work that was asked for of documents to be deleted, of a story that began with a report.
    private func forgetting(_ story: (Scenario) async throws -> Void) async throws -> (Scenario, [[Int]]) {
        let versions = Versions()
        let scenario = Scenario(
            "reporting",
            reactions(
                render: { _, _ in .sample },
                forget: { work, _ in
                    versions.forgotten.withLock { $0.append(work.versions) }
                    return work.candidateID == "cand-1"
                }))
        try await story(scenario)
        return (scenario, versions.forgotten.withLock { $0 })
    }

    private final class Versions: Sendable {
        let forgotten = Mutex<[[Int]]>([])
    }

    private static let forgotten = FaceFeaturesForgotten(applicationID: "app-1", forgottenAt: .sample)

    @Test func `a report that may tell of a face is made anew without it, and its documents go at once`() async throws {
        var changed = InterviewScored.samples[0]
        changed.changes = InterviewScored.samples.compactMap(\.changes).first
        let (story, versions) = try await forgetting { story in
            try story.when(changed)
            try await story.runParked()
            try story.when(Self.forgotten)
            try await story.runParked()
        }
        let reports = story.emitted(ReportCompiled.self)
        #expect(reports.map(\.version) == [1, 2] && versions == [[1]])
        #expect(reports[0].composite == reports[1].composite && reports[0].recommendation == reports[1].recommendation)
        #expect(reports[1].changes == nil, "nothing moved")
        #expect(try story.state(Report.self, "app-1")?.scorecard == changed)
    }

    @Test func `a report that was being made meanwhile is not told of, and goes as well`() async throws {
        let (story, versions) = try await forgetting { story in
            try story.when(InterviewScored.samples[0])
            try story.when(Self.forgotten)
            try await story.runParked()
            try await story.runParked()
        }
        #expect(story.emitted(ReportCompiled.self).map(\.version) == [2])
        #expect(Set(versions.flatMap(\.self)) == [1])
        #expect(story.deadLetterReasons.isEmpty)
    }

    @Test func `where there is no report yet, nothing is to be done`() async throws {
        let (story, versions) = try await forgetting { story in
            try story.when(Self.forgotten)
            try story.when(InterviewScored.samples[0])
            try await story.runParked()
        }
        #expect(story.emitted(ReportCompiled.self).map(\.version) == [1] && versions.isEmpty)
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
