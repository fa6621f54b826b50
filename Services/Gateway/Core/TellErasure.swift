import Domain
import Events
import Flow

/// The vault erased a candidate who had this application.
package struct TellErasure: Submission {
    package static let name = "tell-erasure"
    package var applicationID: ApplicationID
    package var candidateID: CandidateID
    package var erasedAt: Instant

    package init(applicationID: ApplicationID, candidateID: CandidateID, erasedAt: Instant) {
        self.applicationID = applicationID
        self.candidateID = candidateID
        self.erasedAt = erasedAt
    }
}

/// Tells the house, once. The view may not be there yet: an application that is still being taken in is told of all the same.
func tellErasure(
    _ body: TellErasure, _ view: ApplicationView?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationView> {
    guard view?.erasedAt == nil else { return .nothing(.answered) }
    let event = CandidateErased(
        applicationID: body.applicationID, candidateID: body.candidateID, erasedAt: body.erasedAt)
    let shown = show(event, body.applicationID, view, cause) {
        $0.candidateID = body.candidateID
        $0.erasedAt = body.erasedAt
    }
    return Decision(shown.state, emitting: [event])
}
