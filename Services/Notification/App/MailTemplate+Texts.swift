import Domain
import NotificationCore

extension MailTemplate {
    /// The template's text as it lies in `Templates`.
    func source(in language: Language) -> String {
        String(decoding: bytes(in: language), as: UTF8.self)
    }

    private func bytes(in language: Language) -> [UInt8] {
        switch (self, language) {
        case (.interviewInvitation, .chinese): PackageResources.interview_invitation_zh_mustache
        case (.interviewInvitation, .english): PackageResources.interview_invitation_en_mustache
        case (.interviewReminder, .chinese): PackageResources.interview_reminder_zh_mustache
        case (.interviewReminder, .english): PackageResources.interview_reminder_en_mustache
        case (.offer, .chinese): PackageResources.offer_zh_mustache
        case (.offer, .english): PackageResources.offer_en_mustache
        case (.contractReady, .chinese): PackageResources.contract_ready_zh_mustache
        case (.contractReady, .english): PackageResources.contract_ready_en_mustache
        case (.contractSigned, .chinese): PackageResources.contract_signed_zh_mustache
        case (.contractSigned, .english): PackageResources.contract_signed_en_mustache
        case (.applicationRejected, .chinese): PackageResources.application_rejected_zh_mustache
        case (.applicationRejected, .english): PackageResources.application_rejected_en_mustache
        case (.applicationExpired, .chinese): PackageResources.application_expired_zh_mustache
        case (.applicationExpired, .english): PackageResources.application_expired_en_mustache
        case (.applicationHired, .chinese): PackageResources.application_hired_zh_mustache
        case (.applicationHired, .english): PackageResources.application_hired_en_mustache
        case (.reviewRequested, .chinese): PackageResources.review_requested_zh_mustache
        case (.reviewRequested, .english): PackageResources.review_requested_en_mustache
        case (.payApprovalRequested, .chinese): PackageResources.pay_approval_requested_zh_mustache
        case (.payApprovalRequested, .english): PackageResources.pay_approval_requested_en_mustache
        case (.reportReady, .chinese): PackageResources.report_ready_zh_mustache
        case (.reportReady, .english): PackageResources.report_ready_en_mustache
        case (.deliveryFailed, .chinese): PackageResources.delivery_failed_zh_mustache
        case (.deliveryFailed, .english): PackageResources.delivery_failed_en_mustache
        case (.accessCode, .chinese): PackageResources.access_code_zh_mustache
        case (.accessCode, .english): PackageResources.access_code_en_mustache
        case (.linkRenewed, .chinese): PackageResources.link_renewed_zh_mustache
        case (.linkRenewed, .english): PackageResources.link_renewed_en_mustache
        case (.erasureRequested, .chinese): PackageResources.erasure_requested_zh_mustache
        case (.erasureRequested, .english): PackageResources.erasure_requested_en_mustache
        case (.materialsHandedIn, .chinese): PackageResources.materials_handed_in_zh_mustache
        case (.materialsHandedIn, .english): PackageResources.materials_handed_in_en_mustache
        case (.materialReturned, .chinese): PackageResources.material_returned_zh_mustache
        case (.materialReturned, .english): PackageResources.material_returned_en_mustache
        case (.materialsAccepted, .chinese): PackageResources.materials_accepted_zh_mustache
        case (.materialsAccepted, .english): PackageResources.materials_accepted_en_mustache
        case (.requestMade, .chinese): PackageResources.request_made_zh_mustache
        case (.requestMade, .english): PackageResources.request_made_en_mustache
        case (.requestOverdue, .chinese): PackageResources.request_overdue_zh_mustache
        case (.requestOverdue, .english): PackageResources.request_overdue_en_mustache
        case (.requestSettled, .chinese): PackageResources.request_settled_zh_mustache
        case (.requestSettled, .english): PackageResources.request_settled_en_mustache
        case (.accommodationsGranted, .chinese): PackageResources.accommodations_granted_zh_mustache
        case (.accommodationsGranted, .english): PackageResources.accommodations_granted_en_mustache
        case (.appointmentOffered, .chinese): PackageResources.appointment_offered_zh_mustache
        case (.appointmentOffered, .english): PackageResources.appointment_offered_en_mustache
        case (.appointmentAgreed, .chinese): PackageResources.appointment_agreed_zh_mustache
        case (.appointmentAgreed, .english): PackageResources.appointment_agreed_en_mustache
        case (.appointmentArranged, .chinese): PackageResources.appointment_arranged_zh_mustache
        case (.appointmentArranged, .english): PackageResources.appointment_arranged_en_mustache
        case (.appointmentCancelled, .chinese): PackageResources.appointment_cancelled_zh_mustache
        case (.appointmentCancelled, .english): PackageResources.appointment_cancelled_en_mustache
        case (.appointmentDropped, .chinese): PackageResources.appointment_dropped_zh_mustache
        case (.appointmentDropped, .english): PackageResources.appointment_dropped_en_mustache
        case (.appointmentUnanswered, .chinese): PackageResources.appointment_unanswered_zh_mustache
        case (.appointmentUnanswered, .english): PackageResources.appointment_unanswered_en_mustache
        }
    }
}
