import Domain
import GatewayCore
import HTTP
import Templates

extension Gateway {
    /// Somebody who approves names a colleague who does it for them until a day.
    var delegated: Route {
        consoleForm("/hr/account/delegation", for: .enterConsole) { visit, form in
            guard StaffPolicy.mayLeave(visit.member.role) else { throw Problem.notYours }
            let own = visit.member.actorID
            guard let other = StaffAccount.name(form["colleague"] ?? ""),
                let day = form["until"].flatMap({ try? CalendarDate($0) }),
                try await staff.delegate(
                    own, to: other, until: day, today: localToday, endsAt: localEnd(of: day), at: now())
            else {
                let values = try await accountValues(visit, fault: "delegation-fault")
                return .show(Self.accountPage, values, .unprocessableContent)
            }
            return .go("/hr/account")
        }
    }

    /// Either of both ends it.
    var delegationEnded: Route {
        consoleForm("/hr/account/delegation/end", for: .enterConsole) { visit, form in
            guard let name = form["of"].flatMap({ try? ActorID($0) }) else { throw Problem.notFound }
            try await staff.endDelegation(of: name, by: visit.member.actorID, at: now())
            return .go("/hr/account")
        }
    }

    func delegationValues(_ visit: StaffVisit, _ fault: String?) async throws -> [String: TemplateValue] {
        let own = visit.member.actorID
        let open = try await staff.delegations(of: own, at: now())
        let page = Self.accountPage
        return [
            "mayDelegate": .flag(StaffPolicy.mayLeave(visit.member.role)), "hasDelegations": .flag(!open.isEmpty),
            "fault": .optional(fault.map { page.say($0, in: visit.language) }),
            "least": .text("\(localToday)"), "most": .text("\(localToday.adding(days: Delegation.daysMax))"),
            "delegations": .list(
                open.map { delegation in
                    let isOwn = delegation.actorID == own
                    let places = [
                        "who": (isOwn ? delegation.delegateID : delegation.actorID).text,
                        "until": door.time.text(delegation.endsAt, in: visit.language),
                    ]
                    return .object([
                        "of": .text(delegation.actorID.text),
                        "words": .text(
                            page.say(isOwn ? "delegation-own" : "delegation-for", in: visit.language, places)),
                    ])
                }),
        ]
    }

    /// What was left to whom, for the auditor.
    func shownDelegations(on page: ConsolePage, _ visit: StaffVisit) async throws -> TemplateValue {
        .list(
            try await staff.newestDelegations(countMax: 100).map { delegation in
                let language = visit.language
                // What ran its time has no other end than that.
                let early = delegation.endedAt.flatMap { $0 < delegation.endsAt ? $0 : nil }
                let end = early.map { ended in
                    page.say(
                        delegation.endedBy == nil ? "delegation-ended" : "delegation-ended-by", in: language,
                        ["who": delegation.endedBy?.text ?? "", "at": door.time.text(ended, in: language)])
                }
                return .object([
                    "actor": .text(delegation.actorID.text), "delegate": .text(delegation.delegateID.text),
                    "until": .text(door.time.text(delegation.endsAt, in: language)), "ended": .optional(end),
                ])
            })
    }

    /// The day by the clock that people here read.
    var localToday: CalendarDate {
        let milliseconds = now().millisecondsSinceEpoch + Int64(door.time.offsetMinutes) * 60_000
        return CalendarDate(daysSinceEpoch: Int(milliseconds / 86_400_000))
    }

    private func localEnd(of day: CalendarDate) -> Instant {
        Instant(
            millisecondsSinceEpoch: Int64(day.daysSinceEpoch + 1) * 86_400_000
                - Int64(door.time.offsetMinutes) * 60_000)
    }
}
