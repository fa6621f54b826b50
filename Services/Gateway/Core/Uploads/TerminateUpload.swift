import Domain
import Events
import Flow

package struct TerminateUpload: Submission {
    package static let name = "terminate-upload"
    package var uploadID: UploadID

    package init(uploadID: UploadID) { self.uploadID = uploadID }
}

/// The time is over in which an upload may be finished.
struct UploadExpiry: Timer {
    static let name = "upload-expiry"
    var uploadID: UploadID
}

/// Asks for what was sent of an upload to be deleted.
package struct DiscardUpload: Work, Hashable {
    package static let name = "discard-upload"
    package var candidateID: CandidateID
    package var blobID: BlobID
}

func discarding(_ upload: Upload, _ session: InterviewSession) -> Perform {
    Perform(DiscardUpload(candidateID: session.candidateID, blobID: upload.blobID))
}

/// The candidate gave the upload up.
func terminateUpload(
    _ body: TerminateUpload, _ session: InterviewSession?, _ cause: Cause
) throws(Refusal) -> Decision<InterviewSession> {
    guard let session else { throw .noInterview }
    guard session.uploads.contains(where: { $0.uploadID == body.uploadID }) else { throw .noUpload }
    return end(body.uploadID, session)
}

/// Nobody finished the upload in its time.
func expireUpload(
    _ timer: UploadExpiry, _ session: InterviewSession?, _ cause: Cause
) throws(Refusal) -> Decision<InterviewSession> {
    guard let session else { return .ended }
    return end(timer.uploadID, session)
}

private func end(_ uploadID: UploadID, _ session: InterviewSession) -> Decision<InterviewSession> {
    var session = session
    let ended = session.uploads.filter { $0.uploadID == uploadID && $0.status != .assembling }
    guard !ended.isEmpty else { return .ended }
    session.uploads.removeAll { $0.uploadID == uploadID }
    return Decision(session, performing: ended.map { discarding($0, session) })
}

func noteDiscarded(
    _ input: DiscardUpload, _ output: Bool, _ session: InterviewSession?, _ cause: Cause
) throws(Refusal) -> Decision<InterviewSession> {
    .nothing(.noConsequence("What was discarded leaves nothing behind."))
}

extension Decision {
    fileprivate static var ended: Decision { .nothing(.noConsequence("The upload has ended before.")) }
}
