import Domain
import Events
import Flow

/// The work of looking at a recording and making a form of it that can be played.
package struct PrepareRecording: Work, Hashable {
    package static let name = "prepare-recording"
    package var recorded: AnswerRecorded

    package init(recorded: AnswerRecorded) { self.recorded = recorded }
}

package struct PreparedRecording: Sendable, Hashable {
    package var fault: String?
    package var durationMilliseconds: Int?
    package var rendition: RecordingPrepared.Rendition?

    package init(fault: String?, durationMilliseconds: Int?, rendition: RecordingPrepared.Rendition?) {
        self.fault = fault
        self.durationMilliseconds = durationMilliseconds
        self.rendition = rendition
    }
}

/// The candidate is told what is wrong while they can still answer again, and people can play the answer.
func notePrepared(
    _ work: PrepareRecording, _ prepared: PreparedRecording, _ scorecard: Scorecard?, _ cause: Cause
) throws(Refusal) -> Decision<Scorecard> {
    Decision(nil, emitting: [told(work, prepared, cause)])
}

/// What cannot be decoded is no answer.
func noteUnprepared(
    _ work: PrepareRecording, _ failure: ActivityFailure, _ scorecard: Scorecard?, _ cause: Cause
) throws(Refusal) -> Decision<Scorecard> {
    if failure == .candidateErased { return .nothing(.saidBy(CandidateErased.self)) }
    let prepared = PreparedRecording(fault: failure.code, durationMilliseconds: nil, rendition: nil)
    return Decision(nil, emitting: [told(work, prepared, cause)])
}

private func told(_ work: PrepareRecording, _ prepared: PreparedRecording, _ cause: Cause) -> RecordingPrepared {
    let recorded = work.recorded
    return RecordingPrepared(
        applicationID: recorded.applicationID, questionID: recorded.questionID, answerID: recorded.answerID,
        take: recorded.take, fault: prepared.fault, durationMilliseconds: prepared.durationMilliseconds,
        rendition: prepared.rendition, preparedAt: cause.now)
}
