import Domain
import Events
import Flow

package struct MakeRequest: Submission {
    package static let name = "make-request"
    package var requestID: RequestID
    package var applicationID: ApplicationID
    package var candidateID: CandidateID
    package var jobID: JobID
    package var kind: CandidateRequestKind
    package var about: CandidateRequestSubject?
    /// What the candidate wrote is in the vault by now.
    package var hasWords: Bool
    /// In how many it is to be settled.
    package var days: Int

    package init(
        requestID: RequestID, applicationID: ApplicationID, candidateID: CandidateID, jobID: JobID,
        kind: CandidateRequestKind, about: CandidateRequestSubject?, hasWords: Bool, days: Int
    ) {
        self.requestID = requestID
        self.applicationID = applicationID
        self.candidateID = candidateID
        self.jobID = jobID
        self.kind = kind
        self.about = about
        self.hasWords = hasWords
        self.days = days
    }
}

/// A request's time is over.
struct RequestExpiry: Timer {
    static let name = "request-expiry"
    var requestID: RequestID
}

/// The candidate asks for something; a person sees to it. Erasure too: a contract in force may stand against it.
func makeRequest(
    _ body: MakeRequest, _ request: CandidateRequest?, _ cause: Cause
) throws(Refusal) -> Decision<CandidateRequest> {
    guard request == nil else { return .nothing(.answered) }
    guard body.hasWords || !body.kind.needsWords else {
        throw Refusal("malformed-request", "Say in words what is asked for.")
    }
    let request = CandidateRequest(body, at: cause.now)
    var events: [any Event] = [
        CandidateRequestMade(
            applicationID: request.applicationID, candidateID: request.candidateID, jobID: request.jobID,
            requestID: request.requestID, kind: request.kind, about: request.about, madeAt: request.madeAt,
            dueAt: request.dueAt)
    ]
    if request.kind == .erasure {
        events.append(
            ErasureRequested(
                applicationID: request.applicationID, candidateID: request.candidateID, jobID: request.jobID,
                requestedAt: cause.now))
    }
    let wakes = request.dueAt.map { [Wake(RequestExpiry(requestID: request.requestID), at: $0)] } ?? []
    return Decision(request, emitting: events, waking: wakes)
}

/// Nobody settled it in its time: the employer's people are told, once.
func missRequest(
    _ timer: RequestExpiry, _ request: CandidateRequest?, _ cause: Cause
) throws(Refusal) -> Decision<CandidateRequest> {
    guard var request, let dueAt = request.dueAt, request.status == .open else {
        return .nothing(.saidBy(CandidateRequestSettled.self))
    }
    guard request.overdueAt == nil else { return .nothing(.saidBy(CandidateRequestOverdue.self)) }
    request.overdueAt = dueAt
    return Decision(
        request,
        emitting: CandidateRequestOverdue(
            applicationID: request.applicationID, candidateID: request.candidateID, jobID: request.jobID,
            requestID: request.requestID, kind: request.kind, dueAt: dueAt))
}
