import Domain
import Events
import Flow

/// Asks for the vault to be told of a change of consent that it keeps things by.
package struct NoteConsent: Work, Hashable {
    package static let name = "note-consent"
    package var applicationID: ApplicationID
    package var candidateID: CandidateID
    package var purposes: [ConsentPurpose]
    package var isGiven: Bool
    package var saidAt: Instant
}

func noting(
    _ purposes: [ConsentPurpose], isGiven: Bool, _ session: InterviewSession, _ cause: Cause
) -> [Perform] {
    let kept = purposes.filter { $0 == .talentPool || $0 == .recording && !isGiven }
    guard !kept.isEmpty else { return [] }
    let work = NoteConsent(
        applicationID: session.applicationID, candidateID: session.candidateID, purposes: kept, isGiven: isGiven,
        saidAt: cause.now)
    return [Perform(work)]
}

func noteNoted(
    _ input: NoteConsent, _ output: Bool, _ session: InterviewSession?, _ cause: Cause
) throws(Refusal) -> Decision<InterviewSession> {
    .nothing(.noConsequence("The vault was told; the consent itself is a fact of its own."))
}
