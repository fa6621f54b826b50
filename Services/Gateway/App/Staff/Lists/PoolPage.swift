import Domain
import Events
import GatewayCore
import HTTP
import Templates

extension Gateway {
    /// Those who agreed to be kept in mind for other jobs, while they do.
    var poolRoutes: [Route] { [poolShown, poolMarked] }

    private static let poolPage = ConsolePage(
        "pool", words: .pool.joined(with: .codes), PackageResources.pool_html)
    private static let poolCount = 50
    private static let soonDays: Int64 = 30

    private var poolShown: Route {
        consolePage("/hr/pool", Self.poolPage, for: .seePool) { visit in
            let job = visit.request.query("job").flatMap { try? JobID($0) }
            let isFirst = visit.request.query("first") == "yes"
            let titles = try await jobTitles.all(records, at: now())
            var filter = ApplicationFilter(
                jobID: job, stage: nil, order: .poolEnd, after: nil, countMax: Self.poolCount)
            filter.pooledAfter = now().advanced(byDays: -Int64(consentText.talentPoolDays))
            filter.isToContactFirst = isFirst
            filter.begin(after: visit.request.query("after"))
            let page = try await consoleLines(filter, visit)
            let items = [("job", job?.text ?? ""), ("first", isFirst ? "yes" : "")]
            return [
                "jobs": .list(
                    titles.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.map { id, title in
                        choice(id.text, title, isChosen: id == job)
                    }),
                "isFirst": .flag(isFirst), "isEmpty": .flag(page.items.isEmpty),
                "lines": .list(try await pooled(page.items, titles, visit)),
                "chosenJob": .optional(job?.text),
                "first": .optional(filter.after == nil ? nil : "/hr/pool" + query(items)),
                "next": .optional(page.next.map { "/hr/pool" + query(items + [("after", $0)]) }),
            ]
        }
    }

    private var poolMarked: Route {
        consoleForm("/hr/pool/{applicationID}/mark", for: .seePool) { visit, form in
            let view = try await view(visit.request)
            guard let answer = form["first"], ["yes", "no"].contains(answer) else { throw Problem.notFound }
            guard let end = poolEnd(view), now() < end else { throw Problem.notAtThisStage }
            let act = MarkContactFirst(
                applicationID: view.applicationID, isFirst: answer == "yes", markedBy: visit.member.actorID)
            try await record(act, of: view, visit, form)
            let job = form["job"] ?? ""
            let items = [("job", job), ("first", form["only"] == "yes" ? "yes" : "")]
            return .go("/hr/pool" + query(items) + "#\(view.applicationID)")
        }
    }

    /// When the consent ends; nil where there is none.
    private func poolEnd(_ view: ApplicationView) -> Instant? {
        view.pooledAt.map { $0.advanced(byDays: Int64(consentText.talentPoolDays)) }
    }

    private func pooled(
        _ lines: [ConsoleLine], _ titles: [JobID: String], _ visit: StaffVisit
    ) async throws -> [TemplateValue] {
        let places = try await records.poolPlaces(lines.map(\.applicationID))
        let page = Self.poolPage
        let language = visit.language
        var shown: [TemplateValue] = []
        for line in lines {
            guard let view = try await records.application(line.applicationID), let endedAt = view.pooledAt,
                let end = poolEnd(view)
            else { continue }
            let mark = places.first { $0.applicationID == line.applicationID }?.contactFirst
            let by = mark.map { mark in
                let time = door.time.text(mark.markedAt, in: language)
                return page.say("pool-marked-by", in: language, ["who": mark.markedBy.text, "time": time])
            }
            shown.append(
                .object([
                    "applicationID": .text(line.applicationID.text), "key": Self.formKey(),
                    "name": .text(line.name ?? page.say("nameless", in: language)),
                    "job": .text(line.jobID.map { titles[$0] ?? $0.text } ?? ""),
                    "outcome": .text(line.outcome.map { page.say("outcome", $0.rawValue, in: language) } ?? ""),
                    "ended": .text(
                        page.say("pool-ended", in: language, ["time": door.time.text(endedAt, in: language)])),
                    "until": .text(page.say("pool-until", in: language, ["time": door.time.text(end, in: language)])),
                    "endsSoon": .flag(end < now().advanced(byDays: Self.soonDays)),
                    "score": .optional(line.composite.map { "\($0)" }),
                    "by": .optional(by), "isMarked": .flag(mark != nil),
                ]))
        }
        return shown
    }
}
