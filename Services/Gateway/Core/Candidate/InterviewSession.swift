import Domain
import Events

/// One candidate's interview: what is asked, what was agreed to, what has been recorded. Key: the application.
package struct InterviewSession: Codable, Sendable, Hashable {
    package var applicationID: ApplicationID
    package var jobID: JobID
    package var candidateID: CandidateID
    package var language: Language
    package var plan: InterviewPlan
    package var expiresAt: Instant
    package var consents: [Consent] = []
    package var startedAt: Instant?
    /// Recordings on their way in.
    package var uploads: [Upload] = []
    /// Recordings that have arrived, in order.
    package var takes: [Take] = []
    /// The last runs of programs on the open examples.
    package var runs: [CodeRun]?
    package var submittedAt: Instant?
    package var surveyedAt: Instant?
    /// The candidate does not want to be recorded and asked for another way; that is no rejection.
    package var humanWayAskedAt: Instant?
    /// Set when nothing more can be given: the time is over or the application is closed.
    package var closedBecause: String?
    /// What HR granted this candidate.
    package var accommodations: Accommodations?
    /// How many uploads were ever opened and how many bytes they announced, for the quota.
    package var openedUploadCount = 0
    package var openedByteCount: Int64 = 0

    package struct Consent: Codable, Sendable, Hashable {
        package var purpose: ConsentPurpose
        package var textVersion: String
        package var givenAt: Instant
        package var withdrawnAt: Instant?
    }

    package struct Take: Codable, Sendable, Hashable {
        package var questionID: QuestionID
        package var answerID: AnswerID
        package var take: Int
        package var recordedAt: Instant
    }

    package init(_ invited: InterviewInvited) {
        applicationID = invited.applicationID
        jobID = invited.jobID
        candidateID = invited.candidateID
        language = invited.language
        plan = invited.plan
        expiresAt = invited.expiresAt
    }

    /// Whether the candidate agrees to this now.
    package func agrees(to purpose: ConsentPurpose) -> Bool {
        consents.contains { $0.purpose == purpose && $0.withdrawnAt == nil }
    }

    package func takes(of question: QuestionID) -> [Take] { takes.filter { $0.questionID == question } }

    /// The number of the next take, counting those that are still being put together.
    func nextTake(of question: QuestionID) -> Int {
        let arriving = uploads.filter { $0.questionID == question }.compactMap(\.take)
        return (takes(of: question).map(\.take) + arriving).reduce(0, max) + 1
    }

    /// Why nothing can be given any more, if so. The server's clock counts, not the candidate's.
    package func refusalToContinue(at now: Instant) -> Refusal? {
        if submittedAt != nil { return Refusal("already-submitted", "The interview has been handed in.") }
        if let closedBecause { return Refusal(closedBecause, "This interview is closed.") }
        if now >= expiresAt { return Refusal("interview-expired", "The time for this interview is over.") }
        return nil
    }
}
