import Domain
import Events
import GatewayCore
import HTTP
import Templates

extension Gateway {
    private static let applicationsPage = ConsolePage(
        "applications", words: .applications.joined(with: .codes).joined(with: .choosing),
        PackageResources.applications_html,
        partials: ["line": PackageResources.line_html])
    private static let pageCount = 50

    /// All applications, the newest first.
    var applicationsRoute: Route {
        consolePage("/hr/applications", Self.applicationsPage, for: .seeApplications) { visit in
            let job = visit.request.query("job").flatMap { try? JobID($0) }
            let stage = visit.request.query("stage").flatMap { Stage(rawValue: $0) }
            let after = visit.request.query("after").flatMap { Int64($0) }.flatMap { $0 > 0 ? $0 : nil }
            let titles = try await jobTitles.all(records, at: now())
            let filter = ApplicationFilter(
                jobID: job, stage: stage, order: .newest, after: after, countMax: Self.pageCount)
            let page = try await consoleLines(filter, visit)
            let chosen = [("job", job?.text ?? ""), ("stage", stage?.rawValue ?? "")]
            let mayCompare = visit.may(.compareApplications)
            let isChoosing = mayCompare && job != nil && page.items.count >= ComparisonChoice.countMin
            return [
                "comparing": .optional(isChoosing ? job?.text : nil),
                "hintsToCompare": .flag(mayCompare && job == nil),
                "jobs": .list(
                    titles.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.map { id, title in
                        choice(id.text, title, isChosen: id == job)
                    }),
                "stages": .list(
                    Stage.allCases.map { one in
                        let label = Self.applicationsPage.say("stage", one.rawValue, in: visit.language)
                        return choice(one.rawValue, label, isChosen: one == stage)
                    }),
                "isEmpty": .flag(page.items.isEmpty),
                "lines": .list(
                    page.items.map {
                        $0.shown(
                            on: Self.applicationsPage, for: visit, titles: titles, time: door.time,
                            isChosen: isChoosing ? false : nil)
                    }),
                "first": .optional(after == nil ? nil : "/hr/applications" + query(chosen)),
                "next": .optional(page.next.map { "/hr/applications" + query(chosen + [("after", $0)]) }),
            ]
        }
    }

    /// One of a select element.
    func choice(_ value: String, _ label: String, isChosen: Bool) -> TemplateValue {
        .object(["value": .text(value), "label": .text(label), "isChosen": .flag(isChosen)])
    }
}
