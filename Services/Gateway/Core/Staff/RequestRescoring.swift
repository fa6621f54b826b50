import Domain
import Events
import Flow

package struct RequestRescoring: Submission {
    package static let name = "request-rescoring"
    package var reason: String
    package var requestedBy: ActorID

    package init(reason: String, requestedBy: ActorID) {
        self.reason = reason
        self.requestedBy = requestedBy
    }
}

/// A person has everybody of a job scored anew from what was measured. Nobody is heard again, and where nothing moves nothing is told.
func requestRescoring(
    _ body: RequestRescoring, _ job: JobView?, _ cause: Cause
) throws(Refusal) -> Decision<JobView> {
    guard let job else { throw .noJob }
    guard isReasonCode(body.reason) else { throw Refusal("malformed-reason", "A reason is a code in kebab-case.") }
    return Decision(
        nil,
        emitting: RescoringRequested(
            jobID: job.jobID, reason: body.reason, requestedBy: body.requestedBy, requestedAt: cause.now))
}
