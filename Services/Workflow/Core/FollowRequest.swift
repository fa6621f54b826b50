import Domain
import Events
import Flow

/// A candidate who wants a person's look gets no decision of the rules alone (PIPL 24, GDPR 22). That somebody would rather not be
/// recorded is a fact of its own, which `followHumanWay` hears.
func followRequest(
    _ event: CandidateRequestMade, _ application: Application?, _ cause: Cause
) throws(Refusal) -> Decision<Application> {
    guard event.kind == .humanReview else {
        return .nothing(.noConsequence("It changes nothing of where the application stands."))
    }
    guard var application else { return .notYet("waits for the admission") }
    guard !application.isClosed else { return .nothing(.saidBy(ApplicationClosed.self)) }
    application.wantsPerson = true
    return Decision(application)
}
