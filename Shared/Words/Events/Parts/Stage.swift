/// Where an application stands.
package enum Stage: String, Codable, Sendable, CaseIterable, Hashable {
    case screening, interview, scoring
    /// Held for a person's decision.
    case review
    case humanInterview = "human-interview"
    case secondInterview = "second-interview"
    /// An offer is decided on; whoever answers for pay looks at its terms before anything goes out.
    case payApproval = "pay-approval"
    case offer, contract, closed
}

/// How an application ended.
package enum ClosingOutcome: String, Codable, Sendable, CaseIterable, Hashable {
    case hired, rejected, withdrawn, refused, expired, declined
}
