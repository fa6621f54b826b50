import Events
import Flow

/// What the gateway does: it takes in what people submit, and builds its views from everyone's facts.
///
/// `assemble` ends an upload's blob and looks at what was sent; `discard` deletes what nobody will use; `note` tells the vault
/// what the candidate agrees to.
package func reactions(
    assemble: @escaping Activity<AssembleAnswer, AssembledAnswer>, discard: @escaping Activity<DiscardUpload, Bool>,
    note: @escaping Activity<NoteConsent, Bool>
) -> [Reaction] {
    sessions(assemble: assemble, discard: discard, note: note) + acts + entries + views
}

/// The candidate's interview.
private func sessions(
    assemble: @escaping Activity<AssembleAnswer, AssembledAnswer>, discard: @escaping Activity<DiscardUpload, Bool>,
    note: @escaping Activity<NoteConsent, Bool>
) -> [Reaction] {
    // swift-format-ignore
    [
        on(InterviewInvited.self, openSession),
        on(InterviewExpired.self, expireSession),
        on(ApplicationClosed.self, closeSession),
        on(CandidateErased.self, endSession),
        accept("give-consent", GiveConsent.self, giveConsent, emits: ConsentGiven.self),
        accept("withdraw-consent", WithdrawConsent.self, withdrawConsent, emits: ConsentWithdrawn.self),
        accept("start-interview", StartInterview.self, startInterview, emits: InterviewStarted.self),
        accept("open-upload", OpenUpload.self, openUpload),
        accept("fix-upload-length", FixUploadLength.self, fixUploadLength),
        accept("finish-upload", FinishUpload.self, finishUpload),
        accept("terminate-upload", TerminateUpload.self, terminateUpload),
        wake(uploadExpiry, TerminateUpload.self, expireUpload),
        perform(assembleAnswer, AssembleAnswer.self, assemble, then: recordAnswer, otherwise: refuseUpload,
                emits: AnswerRecorded.self),
        perform(discardUpload, DiscardUpload.self, discard, then: noteDiscarded),
        perform(noteConsent, NoteConsent.self, note, then: noteNoted),
        accept("submit-interview", SubmitInterview.self, submitInterview, emits: InterviewSubmitted.self),
        accept("answer-survey", AnswerSurvey.self, answerSurvey, emits: SurveyAnswered.self),
    ]
}

/// What people decide about applications and openings.
// swift-format-ignore
private let acts: [Reaction] = [
    accept("decide-stage", DecideStage.self, decideStage, emits: StageDecided.self),
    accept("give-approval", GiveApproval.self, giveApproval, emits: ApprovalGiven.self),
    accept("answer-offer", AnswerOffer.self, answerOffer, emits: OfferAnswered.self),
    accept("sign-contract", SignContract.self, signContract, emits: ContractSignedByCandidate.self),
    accept("resend-delivery", ResendDelivery.self, resendDelivery, emits: DeliveryResent.self),
    accept("withdraw-application", WithdrawApplication.self, withdrawApplication, emits: ApplicationWithdrawn.self),
    accept("tell-erasure", TellErasure.self, tellErasure, emits: CandidateErased.self),
    accept("open-job", PublishJob.self, openJob, emits: JobOpened.self),
    accept("revise-job", PublishJob.self, reviseJob, emits: JobRevised.self),
    accept("close-job", CloseJob.self, closeJob, emits: JobClosed.self),
]

/// By what candidates get in.
// swift-format-ignore
private let entries: [Reaction] = [
    accept("open-access", OpenAccess.self, openAccess),
    accept("ask-for-code", AskForCode.self, askForCode, emits: AccessCodeRequested.self),
    accept("try-code", TryCode.self, tryCode),
    accept("revoke-links", RevokeLinks.self, revokeLinks, emits: LinksRevoked.self),
    accept("send-link", SendLink.self, sendLink, emits: LinkRequested.self),
    accept("ask-for-erasure", AskForErasure.self, askForErasure, emits: ErasureRequested.self),
    on(LinksRevoked.self, noteRevocation),
    on(CandidateErased.self, endAccess),
]

/// What can be looked up.
// swift-format-ignore
private let views: [Reaction] = [
    on(JobOpened.self, showOpenedJob),
    on(JobRevised.self, showRevisedJob),
    on(JobClosed.self, showClosedJob),
    on(SubmittedApplication.self, showReceived),
    on(ApplicationWithdrawn.self, showWithdrawn),
    on(ApplicationAdmitted.self, showAdmitted),
    on(ApplicationRefused.self, showRefused),
    on(ApplicationScreened.self, showScreened),
    on(InterviewInvited.self, showInvited),
    on(InterviewReminded.self, showReminded),
    on(InterviewExpired.self, showExpired),
    on(ReviewRequested.self, showReview),
    on(StageChanged.self, showStage),
    on(DecisionRefused.self, showDecisionRefused),
    on(OfferRequested.self, showOfferRequested),
    on(ApplicationClosed.self, showClosed),
    on(ConsentGiven.self, showConsent),
    on(ConsentWithdrawn.self, showConsentWithdrawn),
    on(InterviewStarted.self, showStarted),
    on(AnswerRecorded.self, showAnswer),
    on(InterviewSubmitted.self, showSubmitted),
    on(SurveyAnswered.self, showSurvey),
    on(AnswerScored.self, showAnswerScored),
    on(InterviewScored.self, showScored),
    on(ReportCompiled.self, showReport),
    on(OfferSent.self, showOffer),
    on(ContractDrafted.self, showDraft),
    on(ContractBlocked.self, showBlocked),
    on(ContractApproved.self, showApproved),
    on(ContractSigned.self, showSigned),
    on(OnboardingPrepared.self, showOnboarding),
    on(LinksRevoked.self, showRevocation),
    on(DeliveryRequested.self, showDelivery),
    on(DeliveryConfirmed.self, showDelivered),
    on(DeliveryFailed.self, showUndelivered),
]
