import Domain
import Events

/// Where on the candidate's pages there is something to do now.
package enum CandidatePlace: String, Sendable, CaseIterable, Hashable {
    case welcome, consent, identity, devices, question, offer, contract, status

    /// - Parameters:
    ///   - isSeated: whether the interview was begun on the device that asks.
    ///   - isIdentified: whether a code from the candidate's mail was entered there.
    package init(
        _ purpose: LinkPurpose, _ phase: ApplicationPhase, _ session: InterviewSession?, isSeated: Bool,
        isIdentified: Bool = false
    ) {
        switch (purpose, phase) {
        case (.interview, .interview):
            if let session, session.agrees(to: .recording) {
                let isKnown = isIdentified || session.plan.identityByCode != true
                self = session.startedAt != nil ? .question : isKnown ? .devices : .identity
            } else {
                self = isSeated && session?.humanWayAskedAt == nil ? .consent : .welcome
            }
        case (.interview, .waiting): self = .welcome
        case (.offer, .offer): self = .offer
        case (.contract, .contract): self = .contract
        default: self = .status
        }
    }
}
