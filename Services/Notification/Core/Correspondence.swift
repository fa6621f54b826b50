import Domain
import Events

/// What was written about one application, and to whom it may be written.
package struct Correspondence: Codable, Sendable, Hashable {
    /// Known once the application was admitted, or by the first fact that names the candidate.
    package var candidateID: CandidateID?
    /// Each delivery once, under its identity.
    package var deliveries: [String: Status] = [:]
    /// What failed, as it was asked for, so that it can be sent again.
    package var failed: [String: DeliveryRequested]?
    /// Of which invitation, offer or reminder the last mail of a template was, so that another one gets a mail of its own.
    package var occasions: [String: Instant]?

    package enum Status: String, Codable, Sendable, Hashable {
        case requested, delivered, failed
    }

    package init(candidateID: CandidateID? = nil) {
        self.candidateID = candidateID
    }
}

/// A job's title, for mails about facts that name only the job.
package struct Job: Codable, Sendable, Hashable {
    package var title: String

    package init(title: String) {
        self.title = title
    }
}
