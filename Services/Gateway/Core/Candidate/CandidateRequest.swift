import Domain
import Events

/// Something that a candidate asks the employer's people for, and what became of it. Key: the request.
///
/// What the candidate wrote and what was answered lie in the vault.
package struct CandidateRequest: Codable, Sendable, Hashable {
    package var requestID: RequestID
    package var applicationID: ApplicationID
    package var candidateID: CandidateID
    package var jobID: JobID
    package var kind: CandidateRequestKind
    package var about: CandidateRequestSubject?
    /// The candidate wrote something.
    package var hasWords: Bool
    package var madeAt: Instant
    /// By when it is to be settled; nil where nothing is left to do.
    package var dueAt: Instant?
    package var status: CandidateRequestStatus
    /// The employer's people wrote something.
    package var hasAnswer = false
    /// Why it was refused, as a code.
    package var reason: String?
    package var settledBy: ActorID?
    package var settledAt: Instant?
    /// When its time was over, if nobody had settled it then.
    package var overdueAt: Instant?

    /// Of one application, open at a time.
    package static let openCountMax = 20
    /// Of what the candidate writes, and of an answer.
    package static let charactersMax = 4_000

    package init(_ body: MakeRequest, at now: Instant) {
        requestID = body.requestID
        applicationID = body.applicationID
        candidateID = body.candidateID
        jobID = body.jobID
        kind = body.kind
        about = body.about
        hasWords = body.hasWords
        madeAt = now
        let isOpen = body.kind != .withdrawal
        dueAt = isOpen ? now.advanced(byDays: Int64(body.days)) : nil
        status = isOpen ? .open : .done
        settledAt = isOpen ? nil : now
    }

    /// The fields of the vault with what was written.
    package static func wordsField(_ request: RequestID) -> String { "request.\(request)" }
    package static func answerField(_ request: RequestID) -> String { "request-answer.\(request)" }
}

extension CandidateRequestKind {
    /// Nobody could do anything about it without words.
    package var needsWords: Bool {
        switch self {
        case .question, .correction, .accommodation: true
        case .humanReview, .humanWay, .erasure, .withdrawal: false
        }
    }
}
