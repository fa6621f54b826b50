import Domain
import Events
import Flow

/// What scoring does. `observe` hears one recording and keeps its transcript in the vault; `assess` reads a written answer; `run`
/// runs a program for its author; `prepare` looks whether a recording can be heard at all, and keeps it in a form that can be
/// played; `begin` hears what has come of a recording that goes on; `judge` asks another about what was not found in an answer,
/// where there is one (`judging`); `find` finds whose scorecards were made under earlier terms of their job; `measure` looks once
/// more into what was said, by another rubric; `check` scores the employer's anchor answers; `forget` deletes what was seen of a face.
package func reactions(
    observe: @escaping Activity<ObserveAnswer, Hearing>, begin: @escaping Activity<HearArriving, Bool>,
    assess: @escaping Activity<AssessWritten, Reading>,
    run: @escaping Activity<RunProgram, [ExampleResult]>,
    prepare: @escaping Activity<PrepareRecording, PreparedRecording>,
    find: @escaping Activity<FindScorecards, [ApplicationID]>,
    measure: @escaping Activity<MeasureAnew, [MeasuredAnew]>, check: @escaping Activity<CheckAnchors, [AnchorScore]>,
    forget: @escaping Activity<ForgetFaces, Bool> = { _, _ in true },
    judge: @escaping Activity<JudgeAnswer, JudgeObservation?> = { _, _ in nil }, judging: Judging = .off
) -> [Reaction] {
    // swift-format-ignore
    [
        on(JobOpened.self, keepTerms),
        on(JobRevised.self, reviseTerms),
        on(RescoringRequested.self, rescoreJob),
        perform(CheckAnchors.self, check, load: .waiting, then: noteAnchors, emits: AnchorsChecked.self),
        perform(FindScorecards.self, find, load: .waiting, then: passTermsOn, emits: RescoringDue.self),
        on(RescoringDue.self, reading: ScoringTerms.self, at: { $0.jobID.text }, rescoreInterview,
           emits: InterviewScored.self, GradeCounted.self),
        perform(MeasureAnew.self, measure, load: .waiting, then: noteMeasuredAnew, otherwise: noteNotMeasuredAnew,
                emits: InterviewScored.self, GradeCounted.self),
        on(AnswerGraded.self, noteGrade, emits: GradeCounted.self),
        on(GradeCounted.self, countGrade),
        wake(LearnFromGrades.self, learnFromGrades, emits: HeadsTrained.self, AgreementMeasured.self),
        on(HeadsTrained.self, reviseHeads),
        on(OutsideMeasured.self, noteMeasure, emits: InterviewScored.self, GradeCounted.self),
        on(InterviewInvited.self, consulting: ScoringTerms.self, at: { $0.jobID.text }, keepPlan),
        on(ConsentGiven.self, noteConsent),
        on(ConsentWithdrawn.self, noteConsentWithdrawn),
        perform(ForgetFaces.self, forget, load: .waiting, then: noteFacesForgotten, emits: FaceFeaturesForgotten.self),
        on(CandidateErased.self, noteErasure, emits: GradeCounted.self),
        on(AnswerArriving.self, requestHearing),
        // It waits for what comes, and computes when nobody waits for something else.
        perform(HearArriving.self, begin, load: .waiting, then: noteHeard, otherwise: noteNotHeard),
        on(AnswerRecorded.self, requestObservation),
        on(InterviewSubmitted.self, submitInterview, emits: InterviewScored.self),
        perform(ObserveAnswer.self, observe,
                then: { work, hearing, scorecard, cause throws(Refusal) in
                    try noteAnswer(work, hearing, scorecard, cause, judging: judging)
                }, otherwise: noteUnheard,
                emits: AnswerScored.self, InterviewScored.self, GradeCounted.self),
        on(AnswerWritten.self, requestAssessment),
        on(CodeRunRequested.self, requestRun),
        // Leased apart from recordings, behind which nobody who writes waits; their own turns bound what they compute.
        perform(AssessWritten.self, assess, load: .waiting,
                then: { work, reading, scorecard, cause throws(Refusal) in
                    try noteReading(work, reading, scorecard, cause, judging: judging)
                }, otherwise: noteUnread,
                emits: AnswerScored.self, InterviewScored.self, GradeCounted.self),
        perform(JudgeAnswer.self, judge, load: .waiting, then: noteJudged, otherwise: noteUnjudged(judging),
                emits: AnswerScored.self, InterviewScored.self, GradeCounted.self),
        perform(RunProgram.self, run, load: .waiting, then: noteRun, otherwise: noteNotRun,
                emits: CodeJudged.self),
        perform(PrepareRecording.self, prepare, load: .waiting, then: notePrepared, otherwise: noteUnprepared,
                emits: RecordingPrepared.self),
    ]
}
