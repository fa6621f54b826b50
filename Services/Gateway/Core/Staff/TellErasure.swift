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
    return Decision(shown(event, view, cause).state, emitting: [event])
}

/// The same from the fact, for a view that is made anew from the topics; where it was told, it is shown already.
func showErasure(
    _ event: CandidateErased, _ view: ApplicationView?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationView> {
    guard view?.erasedAt == nil else { return .nothing(.noConsequence("It was shown when it was told.")) }
    return shown(event, view, cause)
}

private func shown(_ event: CandidateErased, _ view: ApplicationView?, _ cause: Cause) -> Decision<ApplicationView> {
    show(event, event.applicationID, view, cause) {
        $0.candidateID = event.candidateID
        $0.erasedAt = event.erasedAt
    }
}
