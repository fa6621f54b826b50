import Domain
import Flow

package struct TerminateUpload: Submission {
    package static let name = "terminate-upload"
    package var uploadID: UploadID

    package init(uploadID: UploadID) { self.uploadID = uploadID }
}

/// The candidate gave the upload up.
func terminateUpload(
    _ body: TerminateUpload, _ session: InterviewSession?, _ cause: Cause
) throws(Refusal) -> Decision<InterviewSession> {
    guard let session else { throw .noInterview }
    guard session.uploads.contains(where: { $0.uploadID == body.uploadID }) else { throw .noUpload }
    return end(body.uploadID, session)
}

func end(_ uploadID: UploadID, _ session: InterviewSession) -> Decision<InterviewSession> {
    var session = session
    let ended = session.uploads.filter { $0.uploadID == uploadID && $0.status != .assembling }
    guard !ended.isEmpty else { return .ended }
    session.uploads.removeAll { $0.uploadID == uploadID }
    return Decision(session, performing: ended.map { discarding($0, session) })
}

extension Decision {
    static var ended: Decision { .nothing(.noConsequence("The upload has ended before.")) }
}
