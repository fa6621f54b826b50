import Domain
import Events
import Flow
import Openings

/// The report is there: the employer's rules say what follows. Nothing adverse or binding happens without a person, unless
/// the policy lawfully says otherwise.
func followReport(
    _ event: ReportCompiled, _ application: Application?, _ published: Job?, _ cause: Cause
) throws(Refusal) -> Decision<Application> {
    guard var application else { return .notYet("waits for the admission") }
    guard application.stage != .interview else { return .notYet("waits for the interview's submission") }
    guard var job = application.job else { return .notYet("waits for the screening") }
    // Who approves pay is the employer's own order and no promise to the candidate: the job of now says it.
    if let current = published?.offer {
        job.offer?.approvedBy = current.approvedBy
        job.offer?.approvalHours = current.approvalHours
    }
    application.composite = event.composite
    application.reportVersion = event.version
    // A report that comes late or again is noted; a person who is already deciding sees it, and no rule interferes.
    let isAwaited = application.stage == .scoring || application.review?.reason == "report-overdue"
    guard isAwaited else { return Decision(application) }
    var course = Course(event.applicationID, application, cause)
    let measures = Measures(event, satisfaction: application.satisfaction)
    let verdict = applyRules(job.ruleSet, to: measures)
    // Where the rules come to something else at an end of a range, words that nobody is sure of would decide.
    let ends: [(ScoreRange) -> Score] = [{ $0.low }, { $0.high }]
    let isUnheard = ends.contains { end in
        applyRules(job.ruleSet, to: Measures(event, satisfaction: application.satisfaction, at: end)).outcome
            != verdict.outcome
    }
    let isWithinError = possibleOutcomes(job.ruleSet, of: measures).count > 1
    follow(verdict, (isUnheard, isWithinError), of: event, job, &course)
    return course.decision
}

private func follow(
    _ verdict: RuleVerdict, _ doubt: (isUnheard: Bool, isWithinError: Bool), of report: ReportCompiled, _ job: Job,
    _ course: inout Course
) {
    let rule = verdict.explained
    // The rules saw an interview with a hole that the candidate could not close: a person asks what was not heard.
    if course.application.hasUnanswered == true {
        return course.ask("question-unanswered", proposal: verdict.outcome, rule: rule)
    }
    // The numbers stand; a person looks at the answer before anything follows from them.
    if doubt.isUnheard || report.reasons.contains(where: { $0.hasPrefix("flagged:") }) {
        return course.ask("answer-flagged", proposal: verdict.outcome, rule: rule)
    }
    // People would see the score on the other side of a rule's bound as likely as not.
    if doubt.isWithinError { return course.ask("score-within-error", proposal: verdict.outcome, rule: rule) }
    let isForPerson = course.application.wantsPerson == true
    switch verdict.outcome {
    case .humanInterview: course.go(to: .humanInterview, "rule", rule: rule)
    case .secondInterview: course.secondInterview(reason: "rule", rule: rule)
    case .offer:
        if let terms = job.offer, job.policy.offersWithoutPerson, !isForPerson {
            course.offer(terms, reason: "rule", rule: rule)
        } else {
            course.ask(job.offer == nil ? "no-offer-terms" : "confirm-offer", proposal: .offer, rule: rule)
        }
    case .thank, .thankAndPool:
        if job.policy.rejectsWithoutPerson, !isForPerson {
            course.close(.rejected, "rule", keepInPool: verdict.outcome == .thankAndPool, rule: rule)
        } else {
            course.ask("confirm-rejection", proposal: verdict.outcome, rule: rule)
        }
    case .hold:
        let reason = verdict.rule != nil ? "rule-hold" : report.composite == nil ? "insufficient-evidence" : "rule-gap"
        course.ask(reason, proposal: .hold, rule: rule)
    }
}
