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
    package var submittedAt: Instant?
    package var surveyedAt: Instant?
    /// Set when nothing more can be given: the time is over or the application is closed.
    package var closedBecause: String?
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

/// A recording on its way in, by the tus protocol. Its bytes and offset are counted where they are kept.
package struct Upload: Codable, Sendable, Hashable {
    package enum Status: String, Codable, Sendable, Hashable {
        case open
        /// All bytes are here; they are being made into one sealed recording.
        case assembling
        /// They are no recording; the candidate may send another.
        case refused
    }

    package var uploadID: UploadID
    package var questionID: QuestionID
    /// As announced; while the length is deferred, the most that it can be.
    package var byteCount: Int64
    /// Set while the sender has not said how long the recording is.
    package var isLengthDeferred: Bool?
    package var mediaType: String
    package var expiresAt: Instant
    package var status: Status
    /// Its number, from the moment all bytes are here.
    package var take: Int?
    /// Why it was refused.
    package var code: String?

    /// Where its bytes go in the vault, from the first one.
    package var blobID: BlobID { BlobID(stringLiteral: "answer.\(uploadID.text)") }
}

package enum UploadKind {}
package typealias UploadID = Identifier<UploadKind>

/// What one interview may send, whoever holds its link.
package enum UploadQuota {
    package static let uploadIDBytesMax = 64
    package static let openCountMax = 4
    package static let openedCountMax = 60
    package static let openedBytesMax: Int64 = 2 * 1024 * 1024 * 1024
    package static let hoursMax: Int64 = 24

    /// The largest recording of an answer of so many seconds: 8 Mbit/s and a little for the container.
    package static func bytesMax(answerSeconds: Int) -> Int64 {
        min(Limits.answerBytesMax, Int64(answerSeconds) * 1024 * 1024 + 4 * 1024 * 1024)
    }
}
