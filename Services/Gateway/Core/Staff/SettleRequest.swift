import Domain
import Events
import Flow

package struct SettleRequest: Submission {
    package static let name = "settle-request"
    package var status: CandidateRequestStatus
    /// Why it is refused, as a code.
    package var reason: String?
    /// What is answered is in the vault by now.
    package var hasAnswer: Bool
    /// Of the mail to the candidate.
    package var language: Language
    package var settledBy: ActorID

    package init(
        status: CandidateRequestStatus, reason: String?, hasAnswer: Bool, language: Language, settledBy: ActorID
    ) {
        self.status = status
        self.reason = reason
        self.hasAnswer = hasAnswer
        self.language = language
        self.settledBy = settledBy
    }
}

/// A person answers, does what was asked for, or refuses it; then the candidate is owed the reason, as a code for those who
/// count and in words for the candidate (GDPR 12(4)).
func settleRequest(
    _ body: SettleRequest, _ request: CandidateRequest?, _ cause: Cause
) throws(Refusal) -> Decision<CandidateRequest> {
    guard var request else { throw .noRequest }
    if let refusal = request.refusal(to: body.status) { throw refusal }
    switch body.status {
    case .open: throw Refusal("malformed-settlement", "A request is answered, done or refused.")
    case .answered:
        guard body.hasAnswer else { throw Refusal("malformed-settlement", "An answer has words.") }
    case .done: break
    case .refused:
        guard body.hasAnswer, let reason = body.reason, isReasonCode(reason) else {
            throw Refusal(
                "malformed-settlement", "Who refuses says why: a code in kebab-case, and words for the candidate.")
        }
    }
    request.status = body.status
    request.reason = body.status == .refused ? body.reason : nil
    request.hasAnswer = request.hasAnswer || body.hasAnswer
    request.settledBy = body.settledBy
    request.settledAt = cause.now
    return Decision(
        request,
        emitting: CandidateRequestSettled(
            applicationID: request.applicationID, candidateID: request.candidateID, jobID: request.jobID,
            requestID: request.requestID, kind: request.kind, status: request.status, reason: request.reason,
            language: body.language, settledBy: body.settledBy, settledAt: cause.now))
}

extension CandidateRequest {
    /// What was answered can still be done; what was done or refused stays so, and the candidate can ask anew.
    package func refusal(to status: CandidateRequestStatus) -> Refusal? {
        switch self.status {
        case .open: nil
        case .answered: status == .done ? nil : .requestSettled
        case .done, .refused: .requestSettled
        }
    }
}

/// The candidate was erased: what was asked for ends, and nobody is written to any more.
package struct EndRequest: Submission {
    package static let name = "end-request"

    package init() {}
}

func endRequest(
    _ body: EndRequest, _ request: CandidateRequest?, _ cause: Cause
) throws(Refusal) -> Decision<CandidateRequest> {
    guard var request else { throw .noRequest }
    guard request.status == .open || request.status == .answered else { return .nothing(.answered) }
    request.status = .done
    request.reason = "candidate-erased"
    request.settledAt = cause.now
    return Decision(request)
}

extension Refusal {
    package static let noRequest = Refusal("no-request", "There is no such request.")
    static let requestSettled = Refusal("request-settled", "This request has been settled.")
}
