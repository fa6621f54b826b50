import Domain
import Events

/// Where an application stands as far as links are concerned.
package enum ApplicationPhase: String, Sendable, CaseIterable, Hashable {
    /// Nothing to be done yet.
    case waiting
    /// The interview can be taken.
    case interview
    /// It was handed in, or its time is over.
    case assessment
    case offer
    case contract
    case hired
    /// Closed without a contract.
    case ended

    /// Facts of different topics come in any order, so what is there counts before what the stage is called.
    package init(_ view: ApplicationView?, _ session: InterviewSession?, at now: Instant) {
        if let outcome = view?.outcome {
            self = outcome == .hired ? .hired : .ended
        } else if view?.contract?.isReadyToSign == true || view?.stage == .contract {
            self = .contract
        } else if view?.offer != nil || view?.stage == .offer {
            self = .offer
        } else if let session {
            self = session.refusalToContinue(at: now) == nil ? .interview : .assessment
        } else {
            switch view?.stage {
            case nil, .screening, .interview: self = .waiting
            default: self = .assessment
            }
        }
    }
}

/// What the holder of a link may ask for.
package enum LinkAction: String, Sendable, CaseIterable, Hashable {
    case seeStatus, seeInterview, giveConsent, withdrawConsent, takeInterview, submitInterview, giveFeedback
    case seeDocuments, answerOffer, signContract, withdraw, askForErasure, askForCode
}

/// What a link may still do: a table of purpose, phase and action. What does not stand here is not allowed.
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
        let isOver = phase == .hired || phase == .ended
        switch action {
        case .seeStatus, .askForCode: return .allowed
        // One's own documents and the wish to be forgotten outlive the application, behind the mailbox.
        case .askForErasure: return .allowedWithCode
        case .seeDocuments:
            let isAsked = (purpose == .offer && phase == .offer) || (purpose == .contract && phase == .contract)
            return isAsked ? .allowed : .allowedWithCode
        case .withdraw: return isOver ? .refused : .allowed
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
