import Domain
import Flow

package struct FinishUpload: Submission {
    package static let name = "finish-upload"
    package var uploadID: UploadID

    package init(uploadID: UploadID) { self.uploadID = uploadID }
}

/// All bytes have arrived: the take gets its number, and what was sent is looked at.
func finishUpload(
    _ body: FinishUpload, _ session: InterviewSession?, _ cause: Cause
) throws(Refusal) -> Decision<InterviewSession> {
    guard var session else { throw .noInterview }
    guard let index = session.uploads.firstIndex(where: { $0.uploadID == body.uploadID }) else { throw .noUpload }
    guard session.uploads[index].status == .open else { return .nothing(.answered) }
    let upload = session.uploads[index]
    let take: Int =
        if upload.part != nil, let take = upload.take { take } else { session.nextTake(of: upload.questionID) }
    session.uploads[index].status = .assembling
    session.uploads[index].take = take
    return Decision(session, performing: [try assembling(upload, take: take, session)])
}

/// - Parameter isCutShort: nobody waits for the rest; what is there is all.
func assembling(
    _ upload: Upload, take: Int, _ session: InterviewSession, isCutShort: Bool = false
) throws(Refusal) -> Perform {
    let answerID = try answerID(session.applicationID, upload.questionID, take)
    return Perform(
        AssembleAnswer(
            applicationID: session.applicationID, candidateID: session.candidateID, uploadID: upload.uploadID,
            questionID: upload.questionID, answerID: answerID, blobID: upload.blobID, take: take,
            mediaType: upload.mediaType, byteCount: upload.byteCount, part: upload.part,
            isCutShort: isCutShort ? true : nil))
}

extension Refusal {
    static let noUpload = Refusal("no-upload", "There is no such upload, or it has expired.")
}
