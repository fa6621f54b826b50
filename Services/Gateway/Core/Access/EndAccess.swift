import Domain
import Events
import Flow

/// The candidate was erased: no link, session or code counts any more, and none will.
func endAccess(
    _ event: CandidateErased, _ access: CandidateAccess?, _ cause: Cause
) throws(Refusal) -> Decision<CandidateAccess> {
    var access = access ?? CandidateAccess(event.applicationID)
    guard !access.isErased else { return .nothing(.noConsequence("Nothing is open any more.")) }
    access.isErased = true
    access.devices = []
    access.codes = []
    return Decision(access)
}
