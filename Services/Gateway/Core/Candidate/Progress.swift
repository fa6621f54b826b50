import Domain
import Events

/// The way of an application as its candidate sees it: what lies behind, where it stands, what may follow.
package struct Progress: Sendable, Hashable {
    package enum Step: String, Sendable, CaseIterable, Hashable {
        case application, interview, assessment
        case conversation, offer, contract, entry
    }

    package enum Standing: String, Sendable, Hashable {
        case past, present, ahead
        /// The way went on without it.
        case skipped
    }

    package struct Stop: Sendable, Hashable {
        package let step: Step
        package let standing: Standing
        /// When it was reached.
        package let since: Instant?
    }

    package let stops: [Stop]
    /// It ended without a contract: no stop is the present one.
    package let isEnded: Bool

    package init(_ view: ApplicationView) {
        var reached: [Step: Instant] = [:]
        for entry in view.timeline {
            guard let step = Self.step(of: entry) else { continue }
            reached[step] = reached[step] ?? entry.at
        }
        isEnded = view.isOver && view.outcome != .hired
        let present = Self.present(view)
        let place = Step.allCases.firstIndex(of: present) ?? 0
        let isEnded = isEnded
        stops = Step.allCases.enumerated().map { index, step in
            let standing: Standing =
                if index == place { isEnded ? .past : .present } else if index > place { .ahead } else {
                    reached[step] == nil && step != .application ? .skipped : .past
                }
            return Stop(step: step, standing: standing, since: reached[step])
        }
    }

    private static func present(_ view: ApplicationView) -> Step {
        switch view.toldStage {
        case nil, .screening: return .application
        case .interview: return .interview
        case .scoring, .review, .payApproval: return view.interview == nil ? .application : .assessment
        case .humanInterview, .secondInterview: return .conversation
        case .offer: return .offer
        case .contract: return .contract
        case .closed:
            if view.outcome == .hired { return .entry }
            // Where it stood before it ended.
            let last = view.timeline.last { step(of: $0) != nil }
            return last.flatMap(step) ?? .application
        }
    }

    private static func step(of entry: TimelineEntry) -> Step? {
        switch entry.what {
        case ApplicationAdmitted.schema.name: .application
        case InterviewInvited.schema.name: .interview
        case InterviewSubmitted.schema.name: .assessment
        case OfferSent.schema.name: .offer
        case ContractSigned.schema.name: .entry
        case StageChanged.schema.name:
            switch entry.details["stage"].flatMap({ Stage(rawValue: $0) }) {
            case .humanInterview, .secondInterview: .conversation
            case .contract: .contract
            default: nil
            }
        default: nil
        }
    }
}

extension ApplicationView {
    /// Whether the candidate may read a summary of the report now.
    package func sharesFeedback(_ sharing: FeedbackSharing?) -> Bool {
        guard report != nil, erasedAt == nil else { return false }
        switch sharing {
        case nil: return false
        case .afterReport: return true
        case .afterDecision:
            switch toldStage {
            case nil, .screening, .interview, .scoring, .review, .payApproval: return false
            case .humanInterview, .secondInterview, .offer, .contract, .closed: return true
            }
        }
    }
}
