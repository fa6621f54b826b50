import Domain
import Events
import Flow

/// The interview's end is near and nothing was handed in.
func remind(_ timer: InterviewReminder, _ application: Application?, _ cause: Cause) throws(Refusal) -> Decision<
    Application
> {
    // Who was never told needs no reminder, nor does who asked for another way.
    guard let application, application.waits(timer, in: .interview), let expiresAt = application.interviewExpiresAt,
        application.invitationDeliveredAt != nil, !application.waitsForHumanWay
    else {
        return .left
    }
    let reminder = InterviewReminded(
        applicationID: timer.applicationID, jobID: application.jobID, candidateID: application.candidateID,
        language: application.language, jobTitle: application.job?.title ?? "", expiresAt: expiresAt)
    return Decision(nil, emitting: [reminder])
}

/// So much later than it was set a timer tells that we ourselves were away when it fell due.
private let latenessHoursMax: Int64 = 1

/// The interview's time is over. It is not when the invitation never came, nor when we ourselves were away at its end: what the
/// candidate handed in may still lie before us.
func expireInterview(
    _ timer: InterviewExpiry, _ application: Application?, _ cause: Cause
) throws(Refusal) -> Decision<Application> {
    guard let application, application.waits(timer, in: .interview) else { return .left }
    guard !application.waitsForHumanWay else { return .nothing(.saidBy(ReviewRequested.self)) }
    var course = Course(timer.applicationID, application, cause)
    if application.invitedAt != nil, application.invitationDeliveredAt == nil {
        guard application.review == nil else { return .nothing(.saidBy(ReviewRequested.self)) }
        course.ask("invitation-undelivered", staying: true)
        return course.decision
    }
    if let job = application.job, let end = application.interviewExpiresAt,
        cause.now > end.advanced(byHours: latenessHoursMax)
    {
        course.prolong(job, hours: min(24, job.interview.windowHours), reason: "service-interrupted")
        return course.decision
    }
    course.say(InterviewExpired(applicationID: timer.applicationID, jobID: application.jobID))
    course.close(.expired, "interview-expired")
    return course.decision
}

/// No report came: a person looks, and a report that comes later is still followed.
func missReport(_ timer: ReportOverdue, _ application: Application?, _ cause: Cause) throws(Refusal) -> Decision<
    Application
> {
    guard let application, application.waits(timer, in: .scoring) else { return .left }
    var course = Course(timer.applicationID, application, cause)
    course.ask("report-overdue")
    return course.decision
}

/// For the second interview no times were offered within a day.
func missSecondInterview(
    _ timer: SecondInterviewOverdue, _ application: Application?, _ cause: Cause
) throws(Refusal) -> Decision<Application> {
    guard let application, application.waits(timer, in: .secondInterview) else { return .left }
    if let offeredAt = application.appointmentOfferedAt, offeredAt >= application.stageSince {
        return .nothing(.noConsequence("Times were offered."))
    }
    var course = Course(timer.applicationID, application, cause)
    course.ask("second-interview-overdue", staying: true)
    return course.decision
}

/// The candidate did not answer the offer in time, or had no time to: then a person is asked, who can make it anew.
func expireOffer(_ timer: OfferExpiry, _ application: Application?, _ cause: Cause) throws(Refusal) -> Decision<
    Application
> {
    guard let application, application.waits(timer, in: .offer) else { return .left }
    var course = Course(timer.applicationID, application, cause)
    guard application.hasReached(.offer), !application.isOfferLate else {
        if application.review == nil {
            course.ask(application.isOfferLate ? "offer-delivered-late" : "offer-undelivered", staying: true)
        }
        return course.decision
    }
    course.close(.expired, "offer-expired")
    return course.decision
}

extension Decision {
    /// The application left the stage of the timer, and said so.
    fileprivate static var left: Decision { .nothing(.saidBy(StageChanged.self)) }
}

extension Application {
    /// Whether the timer is of the stage in which the application still is.
    fileprivate func waits(_ timer: some StageTimer, in stage: Stage) -> Bool {
        self.stage == stage && stageSince == timer.since
    }
}
