import Domain
import Events
import Testing

@testable import GatewayCore

struct RulePreviewTests {
    private func application(_ number: Int, _ composite: Score?, isErased: Bool = false) throws -> ApplicationView {
        var view = ApplicationView(try ApplicationID("app-\(number)"), at: .sample)
        view.jobID = "job-1"
        view.erasedAt = isErased ? .sample : nil
        guard let composite else { return view }
        view.report = ApplicationView.Report(
            version: 1, composite: composite, recommendation: .hold, reasons: [], dimensions: [], documents: .sample,
            compiledAt: .sample)
        return view
    }

    private func rules(from value: Double) -> RuleSet {
        RuleSet(
            "set",
            [
                Rule("talk", priority: 1, when: [RuleCondition("composite", .atLeast, value)], outcome: .humanInterview)
            ])
    }

    @Test func `other rules are tried on the reports that are there, and on nothing else`() throws {
        let applications = try [
            application(1, 90), application(2, 75), application(3, 60), application(4, nil),
            application(5, 75, isErased: true),
        ]
        let preview = RulePreview(of: rules(from: 80), insteadOf: rules(from: 70), over: applications)
        #expect(preview.reportCount == 3 && preview.changedCount == 1)
        #expect(preview.lines.map(\.outcome) == [.humanInterview, .hold])
        #expect(preview.lines.map(\.now) == [2, 1])
        #expect(preview.lines.map(\.then) == [1, 2])
    }

    @Test func `where no report is there is nothing to count`() throws {
        let preview = RulePreview(of: rules(from: 1), insteadOf: rules(from: 2), over: [try application(1, nil)])
        #expect(preview.reportCount == 0 && preview.lines.isEmpty)
    }
}
