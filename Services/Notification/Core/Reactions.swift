import Domain
import Events
import Flow

/// What notification does. `deliver` hands one message to its channel.
/// - Parameter hrLanguage: the language of mails to the employer's people.
package func reactions(
    hrLanguage: Language, deliver: @escaping Activity<DeliveryRequested, Receipt>
) -> [Reaction] {
    let tellHR = TellHR(language: hrLanguage)
    // swift-format-ignore
    return [
        on(JobOpened.self,           noteOpening),
        on(JobRevised.self,          noteRevision),
        on(ApplicationAdmitted.self, noteAdmission),

        on(InterviewInvited.self,    inviteCandidate,   emits: DeliveryRequested.self),
        on(InterviewReminded.self,   remindCandidate,   emits: DeliveryRequested.self),
        on(OfferSent.self,           announceOffer,     emits: DeliveryRequested.self),
        on(ContractApproved.self,    reading: Opening.self, at: { $0.jobID.text }, announceContract,  emits: DeliveryRequested.self),
        on(ContractSigned.self,      reading: Opening.self, at: { $0.jobID.text }, announceSignature, emits: DeliveryRequested.self),
        on(ApplicationClosed.self,   announceClosing,   emits: DeliveryRequested.self),

        on(ReviewRequested.self,     reading: Opening.self, at: { $0.jobID.text }, tellHR.ofReview,   emits: DeliveryRequested.self),
        on(ReportCompiled.self,      reading: Opening.self, at: { $0.jobID.text }, tellHR.ofReport,   emits: DeliveryRequested.self),

        perform(DeliveryRequested.self, deliver, then: confirmDelivery, otherwise: failDelivery,
                emits: DeliveryConfirmed.self, DeliveryFailed.self),
    ]
}
