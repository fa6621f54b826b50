import Domain
import Events
import GatewayCore
import HTTP
import Templates

extension Gateway {
    static let applicationsPage = ConsolePage(
        "applications",
        words: .applications.joined(with: .codes).joined(with: .choosing).joined(with: .views).joined(with: .filters),
        PackageResources.applications_html,
        partials: ["line": PackageResources.line_html])
    private static let pageCount = 50

    /// All applications, or those that the reader asks for, the newest first unless another order is chosen.
    var applicationsRoute: Route {
        consolePage("/hr/applications", Self.applicationsPage, for: .seeApplications) { visit in
            let question = ListQuestion({ visit.request.query($0) }, may: visit.may)
            return try await listValues(question, after: visit.request.query("after"), visit, nil)
        }
    }

    func listValues(
        _ question: ListQuestion, after place: String?, _ visit: StaffVisit, _ kept: KeptView?
    ) async throws -> [String: TemplateValue] {
        let titles = try await jobTitles.all(records, at: now())
        let filter = question.filter(
            after: place, countMax: Self.pageCount, offsetMinutes: door.time.offsetMinutes)
        let page = try await consoleLines(filter, visit)
        let mayCompare = visit.may(.compareApplications)
        let isChoosing = mayCompare && question.job != nil && page.items.count >= ComparisonChoice.countMin
        var values = choices(titles, question, visit)
        values.merge(try await viewsAboveList(question, visit, kept)) { $1 }
        values.merge([
            "comparing": .optional(isChoosing ? question.job?.text : nil),
            "hintsToCompare": .flag(mayCompare && question.job == nil),
            "isEmpty": .flag(page.items.isEmpty),
            "lines": .list(
                page.items.map {
                    $0.shown(
                        on: Self.applicationsPage, for: visit, titles: titles, time: door.time,
                        isChosen: isChoosing ? false : nil)
                }),
            "first": .optional(filter.after == nil ? nil : "/hr/applications" + query(question.items)),
            "next": .optional(page.next.map { "/hr/applications" + query(question.items + [("after", $0)]) }),
        ]) { $1 }
        return values
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
            let question = ListQuestion({ _ in nil }, may: visit.may)
            var values = choices(titles, question, visit)
            values.merge(try await viewsAboveList(question, visit, nil)) { $1 }
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
        _ titles: [JobID: String], _ question: ListQuestion, _ visit: StaffVisit
    ) -> [String: TemplateValue] {
        let page = Self.applicationsPage
        let language = visit.language
        let leftOut = question.leftOut.map { page.say("filter", $0, in: language) }
        let names = leftOut.joined(separator: language == .chinese ? "、" : ", ")
        return [
            "jobs": .list(
                titles.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.map { id, title in
                    choice(id.text, title, isChosen: id == question.job)
                }),
            "stages": .list(
                Stage.allCases.map { one in
                    choice(
                        one.rawValue, page.say("stage", one.rawValue, in: language), isChosen: one == question.stage)
                }),
            "typed": .text(""), "isSearch": .flag(false), "isFull": .flag(false), "comparing": .optional(nil),
            "hintsToCompare": .flag(false),
            "done": .optional(visit.request.query("done").flatMap { page.word("done-\($0)", in: language) }),
            "leftOut": .optional(leftOut.isEmpty ? nil : page.say("filter-left-out", in: language, ["names": names])),
        ].merging(moreChoices(question, visit)) { $1 }
    }

    /// The filters besides job and stage; those that this reader may not ask for are not offered.
    private func moreChoices(_ question: ListQuestion, _ visit: StaffVisit) -> [String: TemplateValue] {
        let page = Self.applicationsPage
        let language = visit.language
        let maySeeScores = visit.may(.seeScores)
        let orders = ApplicationFilter.Order.ofLists.filter { $0 != .composite || maySeeScores }
        let reasons = ListQuestion.reasons.map { code in
            choice(code, page.say("why", code, in: language), isChosen: question.held == .because(code))
        }
        let any = choice(
            ListQuestion.anyReason, page.say("filter-held-any", in: language),
            isChosen: question.held == .forAnything)
        return [
            "orders": .list(
                orders.map { order in
                    let label = page.say("filter-order", order.rawValue, in: language)
                    return choice(order.rawValue, label, isChosen: order == question.order)
                }),
            "isNarrow": .flag(question.isNarrow), "maySeeScores": .flag(maySeeScores),
            "reasons": .list([any] + reasons),
            "least": .text(question.least.map { "\($0)" } ?? ""), "most": .text(question.most.map { "\($0)" } ?? ""),
            "from": .text(question.from.map { "\($0)" } ?? ""),
            "through": .text(question.through.map { "\($0)" } ?? ""),
            "languagesOf": .list(
                Language.allCases.map { one in
                    let label = page.say("filter-language", one.rawValue, in: language)
                    return choice(one.rawValue, label, isChosen: one == question.language)
                }),
            "mayReadRequests": .flag(visit.may(.readRequests)), "asksForOpen": .flag(question.hasOpenRequest),
        ]
    }

    /// One of a select element.
    func choice(_ value: String, _ label: String, isChosen: Bool) -> TemplateValue {
        .object(["value": .text(value), "label": .text(label), "isChosen": .flag(isChosen)])
    }
}
