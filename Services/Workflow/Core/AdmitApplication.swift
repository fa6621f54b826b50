import Domain
import Events
import Flow

/// An application was taken in: its course begins.
func admitApplication(
    _ event: ApplicationAdmitted, _ application: Application?, _ cause: Cause
) throws(Refusal) -> Decision<Application> {
    guard application == nil else { throw .alreadyAdmitted }
    var admitted = Application(
        jobID: event.jobID, candidateID: event.candidateID, language: event.language, stage: .screening,
        since: cause.now)
    let begun = StageChanged(
        applicationID: event.applicationID, jobID: event.jobID, from: nil, to: .screening, reason: "admitted",
        decidedBy: nil, rule: nil, number: 1)
    admitted.stageNumber = 1
    return Decision(admitted, emitting: [begun])
}

/// An application could not be taken in: that is its end. Nobody is known but the sender, so its own name stands for the person;
/// and there may be no such job.
func refuseApplication(
    _ event: ApplicationRefused, _ application: Application?, _ job: Job?, _ cause: Cause
) throws(Refusal) -> Decision<Application> {
    guard application == nil else { throw .alreadyAdmitted }
    guard let candidateID = try? CandidateID("c.\(event.applicationID.text)".prefixed(128)) else {
        throw Refusal("malformed-identifier", "The application's identifier makes no candidate's.")
    }
    var refused = Application(
        jobID: event.jobID, candidateID: candidateID, language: job?.language ?? .english, stage: .screening,
        since: cause.now)
    refused.job = job
    var course = Course(event.applicationID, refused, cause)
    course.close(event.code == "withdrawn" ? .withdrawn : .refused, event.code)
    return course.decision
}

extension Refusal {
    fileprivate static let alreadyAdmitted = Refusal(
        "already-admitted", "The application is known already.", .saidBy(StageChanged.self))
}

extension String {
    fileprivate func prefixed(_ count: Int) -> String { String(prefix(count)) }
}

/// A résumé was matched: on to the interview, or to a person.
func followScreening(
    _ event: ApplicationScreened, _ application: Application?, _ job: Job, _ cause: Cause
) throws(Refusal) -> Decision<Application> {
    guard var application else { return .notYet("waits for the admission") }
    guard application.stage == .screening else {
        throw Refusal("not-in-screening", "The application has gone on already.", .saidBy(StageChanged.self))
    }
    application.job = job
    var course = Course(event.applicationID, application, cause)
    switch event.outcome {
    case .pass: course.invite(job, reason: "screening-passed")
    case .review: course.ask("screening-unclear")
    case .reject where job.policy.rejectsWithoutPerson: course.close(.rejected, "screening-rejected")
    case .reject: course.ask("confirm-rejection", proposal: .thank)
    }
    return course.decision
}
