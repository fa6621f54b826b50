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
    /// Taken back or erased; that it is closed is still to be heard.
    case withdrawn

    /// Facts of different topics come in any order, so what is there counts before what the stage is called.
    package init(_ view: ApplicationView?, _ session: InterviewSession?, at now: Instant) {
        if let outcome = view?.outcome {
            self = outcome == .hired ? .hired : .ended
        } else if view?.isOver == true {
            self = .withdrawn
        } else if view?.contract?.isReadyToSign == true || view?.toldStage == .contract {
            self = .contract
        } else if view?.offer != nil || view?.toldStage == .offer {
            self = .offer
        } else if let session {
            self = session.refusalToContinue(at: now) == nil ? .interview : .assessment
        } else {
            switch view?.toldStage {
            case nil, .screening, .interview: self = .waiting
            default: self = .assessment
            }
        }
    }
}
