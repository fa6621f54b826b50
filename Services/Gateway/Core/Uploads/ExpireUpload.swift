import Domain
import Flow

/// The time is over in which an upload may be finished.
struct UploadExpiry: Timer {
    static let name = "upload-expiry"
    var uploadID: UploadID
}

/// Nobody finished the upload in its time.
func expireUpload(
    _ timer: UploadExpiry, _ session: InterviewSession?, _ cause: Cause
) throws(Refusal) -> Decision<InterviewSession> {
    guard let session else { return .ended }
    return end(timer.uploadID, session)
}
