import Domain
import Events
import Flow

package struct OpenUpload: Submission {
    package static let name = "open-upload"
    package var uploadID: UploadID
    package var questionID: QuestionID
    /// Nil when the sender does not know yet.
    package var byteCount: Int64?
    package var mediaType: String

    package init(uploadID: UploadID, questionID: QuestionID, byteCount: Int64?, mediaType: String) {
        self.uploadID = uploadID
        self.questionID = questionID
        self.byteCount = byteCount
        self.mediaType = mediaType
    }
}

/// A recording may be sent: consent was given, the question is asked, a take is left, and the quota is not used up.
/// Another upload for the same question takes the place of one that is still open.
func openUpload(
    _ body: OpenUpload, _ session: InterviewSession?, _ cause: Cause
) throws(Refusal) -> Decision<InterviewSession> {
    guard var session else { throw .noInterview }
    guard body.uploadID.text.utf8.count <= UploadQuota.uploadIDBytesMax else { throw .noUpload }
    if let refusal = session.refusalToContinue(at: cause.now) { throw refusal }
    guard session.agrees(to: .recording) else { throw .consentMissing }
    guard session.startedAt != nil else { throw Refusal("not-started", "Start the interview first.") }
    guard let question = session.plan.questions.first(where: { $0.questionID == body.questionID }) else {
        throw Refusal("no-such-question", "This interview has no such question.")
    }
    guard question.form == .video else {
        throw Refusal("answered-in-writing", "This question is answered in writing.")
    }
    guard RecordingFormat.isAllowed(body.mediaType) else {
        throw Refusal("not-a-recording", "Send the recording as WebM or MP4.")
    }
    let bytesMax = UploadQuota.bytesMax(answerSeconds: question.answerSecondsMax)
    let byteCount = body.byteCount ?? bytesMax
    guard byteCount > 0, byteCount <= bytesMax else {
        throw Refusal("recording-too-large", "The recording is empty or larger than an answer to this question can be.")
    }
    let assembling = session.uploads.filter { $0.questionID == body.questionID && $0.status == .assembling }
    guard session.takes(of: body.questionID).count + assembling.count <= session.plan.retakesMax else {
        throw Refusal("no-take-left", "This question cannot be answered again.")
    }
    _ = try answerID(session.applicationID, body.questionID, session.nextTake(of: body.questionID))
    let replaced = session.uploads.filter { $0.questionID == body.questionID && $0.status == .open }
    session.uploads.removeAll { $0.questionID == body.questionID && $0.status != .assembling }
    try checkQuota(session, byteCount)
    let expiresAt = min(session.expiresAt, cause.now.advanced(byHours: UploadQuota.hoursMax))
    session.uploads.append(
        Upload(
            uploadID: body.uploadID, questionID: body.questionID, byteCount: byteCount,
            isLengthDeferred: body.byteCount == nil ? true : nil, mediaType: body.mediaType, expiresAt: expiresAt,
            status: .open))
    session.openedUploadCount += 1
    session.openedByteCount += byteCount
    return Decision(
        session, waking: [Wake(UploadExpiry(uploadID: body.uploadID), at: expiresAt)],
        performing: replaced.map { discarding($0, session) })
}

private func checkQuota(_ session: InterviewSession, _ byteCount: Int64) throws(Refusal) {
    guard session.uploads.filter({ $0.status == .open }).count < UploadQuota.openCountMax else {
        throw Refusal("too-many-uploads", "Finish an upload before you begin another.")
    }
    guard session.openedUploadCount < UploadQuota.openedCountMax,
        session.openedByteCount + byteCount <= UploadQuota.openedBytesMax
    else { throw Refusal("upload-quota", "This interview has used up what it may send.") }
}
