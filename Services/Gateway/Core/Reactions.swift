import Events
import Flow

/// What the gateway does: it takes in what people submit, and builds its views from everyone's facts.
///
/// `assemble` ends an upload's blob and looks at what was sent; `discard` deletes what nobody will use; `note` tells the vault
/// what the candidate agrees to; `imports` look at tables of applications and hand their rows in.
package func reactions(
    assemble: @escaping Activity<AssembleAnswer, AssembledAnswer>, discard: @escaping Activity<DiscardUpload, Bool>,
    note: @escaping Activity<NoteConsent, Bool>, imports: ImportActivities
) -> [Reaction] {
    sessions(assemble: assemble, discard: discard, note: note) + acts + wishes + tables(imports) + entries + views
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
        accept(GiveConsent.self, giveConsent, emits: ConsentGiven.self),
        accept(WithdrawConsent.self, withdrawConsent, emits: ConsentWithdrawn.self, HumanWayRequested.self),
        accept(AskForHumanWay.self, askForHumanWay, emits: HumanWayRequested.self),
        accept(StartInterview.self, startInterview, emits: InterviewStarted.self),
        accept(OpenQuestion.self, openQuestion),
        wake(ThinkingOver.self, endThinking),
        accept(BeginTake.self, beginTake),
        accept(ContinueTake.self, continueTake),
        accept(PauseTake.self, pauseTake),
        accept(ResumeTake.self, resumeTake),
        accept(EndTake.self, endTake, emits: AnswerRecorded.self),
        wake(TakeExpiry.self, expireTake, emits: AnswerRecorded.self),
        accept(SettleTake.self, settleTake, emits: AnswerRecorded.self),
        wake(TakeSettling.self, settleTakeInTime, emits: AnswerRecorded.self),
        accept(OpenUpload.self, openUpload, emits: AnswerArriving.self),
        accept(FixUploadLength.self, fixUploadLength),
        accept(FinishUpload.self, finishUpload),
        accept(TerminateUpload.self, terminateUpload),
        wake(UploadExpiry.self, expireUpload),
        perform(AssembleAnswer.self, assemble, then: recordAnswer, otherwise: refuseUpload,
                emits: AnswerRecorded.self),
        perform(DiscardUpload.self, discard, then: noteDiscarded),
        perform(NoteConsent.self, note, then: noteNoted),
        on(RecordingPrepared.self, noteRecording),
        accept(HandInWritten.self, handInWritten, emits: AnswerWritten.self),
        accept(RunCode.self, runCode, emits: CodeRunRequested.self),
        on(CodeJudged.self, noteRun),
        accept(SubmitInterview.self, submitInterview, emits: InterviewSubmitted.self),
        accept(AnswerSurvey.self, answerSurvey, emits: SurveyAnswered.self),
        accept(LeaveInterview.self, leaveInterview),
    ]
}

/// What people decide about applications and jobs.
// swift-format-ignore
private let acts: [Reaction] = [
    accept(DecideStage.self, decideStage, emits: StageDecided.self),
    accept(GiveApproval.self, giveApproval, emits: ApprovalGiven.self),
    accept(ApprovePay.self, approvePay, emits: PayApprovalGiven.self),
    accept(AnswerOffer.self, answerOffer, emits: OfferAnswered.self),
    accept(SignContract.self, signContract, emits: ContractSignedByCandidate.self),
    accept(ResendDelivery.self, resendDelivery, emits: DeliveryResent.self),
    accept(GiveLetterBack.self, giveLetterBack, emits: LetterReplayRequested.self),
    accept(GradeAnswer.self, gradeAnswer, emits: AnswerGraded.self),
    on(AnswerScored.self, noteMachineScore),
    on(CandidateErased.self, eraseGrades),
    accept(WriteComment.self, writeComment),
    accept(CorrectComment.self, correctComment),
    accept(RemoveComment.self, removeComment),
    on(CandidateErased.self, eraseComments),
    accept(MarkContactFirst.self, markContactFirst),
    on(ConsentWithdrawn.self, leavePool),
    on(CandidateErased.self, erasePlace),
    accept(ReportMeasure.self, reportMeasure, emits: OutsideMeasured.self),
    accept(RequestRescoring.self, requestRescoring, emits: RescoringRequested.self),
    accept(WithdrawApplication.self, withdrawApplication, emits: ApplicationWithdrawn.self),
    accept(TellErasure.self, tellErasure, emits: CandidateErased.self),
    accept(OpenJob.self, openJob, emits: JobOpened.self),
    accept(ReviseJob.self, reviseJob, emits: JobRevised.self),
    accept(CloseJob.self, closeJob, emits: JobClosed.self),
]

/// What candidates ask the employer's people for and bring, and what those make of it.
// swift-format-ignore
private let wishes: [Reaction] = [
    accept(MakeRequest.self, makeRequest, emits: CandidateRequestMade.self, ErasureRequested.self),
    wake(RequestExpiry.self, missRequest, emits: CandidateRequestOverdue.self),
    accept(SettleRequest.self, settleRequest, emits: CandidateRequestSettled.self),
    accept(EndRequest.self, endRequest),
    accept(HandInMaterial.self, handInMaterial, emits: MaterialHandedIn.self),
    accept(ReviewMaterial.self, reviewMaterial, emits: MaterialReviewed.self),
    accept(SettlePreparation.self, settlePreparation, emits: PreparationSettled.self),
    accept(GrantAccommodations.self, grantAccommodations, emits: AccommodationsGranted.self),
    accept(OfferAppointment.self, offerAppointment, emits: AppointmentOffered.self, AppointmentCancelled.self),
    accept(ChooseSlot.self, chooseSlot, emits: AppointmentAgreed.self),
    accept(CancelAppointment.self, cancelAppointment, emits: AppointmentCancelled.self),
    wake(AppointmentExpiry.self, missAppointment, emits: AppointmentUnanswered.self),
    on(ApplicationClosed.self, endAppointments, emits: AppointmentCancelled.self),
    on(StageChanged.self, endNeedlessAppointments, emits: AppointmentCancelled.self),
]

/// Tables of applications that the employer's people bring.
private func tables(_ activities: ImportActivities) -> [Reaction] {
    // swift-format-ignore
    [
        accept(OpenImport.self, openImport),
        accept(TellImportArrived.self, tellImportArrived, emits: ImportReceived.self),
        on(ImportRead.self, noteTable),
        on(ImportUnreadable.self, noteUnreadable),
        accept(MapImport.self, mapImport),
        perform(CheckImport.self, activities.check, then: noteChecked, otherwise: noteGone),
        accept(StartImport.self, startImport),
        accept(StopImport.self, stopImport),
        perform(WriteImportPart.self, activities.write, load: .waiting, then: noteWritten, otherwise: noteGone),
        perform(DiscardImport.self, activities.discard, then: noteDiscarded),
        wake(ImportExpiry.self, expireImport),
    ]
}

/// By what candidates get in.
// swift-format-ignore
private let entries: [Reaction] = [
    accept(OpenAccess.self, openAccess),
    accept(TakeSeat.self, takeSeat),
    accept(CloseDevice.self, closeDevice),
    accept(AskForCode.self, askForCode, emits: AccessCodeRequested.self),
    accept(TryCode.self, tryCode),
    accept(RevokeLinks.self, revokeLinks, emits: LinksRevoked.self),
    accept(SendLink.self, sendLink, emits: LinkRequested.self),
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
    on(PayApprovalRequested.self, showPayRequested),
    on(PayApprovalReminded.self, showPayReminded),
    on(OfferRequested.self, showOfferRequested),
    on(ApplicationClosed.self, showClosed),
    on(ConsentGiven.self, showConsent),
    on(ConsentWithdrawn.self, showConsentWithdrawn),
    on(HumanWayRequested.self, showHumanWay),
    on(InterviewStarted.self, showStarted),
    on(AnswerRecorded.self, showAnswer),
    on(AnswerWritten.self, showWritten),
    on(InterviewSubmitted.self, showSubmitted),
    on(SurveyAnswered.self, showSurvey),
    on(AnswerScored.self, showAnswerScored),
    on(AnswerGraded.self, showGrade),
    on(OutsideMeasured.self, showMeasure),
    on(AgreementMeasured.self, showAgreement),
    on(AnchorsChecked.self, showAnchors),
    on(HeadsTrained.self, showHeads),
    on(InterviewScored.self, showScored),
    on(FaceFeaturesForgotten.self, showFacesForgotten),
    on(ReportCompiled.self, showReport),
    on(OfferSent.self, showOffer),
    on(ContractDrafted.self, showDraft),
    on(ContractBlocked.self, showBlocked),
    on(ContractApproved.self, showApproved),
    on(ContractSigned.self, showSigned),
    on(OnboardingPrepared.self, showOnboarding),
    on(LinksRevoked.self, showRevocation),
    on(CandidateRequestMade.self, showRequest),
    on(CandidateRequestSettled.self, showSettlement),
    on(CandidateRequestOverdue.self, showRequestOverdue),
    on(AccommodationsGranted.self, showGranted),
    on(AppointmentOffered.self, showAppointmentOffered),
    on(AppointmentAgreed.self, showAppointmentAgreed),
    on(AppointmentCancelled.self, showAppointmentCancelled),
    on(AppointmentUnanswered.self, showAppointmentUnanswered),
    on(MaterialHandedIn.self, showHandedIn),
    on(MaterialReviewed.self, showReviewed),
    on(PreparationSettled.self, showPreparation),
    on(CandidateErased.self, showErasure),
    on(DeliveryRequested.self, showDelivery),
    on(DeliveryConfirmed.self, showDelivered),
    on(DeliveryFailed.self, showUndelivered),
]
