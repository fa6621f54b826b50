import Domain
import Events
import Flow

/// That an application has ended, whoever ended it: the days of what was kept of it are counted from here.
package struct ClosedApplication: Codable, Sendable, Hashable {
    package var candidateID: CandidateID
    package var outcome: ClosingOutcome
    package var endedAt: Instant
}

func noteClosing(
    _ event: ApplicationClosed, _ ending: ClosedApplication?, _ cause: Cause
) throws(Refusal) -> Decision<ClosedApplication> {
    guard ending == nil else { return .nothing(.noConsequence("Its end is noted.")) }
    return Decision(
        ClosedApplication(
            candidateID: event.candidateID, outcome: event.outcome, endedAt: cause.occurredAt ?? cause.now))
}
