import Domain
import Events
import Flow

/// Whoever answers for pay approved the very terms that wait, or sent them back: then a person decides anew.
func followPayApproval(
    _ event: PayApprovalGiven, _ application: Application?, _ cause: Cause
) throws(Refusal) -> Decision<Application> {
    guard let application else { return .notYet("waits for the admission") }
    guard application.stage == .payApproval, application.stageNumber == event.stageNumber,
        let waiting = application.payApproval
    else { throw Refusal("no-pay-approval", "No terms wait for an approval.", .saidBy(StageChanged.self)) }
    // The gateway lets nobody do that: should it, a person has to look.
    guard waiting.decidedBy == nil || ![event.decidedBy, event.onBehalfOf].contains(waiting.decidedBy) else {
        throw Refusal("own-decision", "Whoever decided on an offer does not approve its pay.")
    }
    var course = Course(event.applicationID, application, cause)
    if event.isApproved {
        course.offerApproved(waiting, by: event.decidedBy)
    } else {
        let objection = (event.objection ?? .unclear).rawValue
        course.go(to: .review, objection, decidedBy: event.decidedBy)
        course.ask(objection, proposal: .offer, rule: waiting.rule)
    }
    return course.decision
}

/// Nobody answered in time: they are reminded, at the same distance a few times.
func remindOfPay(
    _ timer: PayApprovalReminder, _ application: Application?, _ cause: Cause
) throws(Refusal) -> Decision<Application> {
    guard var application, application.stage == .payApproval, application.stageSince == timer.since,
        var waiting = application.payApproval
    else { return .nothing(.saidBy(StageChanged.self)) }
    waiting.reminderCount += 1
    application.payApproval = waiting
    var course = Course(timer.applicationID, application, cause)
    course.say(
        PayApprovalReminded(
            applicationID: timer.applicationID, jobID: application.jobID, candidateID: application.candidateID,
            jobTitle: application.job?.title ?? "", stageNumber: application.stageNumber ?? 1, dueAt: waiting.dueAt,
            reminder: waiting.reminderCount))
    if waiting.reminderCount < PayApprovalReminded.remindersMax {
        let pause = max(3_600_000, waiting.dueAt.milliseconds(since: application.stageSince))
        course.wake(PayApprovalReminder.self, at: course.now.advanced(byMilliseconds: pause))
    }
    return course.decision
}
