import Domain
import Events
import Flow

/// Somebody with a decoder has looked at a take: the candidate reads what is wrong with it, and may answer again.
func noteRecording(
    _ event: RecordingPrepared, _ session: InterviewSession?, _ cause: Cause
) throws(Refusal) -> Decision<InterviewSession> {
    guard var session, let index = session.takes.firstIndex(where: { $0.answerID == event.answerID }) else {
        return .nothing(.noConsequence("The session does not know this take."))
    }
    session.takes[index].fault = event.fault
    session.takes[index].durationMilliseconds = event.durationMilliseconds
    session.takes[index].rendition = event.rendition.map { .init(blobID: $0.blobID, mediaType: $0.mediaType) }
    return Decision(session)
}
