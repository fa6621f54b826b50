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
            guard let session else {
                self = isSeated ? .consent : .welcome
                return
            }
            let isKnown = isIdentified || session.plan.identityByCode != true
            if session.mayBeAnswered, session.startedAt != nil {
                self = .question
            } else if session.isRecorded, session.agrees(to: .recording) {
                self = isKnown ? .devices : .identity
            } else if isSeated, session.humanWayAskedAt == nil {
                // Nothing needs to be agreed to in writing, so what is agreed to is said with the start.
                self = session.needsRecording || isKnown ? .consent : .identity
            } else {
                self = .welcome
            }
        case (.interview, .waiting): self = .welcome
        case (.offer, .offer): self = .offer
        case (.contract, .contract): self = .contract
        default: self = .status
        }
    }
}
