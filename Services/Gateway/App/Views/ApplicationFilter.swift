import Domain
import Events

/// Which applications a list shows.
package struct ApplicationFilter: Hashable, Sendable {
    package enum Order: String, CaseIterable, Sendable { case oldest, newest }

    package var jobID: JobID?
    package var stage: Stage?
    /// Only these people's; nil: everybody's.
    package var candidates: [CandidateID]?
    package var order: Order
    /// Only whoever comes from this day on, the first of them first.
    package var comesFrom: CalendarDate?
    /// Only those behind this number; nil: from the beginning.
    package var after: Int64?
    package var countMax: Int
}
