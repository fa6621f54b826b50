import Domain
import Events
import Flow

/// Asks for an upload to be ended and checked: from then on it is a recording that can be read.
package struct AssembleAnswer: Work, Hashable {
    package static let name = "assemble-answer"
    package var applicationID: ApplicationID
    package var candidateID: CandidateID
    package var uploadID: UploadID
    package var questionID: QuestionID
    package var answerID: AnswerID
    package var blobID: BlobID
    package var take: Int
    package var mediaType: String
    package var byteCount: Int64
    /// Which part of the take it is; nil when it is the whole.
    package var part: Int?
    /// Set when nobody waits for bytes that are missing.
    package var isCutShort: Bool?
}

package struct AssembledAnswer: Sendable {
    package var byteCount: Int64
    /// Lower-case hexadecimal.
    package var sha256: String

    package init(byteCount: Int64, sha256: String) {
        self.byteCount = byteCount
        self.sha256 = sha256
    }
}

/// The recording lies in the vault: it becomes a take.
func recordAnswer(
    _ input: AssembleAnswer, _ output: AssembledAnswer, _ session: InterviewSession?, _ cause: Cause
) throws(Refusal) -> Decision<InterviewSession> {
    guard var session else { throw .noInterview }
    session.note(arrivalOf: input, output)
    if let number = input.part {
        guard let index = session.handIndex(input.questionID, input.take) else {
            return Decision(session, performing: [discarding(input)])
        }
        session.takesInHand?[index].parts.append(
            RecordedPart(
                number: number, blobID: input.blobID, mediaType: input.mediaType, byteCount: output.byteCount,
                sha256: output.sha256))
        return session.completing(input.questionID, input.take, cause)
    }
    session.takes.append(
        InterviewSession.Take(
            questionID: input.questionID, answerID: input.answerID, take: input.take, recordedAt: cause.now))
    return Decision(
        session,
        emitting: [
            AnswerRecorded(
                applicationID: input.applicationID, candidateID: input.candidateID, questionID: input.questionID,
                answerID: input.answerID, take: input.take, blobID: input.blobID, mediaType: input.mediaType,
                byteCount: output.byteCount, sha256: output.sha256, recordedAt: cause.now)
        ])
}

/// What arrived is no recording: the candidate is told, and no take is lost.
func refuseUpload(
    _ input: AssembleAnswer, _ failure: ActivityFailure, _ session: InterviewSession?, _ cause: Cause
) throws(Refusal) -> Decision<InterviewSession> {
    guard var session else { throw .noInterview }
    for index in session.uploads.indices where session.uploads[index].uploadID == input.uploadID {
        session.uploads[index].status = .refused
        session.uploads[index].code = failure.code
    }
    guard let number = input.part, let index = session.handIndex(input.questionID, input.take) else {
        return Decision(session, performing: [discarding(input)])
    }
    session.takesInHand?[index].unreadableParts.append(number)
    return session.completing(input.questionID, input.take, cause, performing: [discarding(input)])
}

private func discarding(_ input: AssembleAnswer) -> Perform {
    Perform(DiscardUpload(candidateID: input.candidateID, blobID: input.blobID))
}

extension InterviewSession {
    /// The upload is complete: who asks for its offset again is told the last one, and its length counts as it is.
    fileprivate mutating func note(arrivalOf input: AssembleAnswer, _ output: AssembledAnswer) {
        for var upload in uploads where upload.uploadID == input.uploadID {
            openedByteCount -= max(0, upload.byteCount - output.byteCount)
            upload.byteCount = output.byteCount
            upload.isLengthDeferred = nil
            upload.status = .arrived
            upload.take = input.take
            arrived = (arrived ?? []) + [upload]
        }
        uploads.removeAll { $0.uploadID == input.uploadID }
    }
}

/// What a take is called. Outsiders name applications and questions, so a name may be too long.
func answerID(_ application: ApplicationID, _ question: QuestionID, _ take: Int) throws(Refusal) -> AnswerID {
    do throws(InvalidIdentifier) { return try AnswerID("\(application.text).\(question.text).\(take)") } catch {
        throw Refusal("identifier-too-long", "The application's and the question's identifiers are too long together.")
    }
}
