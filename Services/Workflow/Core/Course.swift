import Domain
import Events
import Flow

/// The steps that several decisions share: each changes the application and says so.
struct Course {
    let applicationID: ApplicationID
    let now: Instant
    var application: Application
    private(set) var events: [any Event] = []
    private(set) var wakes: [Wake] = []

    init(_ applicationID: ApplicationID, _ application: Application, _ cause: Cause) {
        self.applicationID = applicationID
        self.application = application
        now = cause.now
    }

    var decision: Decision<Application> { Decision(application, emitting: events, waking: wakes) }

    mutating func say(_ event: any Event) { events.append(event) }

    mutating func wake<T: StageTimer>(_ timer: T.Type, at instant: Instant) {
        wakes.append(Wake(T(applicationID: applicationID, since: application.stageSince), at: instant))
    }

    mutating func go(to stage: Stage, _ reason: String, decidedBy: ActorID? = nil, rule: String? = nil) {
        let number = (application.stageNumber ?? 0) + 1
        say(
            StageChanged(
                applicationID: applicationID, jobID: application.jobID, from: application.stage, to: stage,
                reason: reason, decidedBy: decidedBy, rule: rule, number: number))
        application.stageNumber = number
        application.stage = stage
        application.stageSince = now
        if stage != .review { application.review = nil }
        if stage != .payApproval { application.payApproval = nil }
    }

    /// Asks a person. `staying`: the application keeps its stage while the question is open.
    mutating func ask(
        _ reason: String, proposal: RuleOutcome? = nil, rule: String? = nil, staying: Bool = false
    ) {
        let origin = application.stage
        if !staying, origin != .review { go(to: .review, reason, rule: rule) }
        application.review = Application.Review(reason: reason, proposal: proposal, origin: origin)
        say(
            ReviewRequested(
                applicationID: applicationID, jobID: application.jobID, reason: reason, proposal: proposal, rule: rule,
                stageNumber: application.stageNumber))
    }

    mutating func close(
        _ outcome: ClosingOutcome, _ reason: String, keepInPool: Bool = false, decidedBy: ActorID? = nil,
        rule: String? = nil
    ) {
        go(to: .closed, reason, decidedBy: decidedBy, rule: rule)
        application.outcome = outcome
        say(
            ApplicationClosed(
                applicationID: applicationID, jobID: application.jobID, candidateID: application.candidateID,
                language: application.language, jobTitle: application.job?.title ?? "", outcome: outcome,
                reason: reason, keepInPool: keepInPool))
    }
}
