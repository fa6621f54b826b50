import Events
import Flow

/// What scoring does. `observe` hears one recording and keeps its transcript in the vault.
package func reactions(observe: @escaping Activity<ObserveAnswer, Hearing>) -> [Reaction] {
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
    ]
}
