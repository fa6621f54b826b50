import Events

/// What a link may still do: a table of purpose, phase and action. What does not stand here is not allowed, but to
/// the link of an interview that has not arrived yet (`admitted`).
package enum LinkPolicy {
    package enum Verdict: Sendable, Hashable {
        case allowed
        /// After a one-time code that is sent to the candidate's mail.
        case allowedWithCode
        case refused
    }

    package static func verdict(
        on action: LinkAction, with purpose: LinkPurpose, in phase: ApplicationPhase
    ) -> Verdict {
        let isOver = phase == .hired || phase == .ended || phase == .withdrawn
        switch action {
        case .seeStatus, .askForCode, .ask: return .allowed
        // One's own documents and the wish to be forgotten outlive the application, behind the mailbox.
        case .askForErasure: return .allowedWithCode
        case .seeDocuments:
            let isAsked = (purpose == .offer && phase == .offer) || (purpose == .contract && phase == .contract)
            return isAsked ? .allowed : .allowedWithCode
        // What entry needs is brought once there is a contract; nothing of it can be read back by the link.
        case .handIn: return phase == .contract || phase == .hired ? .allowed : .refused
        // Any link of the candidate's own leads to the talk that was offered.
        case .arrange: return isOver ? .refused : .allowed
        case .joinPool: return phase == .hired ? .refused : .allowed
        // Taken back once more, it is answered as the first time.
        case .withdraw: return isOver && phase != .withdrawn ? .refused : .allowed
        case .seeInterview: return purpose == .interview && !isOver ? .allowed : .refused
        // Consent can be taken back as long as there is something it covers (PIPL 15, GDPR 7).
        case .withdrawConsent: return purpose == .interview ? .allowed : .refused
        case .giveConsent, .takeInterview: return purpose == .interview && phase == .interview ? .allowed : .refused
        // Handing in again is answered as the first time; feedback comes after it, and for as long as there is a link.
        case .submitInterview:
            return purpose == .interview && (phase == .interview || phase == .assessment) ? .allowed : .refused
        case .giveFeedback: return purpose == .interview && phase != .waiting ? .allowed : .refused
        case .answerOffer: return purpose == .offer && phase == .offer ? .allowed : .refused
        case .signContract: return purpose == .contract && phase == .contract ? .allowedWithCode : .refused
        }
    }
}
