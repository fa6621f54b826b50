import Domain
import Events
import Flow

/// What notification does.
/// - Parameter hrLanguage: the language of messages to the employer's people.
/// - Parameter channels: mail, and what else this house reaches people by.
package func reactions(hrLanguage: Language, channels: [Channel]) -> [Reaction] {
    let tellHR = TellHR(language: hrLanguage)
    let failDelivery = FailDelivery(language: hrLanguage)
    let by = Channels(all: channels)
    // swift-format-ignore
    return [
        on(JobOpened.self,           noteJob),
        on(JobRevised.self,          noteRevision),
        on(ApplicationAdmitted.self, noteAdmission),

        on(InterviewInvited.self,    by.every(inviteCandidate),   emits: DeliveryRequested.self),
        on(InterviewReminded.self,   by.every(remindCandidate),   emits: DeliveryRequested.self),
        on(OfferSent.self,           by.every(announceOffer),     emits: DeliveryRequested.self),
        on(ContractApproved.self,    reading: Job.self, at: { $0.jobID.text }, by.every(announceContract),  emits: DeliveryRequested.self),
        on(ContractSigned.self,      reading: Job.self, at: { $0.jobID.text }, by.every(announceSignature), emits: DeliveryRequested.self),
        on(ApplicationClosed.self,   by.every(announceClosing),   emits: DeliveryRequested.self),

        on(ReviewRequested.self,     reading: Job.self, at: { $0.jobID.text }, by.every(tellHR.ofReview),   emits: DeliveryRequested.self),
        on(ReportCompiled.self,      reading: Job.self, at: { $0.jobID.text }, by.every(tellHR.ofReport),   emits: DeliveryRequested.self),
        on(PayApprovalRequested.self, by.every(tellHR.ofPay),        emits: DeliveryRequested.self),
        on(PayApprovalReminded.self,  by.every(tellHR.ofWaitingPay), emits: DeliveryRequested.self),
        on(ErasureRequested.self,    reading: Job.self, at: { $0.jobID.text }, by.every(tellHR.ofErasure),  emits: DeliveryRequested.self),

        on(CandidateRequestMade.self,    reading: Job.self, at: { $0.jobID.text }, by.every(tellHR.ofRequest),        emits: DeliveryRequested.self),
        on(CandidateRequestOverdue.self, reading: Job.self, at: { $0.jobID.text }, by.every(tellHR.ofOverdueRequest), emits: DeliveryRequested.self),
        on(CandidateRequestSettled.self, reading: Job.self, at: { $0.jobID.text }, by.every(tellSettlement),          emits: DeliveryRequested.self),
        on(AccommodationsGranted.self,   reading: Job.self, at: { $0.jobID.text }, by.every(tellAccommodations),      emits: DeliveryRequested.self),

        on(AppointmentOffered.self,    reading: Job.self, at: { $0.jobID.text }, by.every(offerTimes),               emits: DeliveryRequested.self),
        on(AppointmentAgreed.self,     reading: Job.self, at: { $0.jobID.text }, by.every(tellHR.andTellAgreedTime), emits: DeliveryRequested.self),
        on(AppointmentCancelled.self,  reading: Job.self, at: { $0.jobID.text }, by.every(tellHR.andTellCancelling), emits: DeliveryRequested.self),
        on(AppointmentUnanswered.self, reading: Job.self, at: { $0.jobID.text }, by.every(tellHR.ofUnansweredTimes), emits: DeliveryRequested.self),

        on(MaterialHandedIn.self, reading: Job.self, at: { $0.jobID.text }, by.every(tellHR.ofMaterials), emits: DeliveryRequested.self),
        on(MaterialReviewed.self, reading: Job.self, at: { $0.jobID.text }, by.every(tellReview),         emits: DeliveryRequested.self),

        on(AccessCodeRequested.self, by.every(mailCode),          emits: DeliveryRequested.self),
        on(LinkRequested.self,       by.every(mailLink),          emits: DeliveryRequested.self),

        on(DeliveryResent.self,      resendDelivery,              emits: DeliveryRequested.self),
        perform(DeliveryRequested.self, by.deliver, load: .waiting, then: confirmDelivery,
                otherwise: failDelivery.callAsFunction, givenUp: failDelivery.callAsFunction,
                emits: DeliveryConfirmed.self, DeliveryFailed.self, DeliveryRequested.self),
    ]
}
