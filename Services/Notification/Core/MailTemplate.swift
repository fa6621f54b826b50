import Events

/// Every mail there is; its texts lie in `Templates/<name>.<language>.mustache`.
package enum MailTemplate: String, Sendable, CaseIterable {
    case interviewInvitation = "interview-invitation"
    case interviewReminder = "interview-reminder"
    case offer
    case contractReady = "contract-ready"
    case contractSigned = "contract-signed"
    case applicationRejected = "application-rejected"
    case applicationExpired = "application-expired"
    case applicationHired = "application-hired"
    case accessCode = "access-code"
    case linkRenewed = "link-renewed"
    case reviewRequested = "review-requested"
    case reportReady = "report-ready"
    case payApprovalRequested = "pay-approval-requested"
    case deliveryFailed = "delivery-failed"
    case erasureRequested = "erasure-requested"
    case requestMade = "request-made"
    case requestOverdue = "request-overdue"
    case requestSettled = "request-settled"
    case accommodationsGranted = "accommodations-granted"
    case appointmentOffered = "appointment-offered"
    case appointmentAgreed = "appointment-agreed"
    case appointmentArranged = "appointment-arranged"
    case appointmentCancelled = "appointment-cancelled"
    case appointmentDropped = "appointment-dropped"
    case appointmentUnanswered = "appointment-unanswered"
    case materialsHandedIn = "materials-handed-in"
    case materialReturned = "material-returned"
    case materialsAccepted = "materials-accepted"

    /// What the calendars of its readers are told.
    package var calendar: CalendarWord? {
        switch self {
        case .appointmentAgreed, .appointmentArranged: .agreed
        case .appointmentCancelled, .appointmentDropped: .cancelled
        default: nil
        }
    }

    package enum CalendarWord: Sendable { case agreed, cancelled }

    package var recipient: DeliveryRequested.Recipient {
        switch self {
        case .reviewRequested, .reportReady, .deliveryFailed, .erasureRequested, .requestMade, .requestOverdue,
            .materialsHandedIn, .appointmentArranged, .appointmentDropped, .appointmentUnanswered:
            .hr
        case .payApprovalRequested: .finance
        default: .candidate
        }
    }
}
