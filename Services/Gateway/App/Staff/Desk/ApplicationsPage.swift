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
            return choices(titles, job: job, stage: stage, visit).merging([
                "comparing": .optional(isChoosing ? job?.text : nil),
                "hintsToCompare": .flag(mayCompare && job == nil),
                "isEmpty": .flag(page.items.isEmpty),
                "lines": .list(
                    page.items.map {
                        $0.shown(
                            on: Self.applicationsPage, for: visit, titles: titles, time: door.time,
                            isChosen: isChoosing ? false : nil)
                    }),
                "first": .optional(after == nil ? nil : "/hr/applications" + query(chosen)),
                "next": .optional(page.next.map { "/hr/applications" + query(chosen + [("after", $0)]) }),
            ]) { $1 }
        }
    }

    /// Those whose name holds what was typed. By a POST, since a name in an address stays in histories and in the logs of proxies.
    var searchRoute: Route {
        consoleForm("/hr/applications/search", for: .seeApplications) { visit, form in
            let text = form["name"] ?? ""
            let found = try await records.named(text, visit.member.actorID, Self.pageCount)
            let titles = try await jobTitles.all(records, at: now())
            let filter = ApplicationFilter(
                jobID: nil, stage: nil, candidates: found, order: .newest, after: nil, countMax: Self.pageCount)
            let lines = found.isEmpty ? [] : try await consoleLines(filter, visit).items
            var values = choices(titles, job: nil, stage: nil, visit)
            values.merge([
                "typed": .text(text), "isSearch": .flag(true), "isEmpty": .flag(lines.isEmpty),
                "isFull": .flag(found.count == Self.pageCount || lines.count == Self.pageCount),
                "lines": .list(
                    lines.map { $0.shown(on: Self.applicationsPage, for: visit, titles: titles, time: door.time) }),
                "first": .optional("/hr/applications"), "next": .optional(nil),
            ]) { $1 }
            return .show(Self.applicationsPage, values, .ok)
        }
    }

    private func choices(
        _ titles: [JobID: String], job: JobID?, stage: Stage?, _ visit: StaffVisit
    ) -> [String: TemplateValue] {
        [
            "jobs": .list(
                titles.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.map { id, title in
                    choice(id.text, title, isChosen: id == job)
                }),
            "stages": .list(
                Stage.allCases.map { one in
                    let label = Self.applicationsPage.say("stage", one.rawValue, in: visit.language)
                    return choice(one.rawValue, label, isChosen: one == stage)
                }),
            "typed": .text(""), "isSearch": .flag(false), "isFull": .flag(false), "comparing": .optional(nil),
            "hintsToCompare": .flag(false),
        ]
    }

    /// One of a select element.
    func choice(_ value: String, _ label: String, isChosen: Bool) -> TemplateValue {
        .object(["value": .text(value), "label": .text(label), "isChosen": .flag(isChosen)])
    }
}
