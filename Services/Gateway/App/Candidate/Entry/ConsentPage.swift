import Crypto
import Domain
import Events
import GatewayCore
import HTTP
import Templates

extension Gateway {
    /// What the candidate agrees to, each purpose on its own; taken back in the same place, and a way without recording.
    var consentRoutes: [Route] { [consent, agreement, takingBack, humanWay] }

    private var consent: Route {
        page(Self.consentPage, roles: [Role.candidate(.interview)]) { try consentValues($0) }
    }

    private var agreement: Route {
        form("/i/consent", roles: [Role.candidate(.interview)]) { visit, form in
            let interview = try visit.invited()
            let asked = consentText.purposes(of: interview)
            let chosen = form.all("purpose").compactMap(ConsentPurpose.init(rawValue:)).filter(asked.contains)
            let text = consentText.of(interview)
            guard form["version"] == text.version else {
                return .again(Self.consentPage, try consentValues(visit, flaw: "consent-new-text"), .conflict)
            }
            guard interview.mayBeAnswered || chosen.contains(.recording) else {
                return .again(
                    Self.consentPage, try consentValues(visit, flaw: "consent-needs-recording"), .unprocessableContent)
            }
            try await takeSeat(visit, isConfirmed: false)
            _ = try await accept(
                GiveConsent(purposes: chosen, textVersion: text.version),
                key: visit.visitor.application.text, visit.request)
            // In writing there is no device to look at: what is agreed to is said, and the questions follow.
            let isSpoken = interview.agrees(to: .recording) || interview.isRecorded && chosen.contains(.recording)
            guard !interview.needsRecording, !isSpoken, interview.startedAt == nil else { return .go("/i/home") }
            guard !mustBeIdentified(visit) else { return .go("/i/identity") }
            try await startInterview(visit)
            return .go("/i/home")
        }
    }

    private var takingBack: Route {
        form("/i/consent/withdrawal", roles: [Role.candidate(.interview)]) { visit, form in
            guard let purpose = form["purpose"].flatMap(ConsentPurpose.init(rawValue:)) else {
                throw Problem(.badRequest, code: "malformed-form", detail: "The form names no purpose.")
            }
            let interview = try visit.invited()
            // What is recorded is gone at once and does not come back.
            guard purpose != .recording || !interview.agrees(to: .recording) || form["sure"] == "yes" else {
                return .again(
                    Self.consentPage, try consentValues(visit, flaw: "consent-be-sure"), .unprocessableContent)
            }
            _ = try await accept(
                WithdrawConsent(purposes: [purpose]), key: visit.visitor.application.text, visit.request)
            if purpose == .recording, interview.needsRecording, interview.refusalToContinue(at: now()) == nil {
                _ = try await makeRequest(.humanWay, about: .interview, words: nil, visit.request)
                return .go(Self.welcomePage.path)
            }
            return .go(Self.consentPage.path)
        }
    }

    /// The employer's people hear of it by a fact, which asks one of them to arrange it, and find it in their inbox.
    private var humanWay: Route {
        form("/i/human", roles: [Role.candidate(.interview)]) { visit, _ in
            _ = try await makeRequest(.humanWay, about: .interview, words: nil, visit.request)
            return .go(Self.welcomePage.path)
        }
    }

    private func consentValues(_ visit: PageVisit, flaw: String? = nil) throws -> [String: TemplateValue] {
        let interview = try visit.invited()
        let language = visit.language
        let page = Self.consentPage
        let isOpen = interview.refusalToContinue(at: now()) == nil
        let text = consentText.of(interview)
        let isAsked = consentText.purposes(of: interview)
        let shown = ConsentPurpose.allCases.filter { isAsked.contains($0) || interview.agrees(to: $0) }
        let purposes = shown.map { purpose -> TemplateValue in
            let given = interview.consents.last { $0.purpose == purpose && $0.withdrawnAt == nil }
            let since = given.map {
                page.say(
                    "consent-given", in: language,
                    ["time": door.time.text($0.givenAt, in: language), "version": $0.textVersion])
            }
            return .object([
                "purpose": .text(purpose.rawValue),
                "name": .text(page.say("consent-\(purpose.rawValue)", in: language)),
                "text": .text(text.words(for: purpose)[language]),
                "isGiven": .flag(given != nil), "since": .text(since ?? ""),
                "isNeeded": .flag(purpose == .recording && interview.needsRecording),
                "isDeleting": .flag(purpose == .recording), "canAgree": .flag(given == nil && isOpen),
                "warning": .text(page.say("consent-withdraw-\(purpose.rawValue)", in: language)),
            ])
        }
        let begins = !interview.needsRecording && !interview.agrees(to: .recording) && interview.startedAt == nil
        let isAnyOpen = isOpen && (begins || isAsked.contains { !interview.agrees(to: $0) })
        func say(_ name: String) -> TemplateValue {
            .text(page.say(interview.isRecorded ? name : "\(name)-written", in: language))
        }
        return [
            "mayWrite": .flag(interview.isRecorded && interview.mayWriteInstead),
            "purposes": .list(purposes), "version": .text(text.version), "isOpen": .flag(isAnyOpen),
            "agree": .text(page.say(begins ? "consent-begin" : "consent-agree", in: language)),
            "isAgreed": .flag(interview.hasAgreed && isOpen),
            "canAskForHuman": .flag(isOpen && !interview.hasAgreed && interview.humanWayAskedAt == nil),
            "human": say("consent-human"), "humanText": say("consent-human-text"),
            "hasFlaw": .flag(flaw != nil), "flaw": .text(flaw.map { page.say($0, in: language) } ?? ""),
        ]
    }

    static let consentPage = CandidatePage(
        "consent", path: "/i/consent", step: .consent, words: .consent, PackageResources.consent_html)
}
