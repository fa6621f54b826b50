import Domain
import Events
import Openings

/// What rules would make of the reports that a job has, beside what its present rules make of them. Pure: nobody is decided about.
package struct RulePreview: Sendable, Hashable {
    package struct Line: Sendable, Hashable {
        package let outcome: RuleOutcome
        package var now = 0
        package var then = 0
    }

    /// In the order of the outcomes; what neither comes to is left out.
    package let lines: [Line]
    /// Reports that were looked at.
    package let reportCount: Int
    /// For how many of them it would have come out otherwise.
    package let changedCount: Int

    /// - Parameter applications: of one job; those without a report, or whose candidate was erased, do not count.
    package init(of rules: RuleSet, insteadOf present: RuleSet, over applications: [ApplicationView]) {
        var lines = RuleOutcome.allCases.map { Line(outcome: $0) }
        var (reportCount, changedCount) = (0, 0)
        for application in applications where application.erasedAt == nil {
            guard let report = application.report else { continue }
            let measures = Measures(
                report.composite, of: report.dimensions, satisfaction: application.interview?.satisfaction)
            let (now, then) = (applyRules(present, to: measures).outcome, applyRules(rules, to: measures).outcome)
            reportCount += 1
            changedCount += now == then ? 0 : 1
            for index in lines.indices {
                lines[index].now += lines[index].outcome == now ? 1 : 0
                lines[index].then += lines[index].outcome == then ? 1 : 0
            }
        }
        self.lines = lines.filter { $0.now > 0 || $0.then > 0 }
        self.reportCount = reportCount
        self.changedCount = changedCount
    }
}
