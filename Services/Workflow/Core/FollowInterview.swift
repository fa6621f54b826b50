import Domain
import Events
import Flow

/// An hour is many times what scoring and the report take; after that a person looks.
private let reportWaitMinutesMax: Int64 = 60

func noteConsent(
    _ event: ConsentGiven, _ application: Application?, _ cause: Cause
) throws(Refusal) -> Decision<Application> {
    guard var application else { return .notYet("waits for the admission") }
    application.hasAIConsent = (application.hasAIConsent ?? false) || event.purposes.contains(.aiAssessment)
    // Whoever agrees to be recorded after all needs no other way, and has the interview's time like everybody.
    if event.purposes.contains(.recording), application.waitsForHumanWay { application.review = nil }
    return Decision(application)
}

/// Whoever begins after all, in writing too, needs no other way.
func noteStart(
    _ event: InterviewStarted, _ application: Application?, _ cause: Cause
) throws(Refusal) -> Decision<Application> {
    guard var application else { return .notYet("waits for the admission") }
    guard application.waitsForHumanWay else { return .nothing(.noConsequence("Nobody waits for another way.")) }
    application.review = nil
    return Decision(application)
}

private let humanWay = "human-way-requested"

/// The candidate wants a way with a person: a person is asked to arrange it. The interview stays open meanwhile.
func followHumanWay(
    _ event: HumanWayRequested, _ application: Application?, _ cause: Cause
) throws(Refusal) -> Decision<Application> {
    guard let application else { return .notYet("waits for the admission") }
    guard application.stage == .interview else {
        throw Refusal("no-interview-open", "No interview is open.", .saidBy(StageChanged.self))
    }
    guard !application.waitsForHumanWay else { return .nothing(.saidBy(ReviewRequested.self)) }
    var course = Course(event.applicationID, application, cause)
    course.ask(humanWay, staying: true)
    return course.decision
}

extension Application {
    /// The candidate asked for a way with a person and waits for it, so the interview's end is not theirs.
    var waitsForHumanWay: Bool { review?.reason == humanWay }
}

/// Whoever takes the consent to be recorded back is offered a way with a person, which is no end; without machine assessment a
/// person assesses.
func noteConsentWithdrawal(
    _ event: ConsentWithdrawn, _ application: Application?, _ cause: Cause
) throws(Refusal) -> Decision<Application> {
    guard var application else { return .notYet("waits for the admission") }
    if event.purposes.contains(.aiAssessment) { application.hasAIConsent = false }
    guard !application.isClosed else { return Decision(application) }
    var course = Course(event.applicationID, application, cause)
    if event.purposes.contains(.recording), [.interview, .scoring].contains(application.stage) {
        if !application.waitsForHumanWay { course.ask(humanWay, staying: application.stage == .interview) }
    } else if event.purposes.contains(.aiAssessment), application.stage == .scoring {
        course.ask("ai-consent-withdrawn")
    }
    return course.decision
}

/// The candidate handed the interview in.
func followSubmission(
    _ event: InterviewSubmitted, _ application: Application?, _ cause: Cause
) throws(Refusal) -> Decision<Application> {
    guard var application else { return .notYet("waits for the admission") }
    // Other topics may be behind: the invitation itself came from here, so the stage is known.
    guard application.stage == .interview else {
        throw Refusal("no-interview-open", "No interview is open.", .saidBy(StageChanged.self))
    }
    application.submittedAt = event.submittedAt
    application.hasUnanswered = event.unanswered?.isEmpty == false ? true : nil
    var course = Course(event.applicationID, application, cause)
    course.go(to: .scoring, "interview-submitted")
    // Who agreed to nothing, as one may in writing, did not agree to this either.
    if application.hasAIConsent != true {
        course.ask("no-ai-consent")
    } else {
        course.wake(ReportOverdue.self, at: course.now.advanced(byMinutes: reportWaitMinutesMax))
    }
    return course.decision
}

func noteSurvey(
    _ event: SurveyAnswered, _ application: Application?, _ cause: Cause
) throws(Refusal) -> Decision<Application> {
    guard var application else { return .notYet("waits for the admission") }
    application.satisfaction = event.satisfaction
    return Decision(application)
}
