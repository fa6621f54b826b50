import Domain
import Events

extension Course {
    /// An offer was decided on. Where the job says so, its terms are approved before the candidate hears of it.
    mutating func offer(_ terms: OfferTerms, reason: String, decidedBy: ActorID? = nil, rule: String? = nil) {
        let isApproved = application.approvedTerms.map(terms.promises(asMuchAs:)) ?? false
        // Who once had to be asked about this application has to be asked again, whatever the job says by now.
        if let approver = terms.approvedBy ?? application.askedApprover, !isApproved {
            return askForApproval(of: terms, by: approver, reason: reason, decidedBy: decidedBy, rule: rule)
        }
        go(to: .offer, reason, decidedBy: decidedBy, rule: rule)
        send(terms, decidedBy: decidedBy)
    }

    /// The terms were approved: what an offer decision does without an approval.
    mutating func offerApproved(_ waiting: Application.PayApproval, by approver: ActorID) {
        application.approvedTerms = waiting.terms
        go(to: .offer, "pay-approved", decidedBy: approver, rule: waiting.rule)
        send(waiting.terms, decidedBy: waiting.decidedBy)
    }

    /// Asks contracts for the offer letter. The candidate's answer is waited for as long as the terms say.
    private mutating func send(_ terms: OfferTerms, decidedBy: ActorID?) {
        let end = now.advanced(byDays: Int64(max(1, terms.responseDays)))
        application.offerDeliveredAt = nil
        application.offerAnswerableUntil = end
        say(
            OfferRequested(
                applicationID: applicationID, jobID: application.jobID, candidateID: application.candidateID,
                language: application.language, terms: terms, decidedBy: decidedBy))
        wake(OfferExpiry.self, at: end)
    }

    private mutating func askForApproval(
        of terms: OfferTerms, by approver: PayApprover, reason: String, decidedBy: ActorID?, rule: String?
    ) {
        let hours = Int64(min(max(1, terms.approvalHours ?? PayApprover.hoursUsual), PayApprover.hoursMax))
        let due = now.advanced(byHours: hours)
        var terms = terms
        terms.approvedBy = approver
        // The newest request counts: what was approved before it is out of date.
        application.approvedTerms = nil
        application.askedApprover = approver
        go(to: .payApproval, reason, decidedBy: decidedBy, rule: rule)
        application.payApproval = Application.PayApproval(
            terms: terms, decidedBy: decidedBy, rule: rule, dueAt: due, reminderCount: 0)
        say(
            PayApprovalRequested(
                applicationID: applicationID, jobID: application.jobID, candidateID: application.candidateID,
                language: application.language, jobTitle: application.job?.title ?? "", terms: terms,
                approver: approver, decidedBy: decidedBy, stageNumber: application.stageNumber ?? 1, dueAt: due))
        wake(PayApprovalReminder.self, at: due)
    }
}

extension Application {
    /// An offer is out that binds the employer, although its terms may be about to change.
    func isOfferOut(at now: Instant) -> Bool { offerAnswerableUntil.map { now < $0 } ?? false }
}
