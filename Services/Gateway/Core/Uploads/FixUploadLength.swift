import Domain
import Events
import Flow

package struct FixUploadLength: Submission {
    package static let name = "fix-upload-length"
    package var uploadID: UploadID
    package var byteCount: Int64

    package init(uploadID: UploadID, byteCount: Int64) {
        self.uploadID = uploadID
        self.byteCount = byteCount
    }
}

/// The sender of an upload with a deferred length says how long it is. It is said once.
func fixUploadLength(
    _ body: FixUploadLength, _ session: InterviewSession?, _ cause: Cause
) throws(Refusal) -> Decision<InterviewSession> {
    guard var session else { throw .noInterview }
    guard let index = session.uploads.firstIndex(where: { $0.uploadID == body.uploadID }) else { throw .noUpload }
    let upload = session.uploads[index]
    if let refusal = upload.refusal(ofLength: body.byteCount) { throw refusal }
    guard upload.isLengthDeferred == true else { return .nothing(.answered) }
    session.openedByteCount -= upload.byteCount - body.byteCount
    session.uploads[index].byteCount = body.byteCount
    session.uploads[index].isLengthDeferred = nil
    return Decision(session)
}

extension Upload {
    /// Why this cannot be its length, if so.
    package func refusal(ofLength length: Int64) -> Refusal? {
        guard isLengthDeferred == true else {
            return length == byteCount
                ? nil : Refusal("length-known", "The length was said before and cannot be changed.")
        }
        return (1...max(1, byteCount)).contains(length)
            ? nil
            : Refusal(
                "recording-too-large", "The recording is empty or larger than an answer to this question can be.")
    }
}
