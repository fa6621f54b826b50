import Domain
import Events

/// What a person may decide about an application where it stands, and what goes out to the candidate when they do.
///
/// It mirrors what workflow makes of a decision, so that nobody presses what leads nowhere; the last word is workflow's, and a
/// decision that it cannot follow comes back as a fact (`decision-refused`).
package struct DecisionPreview: Sendable, Hashable {
    package enum Sends: String, Sendable, Hashable {
        case nothing, invitation
        /// A letter with the terms, then a mail with a link to it.
        case offer
        case rejection
    }

    package let decision: StageDecision
    /// Where the application goes.
    package let leadsTo: Stage
    package let sends: Sends

    package static func possible(for view: ApplicationView) -> [DecisionPreview] {
        guard !view.isOver, let stage = view.stage else { return [] }
        let isInterviewed = view.interview?.submittedAt != nil
        switch stage {
        case .screening: return [advance(to: .interview, .invitation), hold, reject]
        case .interview: return [reject]
        case .scoring: return [hold, reject]
        case .review where !isInterviewed: return [advance(to: .interview, .invitation), offer, hold, reject]
        case .review: return [advance(to: .humanInterview, .nothing), offer, hold, reject]
        case .humanInterview: return [offer, advance(to: .secondInterview, .nothing), hold, reject]
        case .secondInterview: return [offer, hold, reject]
        case .payApproval: return [hold, reject]
        case .offer: return view.review?.reason.hasPrefix("offer-") == true ? [offer] : []
        case .contract:
            let isStuck = ["contract-blocked", "contract-returned"].contains(view.review?.reason)
            return isStuck ? [offer, reject] : []
        case .closed: return []
        }
    }

    private static func advance(to stage: Stage, _ sends: Sends) -> DecisionPreview {
        DecisionPreview(decision: .advance, leadsTo: stage, sends: sends)
    }

    private static let hold = DecisionPreview(decision: .hold, leadsTo: .review, sends: .nothing)
    private static let offer = DecisionPreview(decision: .offer, leadsTo: .offer, sends: .offer)
    private static let reject = DecisionPreview(decision: .reject, leadsTo: .closed, sends: .rejection)

    /// Why, as codes that people choose from; the code is told as a fact, so it says nothing about the person.
    package var reasons: [String] {
        switch decision {
        case .advance: ["convincing-application", "asked-for-by-candidate", "more-to-find-out"]
        case .hold: ["waiting-for-others", "more-to-find-out", "job-on-hold"]
        case .offer: ["convinced-in-person", "convincing-interview", "terms-mended"]
        case .reject: ["confirmed-by-person", "criteria-not-met", "others-fit-better", "job-filled"]
        }
    }
}
