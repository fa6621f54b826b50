import Domain
import Flow

/// A timer says of which stage it is, so that a late one is known.
protocol StageTimer: Timer {
    var applicationID: ApplicationID { get }
    var since: Instant { get }

    init(applicationID: ApplicationID, since: Instant)
}

/// The interview ends soon.
struct InterviewReminder: StageTimer {
    static let name = "interview-reminder"
    var applicationID: ApplicationID
    var since: Instant
}

/// The time for the interview is over.
struct InterviewExpiry: StageTimer {
    static let name = "interview-expiry"
    var applicationID: ApplicationID
    var since: Instant
}

/// The report should have been there.
struct ReportOverdue: StageTimer {
    static let name = "report-overdue"
    var applicationID: ApplicationID
    var since: Instant
}

/// The second interview should have been arranged.
struct SecondInterviewOverdue: StageTimer {
    static let name = "second-interview-overdue"
    var applicationID: ApplicationID
    var since: Instant
}

/// The terms of an offer should have been approved or sent back.
struct PayApprovalReminder: StageTimer {
    static let name = "pay-approval-reminder"
    var applicationID: ApplicationID
    var since: Instant
}

/// The time to answer the offer is over.
struct OfferExpiry: StageTimer {
    static let name = "offer-expiry"
    var applicationID: ApplicationID
    var since: Instant
}
