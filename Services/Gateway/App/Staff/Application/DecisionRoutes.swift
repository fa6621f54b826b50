import Crypto
import Domain
import Encoding
import Events
import Flow
import GatewayCore
import HTTP
import JSON
import Templates

extension Gateway {
    private static let decisionPage = ConsolePage(
        "decision", words: .decision.joined(with: .codes).joined(with: .terms), PackageResources.decision_html,
        partials: ["terms": PackageResources.terms_html])

    /// What a decision sends, before it is made.
    var decisionShown: Route {
        consolePage(
            "/hr/applications/{applicationID}/decisions/{decision}", Self.decisionPage, for: .decide
        ) { visit in
            let dossier = try await dossier(visit)
            let preview = try preview(visit, dossier.view)
            return try decisionValues(dossier, preview, visit)
        }
    }

    var decisionMade: Route {
        consoleForm("/hr/applications/{applicationID}/decisions/{decision}", for: .decide) { visit, form in
            let view = try await view(visit.request)
            let preview = try preview(visit, view)
            guard let reason = form["reason"], preview.reasons.contains(reason) else { throw Problem.notFound }
            // What was read is what is offered.
            let terms = preview.sends == .offer ? try await job(of: view)?.job.offer : nil
            let mark = try terms.map(Self.mark(of:))
            if preview.sends == .offer, mark == nil || form["terms"] != mark {
                var values = try decisionValues(try await dossier(visit), preview, visit)
                values["fault"] = .text(Self.decisionPage.say("terms-changed", in: visit.language))
                return .show(Self.decisionPage, values, .conflict)
            }
            let act = DecideStage(
                decision: preview.decision, reason: reason, decidedBy: visit.member.actorID, terms: terms)
            try await record(act, of: view, visit, form)
            return .go("/hr/applications/\(view.applicationID)?done=decision")
        }
    }

    /// A form that is sent twice is done once: its key was made with its page.
    func record(_ act: some Submission, of view: ApplicationView, _ visit: StaffVisit, _ form: Form) async throws {
        let key = form["key"].flatMap { (1...100).contains($0.utf8.count) ? $0 : nil }
        let own = key ?? Hex.encode(randomBytes(count: 16))
        _ = try await accept(
            act, key: view.applicationID.text,
            idempotencyKey: "staff/\(visit.member.actorID)/\(view.applicationID)/\(own)")
    }

    static func formKey() -> TemplateValue { .text(Hex.encode(randomBytes(count: 12))) }

    func job(of view: ApplicationView) async throws -> JobView? {
        guard let job = view.jobID else { return nil }
        return try await records.job(job)
    }

    /// By which a form tells that these very terms were read.
    private static func mark(of terms: OfferTerms) throws -> String { SHA256.hash(data: try JSON.encode(terms)).hex }

    private func preview(_ visit: StaffVisit, _ view: ApplicationView) throws -> DecisionPreview {
        let decision = try visit.request.parameter("decision") { StageDecision(rawValue: $0) }
        guard let preview = DecisionPreview.possible(for: view).first(where: { $0.decision == decision }) else {
            throw Problem.decisionOver
        }
        return preview
    }

    private func decisionValues(
        _ dossier: ApplicationDossier, _ preview: DecisionPreview, _ visit: StaffVisit
    ) throws -> [String: TemplateValue] {
        let page = Self.decisionPage
        let language = visit.language
        let name = dossier.name ?? page.say("nameless", in: language)
        let letter = try letter(preview, dossier)
        let terms = preview.sends == .offer ? dossier.job?.job.offer : nil
        let isApprovedFirst = terms.map { dossier.view.isApprovedFirst($0) } ?? false
        let leadsTo = isApprovedFirst ? .payApproval : preview.leadsTo
        let sends = isApprovedFirst ? "pay-approval" : preview.sends.rawValue
        return [
            "title": .text("\(label(of: preview, language)) · \(name)"), "key": Self.formKey(),
            "label": .text(label(of: preview, language)), "name": .text(name),
            "applicationID": .text(dossier.view.applicationID.text),
            "decision": .text(preview.decision.rawValue), "isBad": .flag(preview.decision == .reject),
            "leads": .text(
                page.say(
                    "leads", in: language,
                    ["stage": page.say("stage", leadsTo.rawValue, in: language)])),
            "sends": .text(page.say("sends-\(sends)", in: language)),
            "address": .optional(preview.sends == .nothing ? nil : dossier.fields["email"]),
            "hasLetter": .flag(letter != nil), "subject": .text(letter?.subject ?? ""),
            "letter": .text(letter?.text ?? ""),
            "lacksTerms": .flag(preview.sends == .offer && terms == nil), "fault": .optional(nil),
            "mark": .optional(try terms.map(Self.mark(of:))),
            "hasTerms": .flag(terms != nil), "terms": terms?.shown(on: page, in: language) ?? .list([]),
            "reasons": .list(
                preview.reasons.map { reason in
                    .object([
                        "value": .text(reason), "label": .text(page.say("because-\(reason)", in: language)),
                    ])
                }),
        ]
    }
}

extension Problem {
    static let decisionOver = Problem(
        .conflict, code: "decision-over", detail: "This cannot be decided where the application stands now.")
}
