import Domain
import Events

/// One job as it can be looked up. Key: the job.
package struct JobView: Codable, Sendable, Hashable {
    package var jobID: JobID
    package var job: JobDescription
    package var isOpen: Bool
    package var openedAt: Instant
    package var updatedAt: Instant
    /// What the machine makes of the job's anchor answers; of older ones where its mark is another than the job's.
    package var anchorCheck: AnchorsChecked?
}
