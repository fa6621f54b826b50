import Domain
import Events
import Flow

package struct GrantAccommodations: Submission {
    package static let name = "grant-accommodations"
    package var accommodations: Accommodations
    package var grantedBy: ActorID

    package init(accommodations: Accommodations, grantedBy: ActorID) {
        self.accommodations = accommodations
        self.grantedBy = grantedBy
    }
}

/// What HR grants holds for everything that the candidate does from now on, until the interview is handed in; the candidate is
/// told.
func grantAccommodations(
    _ body: GrantAccommodations, _ session: InterviewSession?, _ cause: Cause
) throws(Refusal) -> Decision<InterviewSession> {
    guard var session else { throw .noInterview }
    if let refusal = session.refusalToContinue(at: cause.now) { throw refusal }
    let given = body.accommodations
    guard (0...Accommodations.extraTimePercentMax).contains(given.extraTimePercent),
        (0...Accommodations.extraRetakesMax).contains(given.extraRetakes)
    else { throw Refusal("out-of-range", "Extra time is 0 to 200 percent, extra takes are 0 to 3.") }
    guard session.accommodations != given else { return .nothing(.answered) }
    session.accommodations = given
    return Decision(
        session,
        emitting: AccommodationsGranted(
            applicationID: session.applicationID, candidateID: session.candidateID, jobID: session.jobID,
            language: session.language, grantedBy: body.grantedBy, grantedAt: cause.now))
}
