import Domain
import Events
import GatewayCore
import HTTP
import Templates

extension Gateway {
    /// The terms of one offer before it goes out, for whoever answers for pay: those and the name, nothing of how somebody was
    /// chosen.
    var payPageRoutes: [Route] { [payShown, paySettled] }

    private static let payPage = ConsolePage(
        "pay", words: .pay.joined(with: .codes).joined(with: .terms), PackageResources.pay_html,
        partials: ["terms": PackageResources.terms_html])
    private static let payPurpose = "console-pay"

    private var payShown: Route {
        consolePage("/hr/pay/{applicationID}", Self.payPage, for: .approvePay) { visit in
            try await payValues(try await view(visit.request), visit)
        }
    }

    private var paySettled: Route {
        consoleForm("/hr/pay/{applicationID}", for: .approvePay) { visit, form in
            let view = try await view(visit.request)
            guard let number = form["number"].flatMap({ Int($0) }), let answer = form["answer"],
                ["yes", "no"].contains(answer)
            else { throw Problem.notFound }
            let objection = form["objection"].flatMap { PayObjection(rawValue: $0) }
            guard answer == "yes" || objection != nil else {
                var values = try await payValues(view, visit)
                values["fault"] = .text(Self.payPage.say("pay-no-objection", in: visit.language))
                return .show(Self.payPage, values, .unprocessableContent)
            }
            let act = ApprovePay(
                stageNumber: number, isApproved: answer == "yes", objection: answer == "yes" ? nil : objection,
                decidedBy: visit.member.actorID, onBehalfOf: visit.member.principal(doing: .approvePay))
            do {
                try await record(act, of: view, visit, form)
            } catch let problem as Problem where Self.payPage.word("pay-\(problem.code)", in: visit.language) != nil {
                var values = try await payValues(try await self.view(visit.request), visit)
                values["fault"] = .text(Self.payPage.say("pay", problem.code, in: visit.language))
                return .show(Self.payPage, values, .conflict)
            }
            return .go("/hr/pay/\(view.applicationID)")
        }
    }

    private func payValues(_ view: ApplicationView, _ visit: StaffVisit) async throws -> [String: TemplateValue] {
        if view.erasedAt != nil { throw Problem.erased }
        guard let approval = view.payApproval else { throw Problem.notFound }
        let page = Self.payPage
        let language = visit.language
        var name: String?
        if let candidate = view.candidateID {
            name = try await person.fields(["name"], candidate, visit.member.actorID, Self.payPurpose)["name"]
        }
        let isOwn = approval.decidedBy == visit.member.actorID
        let shownName = name ?? page.say("nameless", in: language)
        return [
            "title": .text("\(page.say("pay-title", in: language)) · \(shownName)"), "name": .text(shownName),
            "applicationID": .text(view.applicationID.text),
            "job": .text(try await job(of: view)?.job.title ?? view.jobID?.text ?? ""),
            "decidedBy": .text(approval.decidedBy?.text ?? page.say("pay-by-rule", in: language)),
            "since": .text(door.time.text(approval.requestedAt, in: language)),
            "due": .text(door.time.text(approval.dueAt, in: language)),
            "isLate": .flag(view.isPayToApprove && approval.dueAt < now()),
            "terms": approval.terms.shown(on: page, in: language), "number": .text("\(approval.stageNumber)"),
            "isOpen": .flag(view.isPayToApprove && !isOwn), "isOwn": .flag(view.isPayToApprove && isOwn),
            "outcome": .optional(outcome(of: approval, view, language)), "fault": .optional(nil),
            "objections": .list(
                PayObjection.allCases.map { objection in
                    .object([
                        "value": .text(objection.rawValue),
                        "label": .text(page.say("objection", objection.rawValue, in: language)),
                    ])
                }),
        ]
    }

    /// Who acted, and for whom: `A for B`.
    func signer(_ who: String, _ principal: String?, on page: ConsolePage, _ language: Language) -> String {
        principal.map { page.say("acting-for", in: language, ["who": who, "principal": $0]) } ?? who
    }

    /// What became of it, once nothing is to be decided any more.
    private func outcome(
        of approval: ApplicationView.PayApproval, _ view: ApplicationView, _ language: Language
    ) -> String? {
        let page = Self.payPage
        let who = ["who": signer(approval.settledBy?.text ?? "", approval.onBehalfOf?.text, on: page, language)]
        switch approval.isApproved {
        case true: return page.say("pay-approved", in: language, who)
        case false:
            let why = approval.objection.map { page.say("objection", $0.rawValue, in: language) } ?? ""
            return page.say("pay-sent-back", in: language, who.merging(["why": why]) { $1 })
        case nil: return view.isPayToApprove ? nil : page.say("pay-over", in: language)
        }
    }
}
