import Domain
import Events
import Flow

/// The interview's end is near and nothing was handed in.
func remind(_ timer: StageTimer, _ application: Application?, _ cause: Cause) throws(Refusal) -> Decision<Application> {
    guard let application, application.waits(timer, in: .interview), let expiresAt = application.interviewExpiresAt
    else {
        return .left
    }
    let reminder = InterviewReminded(
        applicationID: timer.applicationID, jobID: application.jobID, candidateID: application.candidateID,
        language: application.language, jobTitle: application.job?.title ?? "", expiresAt: expiresAt)
    return Decision(nil, emitting: [reminder])
}

/// The interview's time is over.
func expireInterview(
    _ timer: StageTimer, _ application: Application?, _ cause: Cause
) throws(Refusal) -> Decision<Application> {
    guard let application, application.waits(timer, in: .interview) else { return .left }
    var course = Course(timer.applicationID, application, cause)
    course.say(InterviewExpired(applicationID: timer.applicationID, jobID: application.jobID))
    course.close(.expired, "interview-expired")
    return course.decision
}

/// No report came: a person looks, and a report that comes later is still followed.
func missReport(_ timer: StageTimer, _ application: Application?, _ cause: Cause) throws(Refusal) -> Decision<
    Application
> {
    guard let application, application.waits(timer, in: .scoring) else { return .left }
    var course = Course(timer.applicationID, application, cause)
    course.ask("report-overdue")
    return course.decision
}

/// The second interview was not arranged within a day.
func missSecondInterview(
    _ timer: StageTimer, _ application: Application?, _ cause: Cause
) throws(Refusal) -> Decision<Application> {
    guard let application, application.waits(timer, in: .secondInterview) else { return .left }
    var course = Course(timer.applicationID, application, cause)
    course.ask("second-interview-overdue", staying: true)
    return course.decision
}

/// The candidate did not answer the offer in time.
func expireOffer(_ timer: StageTimer, _ application: Application?, _ cause: Cause) throws(Refusal) -> Decision<
    Application
> {
    guard let application, application.waits(timer, in: .offer) else { return .left }
    var course = Course(timer.applicationID, application, cause)
    course.close(.expired, "offer-expired")
    return course.decision
}

extension Decision {
    /// The application left the stage of the timer, and said so.
    fileprivate static var left: Decision { .nothing(.saidBy(StageChanged.self)) }
}

extension Application {
    /// Whether the timer is of the stage in which the application still is.
    fileprivate func waits(_ timer: StageTimer, in stage: Stage) -> Bool {
        self.stage == stage && stageSince == timer.since
    }
}
