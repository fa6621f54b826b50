import Domain
import Events
import Flow

/// A person decided. What a decision means depends on where the application stands; where it cannot be followed, a fact says so to
/// the person.
func decideStage(
    _ event: StageDecided, _ application: Application?, _ cause: Cause
) throws(Refusal) -> Decision<Application> {
    guard let application else { return .notYet("waits for the admission") }
    guard !application.isClosed else {
        return refused(event, application, Refusal("application-closed", "The application has ended."))
    }
    guard let job = application.job else { return .notYet("waits for the screening") }
    var course = Course(event.applicationID, application, cause)
    do throws(Refusal) {
        switch event.decision {
        case .advance: try advance(event, job, &course)
        case .hold: try hold(event, &course)
        case .offer: try offer(event, job, &course)
        case .reject: try reject(event, &course)
        }
    } catch { return refused(event, application, error) }
    return course.decision
}

private func refused(_ event: StageDecided, _ application: Application, _ refusal: Refusal) -> Decision<Application> {
    Decision(
        nil,
        emitting: DecisionRefused(
            applicationID: event.applicationID, jobID: application.jobID, decision: event.decision,
            decidedBy: event.decidedBy, code: refusal.code))
}

private func advance(_ event: StageDecided, _ job: Job, _ course: inout Course) throws(Refusal) {
    switch course.application.stage {
    case .screening: course.invite(job, reason: event.reason, decidedBy: event.decidedBy)
    // Whoever asked for a person in place of a recording meets one.
    case .interview where course.application.waitsForHumanWay:
        course.go(to: .humanInterview, event.reason, decidedBy: event.decidedBy)
    case .review where course.application.isOfferOut(at: course.now):
        throw Refusal("offer-made", "The offer is out and binds the employer.")
    case .review where course.application.submittedAt == nil:
        course.invite(job, reason: event.reason, decidedBy: event.decidedBy)
    case .review: course.go(to: .humanInterview, event.reason, decidedBy: event.decidedBy)
    case .humanInterview: course.secondInterview(reason: event.reason, decidedBy: event.decidedBy)
    case .interview, .scoring: throw Refusal("interview-under-way", "The interview and its report come first.")
    case .payApproval: throw Refusal("pay-not-approved", "The terms of the offer wait for their approval.")
    case .secondInterview: throw Refusal("no-next-stage", "After the second interview comes an offer or a rejection.")
    case .offer, .contract, .closed: throw Refusal("offer-made", "The offer is out: the candidate answers next.")
    }
}

private func hold(_ event: StageDecided, _ course: inout Course) throws(Refusal) {
    switch course.application.stage {
    case .review:
        // The question stays open; that somebody looked is a fact all the same.
        course.go(to: .review, event.reason, decidedBy: event.decidedBy)
    // Holding takes the terms back from whoever was to approve them.
    case .screening, .humanInterview, .secondInterview, .scoring, .payApproval:
        let origin = course.application.stage
        course.go(to: .review, event.reason, decidedBy: event.decidedBy)
        course.application.review = Application.Review(reason: "held", proposal: nil, origin: origin)
    case .interview: throw Refusal("interview-under-way", "The candidate may finish the interview.")
    case .offer, .contract, .closed: throw Refusal("offer-made", "The offer is out and cannot be held.")
    }
}

private func offer(_ event: StageDecided, _ job: Job, _ course: inout Course) throws(Refusal) {
    guard let terms = event.terms ?? job.offer else {
        throw Refusal("no-offer-terms", "The job has no terms of an offer.")
    }
    switch course.application.stage {
    case .review, .humanInterview, .secondInterview:
        course.offer(terms, reason: event.reason, decidedBy: event.decidedBy)
    case .screening, .interview, .scoring:
        throw Refusal("interview-under-way", "The interview and its report come first.")
    case .offer where course.application.review?.reason.hasPrefix("offer-") == true:
        course.offer(terms, reason: event.reason, decidedBy: event.decidedBy)
    case .contract where course.isContractStuck:
        course.offer(terms, reason: event.reason, decidedBy: event.decidedBy)
    case .payApproval: throw Refusal("pay-not-approved", "The terms of the offer wait for their approval.")
    case .offer, .contract, .closed: throw Refusal("offer-made", "The offer is out already.")
    }
}

private func reject(_ event: StageDecided, _ course: inout Course) throws(Refusal) {
    switch course.application.stage {
    case .offer, .contract:
        guard course.isContractStuck else { throw Refusal("offer-made", "The offer is out and binds the employer.") }
        course.close(.rejected, event.reason, decidedBy: event.decidedBy)
    case .review where course.application.isOfferOut(at: course.now),
        .payApproval where course.application.isOfferOut(at: course.now):
        throw Refusal("offer-made", "The offer is out and binds the employer.")
    case .screening, .interview, .scoring, .review, .humanInterview, .secondInterview, .payApproval:
        let keepInPool = course.application.review?.proposal == .thankAndPool
        course.close(.rejected, event.reason, keepInPool: keepInPool, decidedBy: event.decidedBy)
    case .closed: throw Refusal("application-closed", "The application has ended.")
    }
}

extension Course {
    /// The law's check or the approver stands against the contract as it is: other terms, or the end.
    fileprivate var isContractStuck: Bool {
        ["contract-blocked", contractReturned].contains(application.review?.reason)
    }
}
