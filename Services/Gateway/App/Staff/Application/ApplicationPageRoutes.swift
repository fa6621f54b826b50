import Domain
import Events
import GatewayCore
import HTTP
import Templates

extension Gateway {
    /// One application, and what is done about it.
    var applicationPageRoutes: [Route] {
        [applicationShown, decisionShown, decisionMade, messageResent, linkSent, contractDecided] + appointmentRoutes
            + commentRoutes
    }

    static let applicationPage = ConsolePage(
        "application", scripts: ["player.js"],
        words: .application.joined(with: .codes).joined(with: .kinds).joined(with: .events).joined(with: .reading)
            .joined(with: .standing).joined(with: .decision).joined(with: .appointment).joined(with: .comments)
            .joined(with: .terms),
        PackageResources.application_html, partials: ["terms": PackageResources.terms_html])

    private var applicationShown: Route {
        consolePage("/hr/applications/{applicationID}", Self.applicationPage, for: .seeApplications) { visit in
            try await applicationValues(visit)
        }
    }

    func applicationValues(_ visit: StaffVisit) async throws -> [String: TemplateValue] {
        applicationValues(try await dossier(visit), visit)
    }

    func applicationValues(_ dossier: ApplicationDossier, _ visit: StaffVisit) -> [String: TemplateValue] {
        let page = Self.applicationPage
        let done = visit.request.query("done").flatMap { page.word("done-\($0)", in: visit.language) }
        var values: [String: TemplateValue] = ["done": .optional(done)]
        let parts = [
            headValues(dossier, visit), waitingPayValues(dossier, visit), appointmentValues(dossier, visit),
            screeningValues(dossier, visit), interviewValues(dossier, visit),
            scoreValues(dossier, visit), paperValues(dossier, visit), commentValues(dossier, visit),
            courseValues(dossier, visit),
        ]
        for part in parts { values.merge(part) { $1 } }
        return values
    }

    private func headValues(_ dossier: ApplicationDossier, _ visit: StaffVisit) -> [String: TemplateValue] {
        let page = Self.applicationPage
        let view = dossier.view
        let language = visit.language
        let name = dossier.name ?? page.say("nameless", in: language)
        let stage =
            view.outcome.map { page.say("outcome", $0.rawValue, in: language) }
            ?? page.say("stage", view.stage?.rawValue ?? "none", in: language)
        let why = view.review.map { review in
            let reason = visit.why(review.reason, on: page)
            guard let proposal = review.proposal else { return reason }
            return reason + " → " + page.say("proposal", proposal.rawValue, in: language)
        }
        return [
            "title": .text("\(name) · \(dossier.job?.job.title ?? "")"), "name": .text(name),
            "applicationID": .text(view.applicationID.text),
            "job": .text(dossier.job?.job.title ?? view.jobID?.text ?? ""), "stage": .text(stage),
            "isOver": .flag(view.isOver), "why": .optional(visit.may(.seeScores) ? why : nil),
            "email": .optional(dossier.fields["email"]), "phone": .optional(dossier.fields["phone"]),
            "decisions": .list(
                visit.may(.decide)
                    ? DecisionPreview.possible(for: view).map { preview in
                        .object([
                            "value": .text(preview.decision.rawValue),
                            "label": .text(label(of: preview, language)), "isBad": .flag(preview.decision == .reject),
                        ])
                    } : []),
            "grading": .optional(
                visit.may(.gradeAnswers) && dossier.interview?.submittedAt != nil
                    ? "/hr/applications/\(view.applicationID)/grading" : nil),
            "mayDecide": .flag(visit.may(.decide) && !view.isOver),
            "maySendLinks": .flag(visit.may(.sendLinks) && !view.isOver),
        ]
    }

    /// An offer that was decided on and waits for whoever answers for pay.
    private func waitingPayValues(_ dossier: ApplicationDossier, _ visit: StaffVisit) -> [String: TemplateValue] {
        guard dossier.view.isPayToApprove, let approval = dossier.view.payApproval else {
            return ["waitingPay": .list([])]
        }
        let page = Self.applicationPage
        let times = [
            "since": door.time.text(approval.requestedAt, in: visit.language),
            "due": door.time.text(approval.dueAt, in: visit.language),
        ]
        return [
            "waitingPay": .list([
                .object([
                    "since": .text(page.say("pay-waiting-since", in: visit.language, times)),
                    "hasTerms": .flag(visit.may(.seePay)),
                    "terms": approval.terms.shown(on: page, in: visit.language),
                    "look": .optional(visit.may(.approvePay) ? "/hr/pay/\(dossier.view.applicationID)" : nil),
                ])
            ])
        ]
    }

    /// What a decision is called where the application stands.
    func label(of preview: DecisionPreview, _ language: Language) -> String {
        preview.decision == .advance
            ? Self.applicationPage.say("advance-\(preview.leadsTo.rawValue)", in: language)
            : Self.applicationPage.say("decide-\(preview.decision.rawValue)", in: language)
    }
}
