import Domain
import Events
import GatewayCore
import HTTP
import Templates

extension Preparation {
    /// Who looks after it.
    var action: StaffAction {
        switch self {
        case .equipment, .workplace: .prepareWorkplaces
        case .payroll: .preparePay
        }
    }
}

extension Gateway {
    private static let startersPage = ConsolePage(
        "starters", words: .starters.joined(with: .codes), PackageResources.starters_html)
    private static let startersCount = 200
    private static let daysShownAfter = 14

    /// Who comes: everybody with an offer or a contract, with the first day for whoever prepares it and the letter for whoever
    /// pays. The one list that finance and the office need, and nothing of how somebody was chosen.
    var startersRoute: Route {
        consolePage("/hr/starters", Self.startersPage, for: .seeStarters) { visit in
            let lines = try await starters(visit).map { starter($0, $1, visit) }
            return ["isEmpty": .flag(lines.isEmpty), "lines": .list(lines)]
        }
    }

    /// Whoever makes something ready for a first day says so, or takes it back.
    var preparationSettled: Route {
        consoleForm("/hr/starters/{applicationID}/preparations", for: .seeStarters) { visit, form in
            let view = try await view(visit.request)
            guard let preparation = form["preparation"].flatMap({ Preparation(rawValue: $0) }),
                let answer = form["ready"], ["yes", "no"].contains(answer)
            else { throw Problem.notFound }
            guard visit.may(preparation.action) else { throw Problem.notYours }
            try await record(
                SettlePreparation(
                    preparation: preparation, isReady: answer == "yes", settledBy: visit.member.actorID),
                of: view, visit, form)
            return .go("/hr/starters#\(view.applicationID)")
        }
    }

    private func starters(_ visit: StaffVisit) async throws -> [(ConsoleLine, ApplicationView)] {
        var filter = ApplicationFilter(
            jobID: nil, stage: nil, order: .oldest, after: nil, countMax: Self.startersCount)
        filter.comesFrom = today.adding(days: -Self.daysShownAfter)
        var found: [(ConsoleLine, ApplicationView)] = []
        for line in try await consoleLines(filter, visit).items {
            if let view = try await records.application(line.applicationID) { found.append((line, view)) }
        }
        return found
    }

    /// Who comes within two weeks while something that this person looks after is not ready, for the first view.
    func unpreparedStarters(_ visit: StaffVisit) async throws -> [TemplateValue] {
        let until = today.adding(days: Self.daysShownAfter)
        let own = Preparation.allCases.filter { visit.may($0.action) }
        guard !own.isEmpty else { return [] }
        return try await starters(visit).compactMap { line, view in
            guard let day = view.offer?.startDate, day >= today, day <= until, view.offer?.isAccepted == true
            else { return nil }
            let missing = own.filter { !view.isReady($0) }
            guard !missing.isEmpty else { return nil }
            let words = missing.map { Self.startersPage.say("starters-\($0.rawValue)", in: visit.language) }
            return .object([
                "applicationID": .text(view.applicationID.text),
                "name": .text(line.name ?? Self.startersPage.say("nameless", in: visit.language)),
                "day": .text(Self.startersPage.say("starters-from", in: visit.language, ["day": "\(day)"])),
                "missing": .text(words.joined(separator: visit.language == .chinese ? "、" : ", ")),
            ])
        }
    }

    private func starter(_ line: ConsoleLine, _ view: ApplicationView, _ visit: StaffVisit) -> TemplateValue {
        let page = Self.startersPage
        let language = visit.language
        let standing =
            view.contract?.signed != nil ? "signed" : view.contract != nil ? "contract" : accepted(view.offer)
        return .object([
            "applicationID": .text(view.applicationID.text),
            "name": .text(line.name ?? page.say("nameless", in: language)),
            "position": .text(view.offer?.position ?? ""),
            "start": .text(
                view.offer?.startDate.map { page.say("starters-from", in: language, ["day": "\($0)"]) } ?? ""),
            "soon": .optional(view.offer?.startDate.flatMap { soon($0, language) }),
            "standing": .text(page.say("starters-\(standing)", in: language)),
            "preparations": .list(
                view.offer?.isAccepted == true
                    ? Preparation.allCases.filter { visit.may($0.action) || visit.may(.decide) }.map {
                        shown($0, view, visit)
                    } : []),
            "letter": .optional(
                visit.may(.seePay) && view.offer != nil
                    ? "/v1/applications/\(view.applicationID)/documents/offer" : nil),
        ])
    }

    private func shown(_ preparation: Preparation, _ view: ApplicationView, _ visit: StaffVisit) -> TemplateValue {
        let page = Self.startersPage
        let (language, isReady) = (visit.language, view.isReady(preparation))
        let settled = view.preparations?.first { $0.preparation == preparation && $0.isReady }
        return .object([
            "preparation": .text(preparation.rawValue), "key": Self.formKey(),
            "label": .text(page.say("starters-\(preparation.rawValue)", in: language)),
            "state": .text(page.say(isReady ? "starters-ready" : "starters-missing", in: language)),
            "isReady": .flag(isReady), "mayChange": .flag(visit.may(preparation.action)),
            "by": .optional(
                settled.map { one in
                    let time = door.time.text(one.settledAt, in: language)
                    return page.say("starters-by", in: language, ["who": one.settledBy.text, "time": time])
                }),
        ])
    }

    private func soon(_ day: CalendarDate, _ language: Language) -> String? {
        let count = day.daysSinceEpoch - today.daysSinceEpoch
        guard (0...Self.daysShownAfter).contains(count) else { return nil }
        return count == 0
            ? Self.startersPage.say("starters-today", in: language)
            : Self.startersPage.say("starters-soon", in: language, ["count": "\(count)"])
    }

    private func accepted(_ offer: ApplicationView.Offer?) -> String {
        switch offer?.isAccepted {
        case true: "accepted"
        case false: "declined"
        default: "open"
        }
    }
}
