import Domain
import Events
import GatewayCore
import HTTP
import Templates

extension Gateway {
    /// What a candidate may do about the application and about what is kept of them.
    var rightsPages: [Route] {
        [rights, pool, withdrawAsked, takingBack, erasureAsked, erasureCode, erasureConfirmation, erasing]
    }

    private var rights: Route {
        page(Self.rightsPage, roles: Role.everyCandidate) { visit in
            let phase = ApplicationPhase(visit.view, visit.interview, at: now())
            func may(_ action: LinkAction) -> Bool {
                LinkPolicy.verdict(on: action, with: visit.visitor.purpose, in: phase) == .allowed
            }
            return [
                "hasPool": .flag(visit.interview != nil && may(.joinPool)),
                "isInPool": .flag(visit.interview?.agrees(to: .talentPool) == true),
                "poolText": .text(consentText.words(for: .talentPool)[visit.language]),
                "version": .text(consentText.version),
                "hasConsent": .flag(may(.withdrawConsent)), "canWithdraw": .flag(mayWithdraw(visit, phase)),
            ]
        }
    }

    /// A link is sent there once, and never after the contract is signed.
    private func mayWithdraw(_ visit: PageVisit, _ phase: ApplicationPhase) -> Bool {
        guard let view = visit.view, !view.isOver, view.contract?.candidateSignedAt == nil else { return false }
        return LinkPolicy.verdict(on: .withdraw, with: visit.visitor.purpose, in: phase) == .allowed
    }

    private var pool: Route {
        form("/i/talent-pool", roles: Role.everyCandidate) { visit, form in
            let isIn = form["join"] == "yes"
            // Who read an older text is shown the present one before anything is agreed to.
            guard !isIn || form["version"] == consentText.version else { return .go("/i/rights") }
            _ = try await join(isIn, visit.request)
            return .go("/i/rights")
        }
    }

    private var withdrawAsked: Route {
        page(Self.withdrawPage, roles: Role.everyCandidate) { _ in ["text": "", "fault": []] }
    }

    private var takingBack: Route {
        form("/i/withdraw", roles: Role.everyCandidate) { visit, form in
            let text = form["words"] ?? ""
            func again(_ fault: String) -> FormAnswer {
                let words = Self.withdrawPage.say(fault, in: visit.language)
                return .again(
                    Self.withdrawPage, ["text": .text(text), "fault": .optional(words)], .unprocessableContent)
            }
            guard form["sure"] == "yes" else { return again("withdraw-unsure") }
            do { _ = try await withdraw(words: text, visit.request) } catch let problem as Problem {
                guard problem.code == "text-too-long" else { throw problem }
                return again("fault-long")
            }
            return .go("/i/status?said=withdrawn")
        }
    }

    private var erasureAsked: Route {
        page(Self.erasurePage, roles: Role.everyCandidate) { visit in
            try await erasureValues(visit, isSent: visit.request.query("code") == "sent", fault: nil)
        }
    }

    private var erasureCode: Route {
        form("/i/erasure/code", roles: Role.everyCandidate) { visit, _ in
            if let fault = try await codeFault({ try await sendCode(for: .openDocuments, visit.request) }) {
                return .again(
                    Self.erasurePage, try await erasureValues(visit, isSent: true, fault: fault), .tooManyRequests)
            }
            return .go("/i/erasure?code=sent")
        }
    }

    /// The code and the wish in one step: nobody has to say it twice.
    private var erasureConfirmation: Route {
        form("/i/erasure/confirmation", roles: Role.everyCandidate) { visit, form in
            let code = form["code"] ?? ""
            let fault = try await codeFault {
                _ = try await confirm(digits(code), for: .openDocuments, visit.request)
            }
            if let fault {
                return .again(
                    Self.erasurePage, try await erasureValues(visit, isSent: true, fault: fault), .unprocessableContent)
            }
            _ = try await makeRequest(.erasure, about: .personalData, words: nil, visit.request)
            return .go("/i/erasure")
        }
    }

    /// Where documents are open on this device, a code was confirmed a moment ago.
    private var erasing: Route {
        form("/i/erasure", roles: Role.everyCandidate) { visit, _ in
            _ = try await makeRequest(.erasure, about: .personalData, words: nil, visit.request)
            return .go("/i/erasure")
        }
    }

    private func erasureValues(
        _ visit: PageVisit, isSent: Bool, fault: String?
    ) async throws -> [String: TemplateValue] {
        let language = visit.language
        let requests = try await records.requests.ofApplication(visit.visitor.application)
        let asked = requests.first { $0.kind == .erasure && $0.status == .open }
        let isOpen = documentsAreOpen(visit)
        return [
            "within": .text(
                Self.erasurePage.say("erasure-4", in: language, ["days": "\(requestTerms.days(.erasure))"])),
            "asked": .optional(
                asked?.dueAt.map {
                    Self.erasurePage.say("erasure-asked", in: language, ["due": door.time.text($0, in: language)])
                }),
            "canAsk": .flag(asked == nil), "isOpen": .flag(isOpen), "needsCode": .flag(!isOpen),
            "isSent": .flag(isSent),
            "said": .optional(isSent && fault == nil ? Self.erasurePage.say("code-sent", in: language) : nil),
            "fault": .optional(fault.map { Self.erasurePage.say($0, in: language) }),
        ]
    }

    private static let rightsPage = CandidatePage(
        "rights", path: "/i/rights", words: .requests.joined(with: .helping), PackageResources.rights_html)
    private static let withdrawPage = CandidatePage(
        "withdraw", path: "/i/withdraw", words: .requests.joined(with: .helping), PackageResources.withdraw_html)
    private static let erasurePage = CandidatePage(
        "erasure", path: "/i/erasure", words: .requests.joined(with: .helping), PackageResources.erasure_html)
}

extension Gateway {
    /// The word for what is wrong about a code; nil when nothing is.
    func codeFault(_ body: () async throws -> Void) async throws -> String? {
        do {
            try await body()
            return nil
        } catch let problem as Problem {
            let faults = [
                "code-wrong": "code-wrong", "code-over": "code-over", "too-many-codes": "code-many",
                "too-many-failures": "code-many",
            ]
            guard let fault = faults[problem.code] else { throw problem }
            return fault
        }
    }

    /// What people type of a code: its digits.
    func digits(_ text: String) -> String { IdentityDetails.number(asWritten: text) }

    /// A code was confirmed on this device, or the link is for the documents that wait now.
    func documentsAreOpen(_ visit: PageVisit) -> Bool {
        visit.visitor.device.documentsUntil.map { now() < $0 } ?? false
    }

    /// Whether entry materials can be handed in now.
    func handsIn(_ visit: PageVisit) -> Bool {
        let phase = ApplicationPhase(visit.view, visit.interview, at: now())
        return LinkPolicy.verdict(on: .handIn, with: visit.visitor.purpose, in: phase) == .allowed
    }
}
