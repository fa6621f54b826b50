import Events
import Flow

/// What scoring does. `observe` hears one recording and keeps its transcript in the vault; `assess` reads a written answer; `run`
/// runs a program for its author; `prepare` looks whether a recording can be heard at all, and keeps it in a form that can be
/// played.
package func reactions(
    observe: @escaping Activity<ObserveAnswer, Hearing>, assess: @escaping Activity<AssessWritten, Reading>,
    run: @escaping Activity<RunProgram, [ExampleResult]>,
    prepare: @escaping Activity<PrepareRecording, PreparedRecording>
) -> [Reaction] {
    // swift-format-ignore
    [
        on(InterviewInvited.self, keepPlan),
        on(ConsentGiven.self, noteConsent),
        on(ConsentWithdrawn.self, noteConsentWithdrawn),
        on(CandidateErased.self, noteErasure),
        on(AnswerRecorded.self, requestObservation),
        on(InterviewSubmitted.self, submitInterview, emits: InterviewScored.self),
        perform(ObserveAnswer.self, observe, then: noteAnswer, otherwise: noteUnheard,
                emits: AnswerScored.self, InterviewScored.self),
        on(AnswerWritten.self, requestAssessment),
        on(CodeRunRequested.self, requestRun),
        // Leased apart from recordings, behind which nobody who writes waits; their own turns bound what they compute.
        perform(AssessWritten.self, assess, load: .waiting, then: noteReading, otherwise: noteUnread,
                emits: AnswerScored.self, InterviewScored.self),
        perform(RunProgram.self, run, load: .waiting, then: noteRun, otherwise: noteNotRun,
                emits: CodeJudged.self),
        perform(PrepareRecording.self, prepare, load: .waiting, then: notePrepared, otherwise: noteUnprepared,
                emits: RecordingPrepared.self),
    ]
}
