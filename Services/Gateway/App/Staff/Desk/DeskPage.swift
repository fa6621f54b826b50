import Domain
import Events
import GatewayCore
import HTTP
import JSON
import Templates

extension Gateway {
    static let deskPage = ConsolePage(
        "desk", words: .desk.joined(with: .codes).joined(with: .kinds), PackageResources.desk_html,
        partials: ["line": PackageResources.line_html])

    /// A list on the first view: what waits there for somebody who may do this.
    private struct Section: Sendable {
        let key: String
        let stage: Stage
        let action: StaffAction
    }

    private static let sections = [
        Section(key: "review", stage: .review, action: .seeScores),
        Section(key: "talk", stage: .humanInterview, action: .seeApplications),
        Section(key: "second", stage: .secondInterview, action: .seeApplications),
        Section(key: "pay", stage: .payApproval, action: .approvePay),
        Section(key: "approve", stage: .contract, action: .approve),
    ]
    private static let deskCountMax = 20

    /// The first view: what waits for a decision, the oldest first.
    var deskRoute: Route {
        consolePage("/hr", Self.deskPage, for: .enterConsole) { visit in
            let titles = try await jobTitles.all(records, at: now())
            var sections: [TemplateValue] = []
            for section in Self.sections where visit.may(section.action) {
                if let shown = try await shown(section, for: visit, titles) { sections.append(shown) }
            }
            let endingKeys = visit.may(.manageKeys) ? try await endingKeyCount() : 0
            let requests = visit.may(.readRequests) ? try await openRequests() : []
            let starters = visit.may(.seeStarters) ? try await unpreparedStarters(visit) : []
            return [
                "sections": .list(sections), "isQuiet": .flag(sections.isEmpty && requests.isEmpty && starters.isEmpty),
                "hasStarters": .flag(!starters.isEmpty), "starters": .list(starters),
                "endingKeys": .optional(
                    endingKeys == 0
                        ? nil : Self.deskPage.say("desk-keys", in: visit.language, ["count": "\(endingKeys)"])),
                "hasRequests": .flag(!requests.isEmpty), "requestCount": .text(count(requests.count)),
                "requests": .list(
                    requests.prefix(5).map { request in
                        .object([
                            "requestID": .text(request.requestID.text),
                            "kind": .text(Self.deskPage.say("kind", request.kind.rawValue, in: visit.language)),
                            "due": .text(dueText(request, on: Self.deskPage, visit.language)),
                            "isLate": .flag(request.isLate(at: now())),
                        ])
                    }),
            ]
        }
    }

    private func openRequests() async throws -> [CandidateRequest] {
        try await records.requests.page(
            RequestFilter(status: .open, kind: nil, applicationID: nil, after: nil, countMax: Self.deskCountMax))
    }

    /// Nil when nothing waits there.
    private func shown(
        _ section: Section, for visit: StaffVisit, _ titles: [JobID: String]
    ) async throws -> TemplateValue? {
        // Of those with a contract most wait for the candidate, so more of them are looked at.
        let countMax = section.action == .approve ? Self.listCountMax : Self.deskCountMax
        let filter = ApplicationFilter(jobID: nil, stage: section.stage, order: .oldest, after: nil, countMax: countMax)
        let page = try await consoleLines(filter, visit)
        let lines = page.items.filter { line in
            switch section.action {
            case .approve: line.isToApprove == true
            // Nobody approves what they decided themselves.
            case .approvePay: line.payApproval.map { $0.decidedBy != visit.member.actorID } ?? false
            default: true
            }
        }
        guard !lines.isEmpty else { return nil }
        let words = Self.deskPage
        return .object([
            "key": .text(section.key), "heading": .text(words.say("desk-\(section.key)", in: visit.language)),
            "hint": .text(words.say("desk-\(section.key)-hint", in: visit.language)),
            "count": .text(count(lines.count)),
            "lines": .list(
                lines.prefix(Self.deskCountMax).map {
                    $0.shown(
                        on: words, for: visit, titles: titles, time: door.time,
                        isOfPay: section.action == .approvePay)
                }),
            "more": .optional(
                page.next == nil || !visit.may(.seeApplications)
                    ? nil : "/hr/applications?stage=\(section.stage.rawValue)"),
        ])
    }

    private func count(_ number: Int) -> String { number >= Self.deskCountMax ? "\(Self.deskCountMax)+" : "\(number)" }

    /// A page of the list; the names in it are in the audit as one look.
    func consoleLines(_ filter: ApplicationFilter, _ visit: StaffVisit) async throws -> ConsoleLine.Page {
        let page = try await records.applications(filter, visit.member.actorID)
        return try JSON.decode(ConsoleLine.Page.self, from: page.json)
    }

    func dueText(_ request: CandidateRequest, on page: ConsolePage, _ language: Language) -> String {
        guard let due = request.dueAt else { return "" }
        let word = request.isLate(at: now()) ? "due-late" : "due"
        return page.say(word, in: language, ["due": door.time.text(due, in: language)])
    }
}

extension CandidateRequest {
    func isLate(at now: Instant) -> Bool { status == .open && dueAt.map { $0 < now } == true }
}
