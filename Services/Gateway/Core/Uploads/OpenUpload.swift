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
    /// Which part of which take it is; nil when it is a whole take, whose time nobody counts.
    package var place: Place?

    package struct Place: Codable, Sendable, Hashable {
        package var take: Int
        package var part: Int

        package init(take: Int, part: Int) {
            self.take = take
            self.part = part
        }
    }

    package init(
        uploadID: UploadID, questionID: QuestionID, byteCount: Int64?, mediaType: String, place: Place? = nil
    ) {
        self.uploadID = uploadID
        self.questionID = questionID
        self.byteCount = byteCount
        self.mediaType = mediaType
        self.place = place
    }
}

/// A recording may be sent: consent was given, the question is asked, a take is left, and the quota is not used up.
/// Another upload for the same question takes the place of one that is still open.
func openUpload(
    _ body: OpenUpload, _ session: InterviewSession?, _ cause: Cause
) throws(Refusal) -> Decision<InterviewSession> {
    guard var session else { throw .noInterview }
    guard body.uploadID.text.utf8.count <= UploadQuota.uploadIDBytesMax else { throw .noUpload }
    try session.checkAnswering(at: cause.now)
    let question = try session.recorded(body.questionID)
    guard RecordingFormat.isAllowed(body.mediaType) else {
        throw Refusal("not-a-recording", "Send the recording as WebM, MP4 or Ogg.")
    }
    let bytesMax = UploadQuota.bytesMax(answerSeconds: session.answerSeconds(of: question))
    let byteCount = body.byteCount ?? bytesMax
    guard byteCount > 0, byteCount <= bytesMax else {
        throw Refusal("recording-too-large", "The recording is empty or larger than an answer to this question can be.")
    }
    try check(body, of: question, in: session, at: cause.now)
    let replaced = session.uploads.filter { body.replaces($0) && $0.status == .open }
    session.uploads.removeAll { body.replaces($0) && $0.status != .assembling }
    try checkQuota(session, byteCount, isPart: body.place != nil)
    let expiresAt = min(session.expiresAt, cause.now.advanced(byHours: UploadQuota.hoursMax))
    session.uploads.append(
        Upload(
            uploadID: body.uploadID, questionID: body.questionID, byteCount: byteCount,
            isLengthDeferred: body.byteCount == nil ? true : nil, mediaType: body.mediaType, expiresAt: expiresAt,
            status: .open, take: body.place?.take, part: body.place?.part))
    session.openedUploadCount += 1
    session.openedByteCount += byteCount
    return Decision(
        session, emitting: try session.arriving(body, at: cause.now).map { [$0] } ?? [],
        waking: [Wake(UploadExpiry(uploadID: body.uploadID), at: expiresAt)],
        performing: replaced.map { discarding($0, session) })
}

extension InterviewSession {
    /// That a part is being recorded now: its sender does not know yet how long it becomes. What was recorded before comes whole.
    fileprivate func arriving(_ body: OpenUpload, at now: Instant) throws(Refusal) -> AnswerArriving? {
        guard let place = body.place, body.byteCount == nil else { return nil }
        var blobs: [Int: BlobID] = [:]
        for part in handIndex(body.questionID, place.take).flatMap({ takesInHand?[$0].parts }) ?? [] {
            blobs[part.number] = part.blobID
        }
        for upload in uploads where upload.questionID == body.questionID && upload.take == place.take {
            if let part = upload.part { blobs[part] = upload.blobID }
        }
        let parts = blobs.filter { $0.key <= place.part }.sorted { $0.key < $1.key }
        return AnswerArriving(
            applicationID: applicationID, candidateID: candidateID, questionID: body.questionID,
            answerID: try answerID(applicationID, body.questionID, place.take), take: place.take,
            blobIDs: parts.map(\.value), begunAt: now)
    }
}

extension OpenUpload {
    /// A whole take takes the place of one that is still open, a part the place of the same part.
    fileprivate func replaces(_ upload: Upload) -> Bool {
        upload.questionID == questionID && upload.part == place?.part && (place == nil || upload.take == place?.take)
    }
}

/// A whole take needs one that is left; a part needs a take that it belongs to.
private func check(
    _ body: OpenUpload, of question: Question, in session: InterviewSession, at now: Instant
) throws(Refusal) {
    guard let place = body.place else {
        guard question.thinkSeconds == nil else {
            throw Refusal("take-missing", "The time of this question is counted: begin a take, and send its parts.")
        }
        guard session.running(at: now) == nil else { throw .takeRunning }
        guard session.takesLeft(of: question) > 0 else { throw .noTakeLeft }
        _ = try answerID(session.applicationID, body.questionID, session.nextTake(of: body.questionID))
        return
    }
    guard let index = session.handIndex(body.questionID, place.take), let hand = session.takesInHand?[index],
        !hand.isSettled
    else { throw .noTake }
    guard place.part >= 1, place.part <= hand.partCount else {
        throw Refusal("no-part", "Say that the answer goes on before you send a further part.")
    }
    let isKnown =
        hand.parts.contains { $0.number == place.part }
        || session.uploads.contains { body.replaces($0) && $0.status == .assembling }
    guard !isKnown else { throw Refusal("part-arrived", "This part has arrived.") }
}

private func checkQuota(_ session: InterviewSession, _ byteCount: Int64, isPart: Bool) throws(Refusal) {
    let isTooMany =
        isPart
        ? session.uploads.count { $0.status == .open } >= UploadQuota.openPartCountMax
        : session.uploads.count { $0.status == .open && $0.part == nil } >= UploadQuota.openCountMax
    guard !isTooMany else { throw Refusal("too-many-uploads", "Finish an upload before you begin another.") }
    guard session.openedUploadCount < (isPart ? UploadQuota.openedPartCountMax : UploadQuota.openedCountMax),
        session.openedByteCount + byteCount <= UploadQuota.openedBytesMax
    else { throw Refusal("upload-quota", "This interview has used up what it may send.") }
}
