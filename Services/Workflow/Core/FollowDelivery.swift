import Domain
import Events
import Flow

/// Until when a message counts as delivered in time.
private let deliveryMillisecondsMax = InterviewInvited.deliveryMillisecondsMax

/// The invitation or the offer reached the candidate: only now does its time run.
func followDelivered(
    _ event: DeliveryConfirmed, _ application: Application?, _ cause: Cause
) throws(Refusal) -> Decision<Application> {
    guard let message = TimedMessage(event.template, event.recipient) else { return .untimed }
    guard var application else { return .notYet("waits for the admission") }
    guard application.stage == message.stage else { return .nothing(.saidBy(StageChanged.self)) }
    let since = message == .invitation ? application.invitedAt ?? application.stageSince : application.stageSince
    // What was delivered before is an earlier invitation or offer; clocks of two machines differ a little.
    guard event.deliveredAt > since.advanced(byMinutes: -5) else {
        return .nothing(.noConsequence("an earlier one"))
    }
    switch message {
    case .offer:
        application.offerDeliveredAt = application.offerDeliveredAt ?? event.deliveredAt
        return Decision(application)
    case .invitation:
        guard application.invitationDeliveredAt == nil else {
            return .nothing(.noConsequence("it was delivered by another way before"))
        }
        application.invitationDeliveredAt = event.deliveredAt
        let late = event.deliveredAt.milliseconds(since: since)
        guard let job = application.job, late > deliveryMillisecondsMax || application.review != nil else {
            return Decision(application)
        }
        var course = Course(event.applicationID, application, cause)
        course.prolong(job, hours: job.interview.windowHours, reason: "invitation-delivered-late")
        return course.decision
    }
}

/// The invitation or the offer could not be delivered: its time stands still, and a person is asked.
func followUndelivered(
    _ event: DeliveryFailed, _ application: Application?, _ cause: Cause
) throws(Refusal) -> Decision<Application> {
    guard let message = TimedMessage(event.template, event.recipient) else { return .untimed }
    guard let application else { return .notYet("waits for the admission") }
    guard application.stage == message.stage, !application.hasReached(message) else {
        return .nothing(.noConsequence("its time has passed, or it was delivered by another way"))
    }
    var course = Course(event.applicationID, application, cause)
    course.ask(message.undelivered, staying: true)
    return course.decision
}

/// A message to the candidate that says until when an answer is waited for.
enum TimedMessage {
    case invitation
    case offer

    init?(_ template: String, _ recipient: DeliveryRequested.Recipient) {
        guard recipient == .candidate else { return nil }
        switch template {
        case "interview-invitation": self = .invitation
        case "offer": self = .offer
        default: return nil
        }
    }

    var stage: Stage { self == .invitation ? .interview : .offer }
    var undelivered: String { self == .invitation ? "invitation-undelivered" : "offer-undelivered" }
}

extension Application {
    func hasReached(_ message: TimedMessage) -> Bool {
        (message == .invitation ? invitationDeliveredAt : offerDeliveredAt) != nil
    }

    /// The offer came so late that the candidate had less time than was promised.
    var isOfferLate: Bool {
        (offerDeliveredAt?.milliseconds(since: stageSince) ?? 0) > 24 * 3_600_000
    }
}

extension Decision {
    /// No clock runs by this message.
    fileprivate static var untimed: Decision { .nothing(.noConsequence("no time is set by this message")) }
}
