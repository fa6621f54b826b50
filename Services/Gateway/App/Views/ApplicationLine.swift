import Domain
import Events
import GatewayCore
import JSON

/// One application in a list, without the name of its person: that stays in the vault.
struct ApplicationLine: Encodable {
    let applicationID: ApplicationID
    let jobID: JobID?
    let stage: Stage?
    let outcome: ClosingOutcome?
    let review: ApplicationView.Review?
    let screening: ScreeningOutcome?
    let composite: Score?
    let recommendation: Recommendation?
    /// A contract is drawn up and waits for its approver.
    let isToApprove: Bool?
    /// The terms of an offer wait for their approval.
    let payApproval: WaitingPay?
    /// The newest talk that was arranged.
    let appointment: ApplicationView.ArrangedAppointment?
    let updatedAt: Instant

    init(_ view: ApplicationView) {
        applicationID = view.applicationID
        jobID = view.jobID
        stage = view.stage
        outcome = view.outcome
        review = view.review
        screening = view.screening?.outcome
        composite = view.report?.composite
        recommendation = view.report?.recommendation
        isToApprove = !view.isOver && view.contract?.draft != nil && view.contract?.isApproved == nil ? true : nil
        payApproval = view.isPayToApprove ? view.payApproval.map(WaitingPay.init) : nil
        appointment = view.appointment
        updatedAt = view.updatedAt
    }

    struct WaitingPay: Codable {
        /// Nil: a rule.
        let decidedBy: ActorID?
        let dueAt: Instant

        init(_ approval: ApplicationView.PayApproval) {
            decidedBy = approval.decidedBy
            dueAt = approval.dueAt
        }
    }

    /// Nil when a number in it is none that JSON knows.
    var json: String? { (try? JSON.encode(self)).map { String(decoding: $0, as: UTF8.self) } }
}
