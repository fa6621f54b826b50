import Domain
import Events

/// One job as it can be looked up. Key: the job.
package struct JobView: Codable, Sendable, Hashable {
    package var jobID: JobID
    package var job: JobDescription
    package var isOpen: Bool
    package var openedAt: Instant
    package var updatedAt: Instant
}
