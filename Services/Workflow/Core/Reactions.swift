import Domain
import Events
import Flow

/// What workflow does: it takes every application from its admission to its one end.
// swift-format-ignore
package let reactions: [Reaction] = [
    on(JobOpened.self,  openJob),
    on(JobRevised.self, reviseJob),
    on(JobClosed.self,  closeJob),

    on(ApplicationAdmitted.self, admitApplication, emits: StageChanged.self),
    on(ApplicationRefused.self,  consulting: Job.self, at: { $0.jobID.text }, refuseApplication,
       emits: StageChanged.self, ApplicationClosed.self),
    on(ApplicationScreened.self, reading: Job.self, at: { $0.jobID.text }, followScreening,
       emits: StageChanged.self, InterviewInvited.self, ReviewRequested.self, ApplicationClosed.self),

    on(ConsentGiven.self,       noteConsent),
    on(ConsentWithdrawn.self,   noteConsentWithdrawal, emits: StageChanged.self, ReviewRequested.self),
    on(InterviewStarted.self,   noteStart),
    on(HumanWayRequested.self,  followHumanWay,        emits: ReviewRequested.self),
    on(InterviewSubmitted.self, followSubmission,      emits: StageChanged.self, ReviewRequested.self),
    on(SurveyAnswered.self,     noteSurvey),

    on(ReportCompiled.self, consulting: Job.self, at: { $0.jobID.text }, followReport,
       emits: StageChanged.self, ReviewRequested.self, PayApprovalRequested.self, OfferRequested.self, ApplicationClosed.self),
    on(StageDecided.self, decideStage,
       emits: StageChanged.self, InterviewInvited.self, ReviewRequested.self, PayApprovalRequested.self, OfferRequested.self,
       ApplicationClosed.self, DecisionRefused.self),
    on(PayApprovalGiven.self, followPayApproval, emits: StageChanged.self, ReviewRequested.self, OfferRequested.self),

    on(DeliveryConfirmed.self, followDelivered,   emits: StageChanged.self, InterviewInvited.self),
    on(DeliveryFailed.self,    followUndelivered, emits: ReviewRequested.self),

    on(OfferAnswered.self,        followAnswer,     emits: StageChanged.self, ApplicationClosed.self),
    on(ContractBlocked.self,      followBlock,      emits: StageChanged.self, ReviewRequested.self),
    on(ContractSigned.self,       followSignature,  emits: StageChanged.self, ApplicationClosed.self),
    on(ApplicationWithdrawn.self, followWithdrawal, emits: StageChanged.self, ApplicationClosed.self),
    on(CandidateErased.self,      followErasure,    emits: StageChanged.self, ApplicationClosed.self),
    on(CandidateRequestMade.self, followRequest),
    on(AppointmentOffered.self,   noteAppointment),
    on(ApprovalGiven.self,        followApproval,   emits: ReviewRequested.self),

    wake(InterviewReminder.self,      remind,              emits: InterviewReminded.self),
    wake(InterviewExpiry.self,        expireInterview,     emits: InterviewExpired.self, InterviewInvited.self, StageChanged.self, ReviewRequested.self, ApplicationClosed.self),
    wake(ReportOverdue.self,          missReport,          emits: StageChanged.self, ReviewRequested.self),
    wake(SecondInterviewOverdue.self, missSecondInterview, emits: StageChanged.self, ReviewRequested.self),
    wake(PayApprovalReminder.self,    remindOfPay,         emits: PayApprovalReminded.self),
    wake(OfferExpiry.self,            expireOffer,         emits: StageChanged.self, ReviewRequested.self, ApplicationClosed.self),
]
