import Domain
import Flow

/// Asks for what was sent of an upload to be deleted.
package struct DiscardUpload: Work, Hashable {
    package static let name = "discard-upload"
    package var candidateID: CandidateID
    package var blobID: BlobID
}

func discarding(_ upload: Upload, _ session: InterviewSession) -> Perform {
    Perform(DiscardUpload(candidateID: session.candidateID, blobID: upload.blobID))
}

func noteDiscarded(
    _ input: DiscardUpload, _ output: Bool, _ session: InterviewSession?, _ cause: Cause
) throws(Refusal) -> Decision<InterviewSession> {
    .nothing(.noConsequence("What was discarded leaves nothing behind."))
}
