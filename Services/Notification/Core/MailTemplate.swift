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
    case deliveryFailed = "delivery-failed"
    case erasureRequested = "erasure-requested"
    case requestMade = "request-made"
    case requestOverdue = "request-overdue"
    case requestSettled = "request-settled"
    case accommodationsGranted = "accommodations-granted"
    case materialsHandedIn = "materials-handed-in"
    case materialReturned = "material-returned"
    case materialsAccepted = "materials-accepted"

    package var recipient: DeliveryRequested.Recipient {
        switch self {
        case .reviewRequested, .reportReady, .deliveryFailed, .erasureRequested, .requestMade, .requestOverdue,
            .materialsHandedIn:
            .hr
        default: .candidate
        }
    }
}
