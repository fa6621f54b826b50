import Domain
import Events

/// Which applications a list shows.
package struct ApplicationFilter: Hashable, Sendable {
    package enum Order: String, CaseIterable, Sendable {
        case oldest, newest
        /// Of those that have not ended, whoever stands longest where they stand.
        case longestWaiting = "longest-waiting"
        /// Of those with a composite, the highest first.
        case composite
        /// Of those who are kept in mind, whose consent ends first.
        case poolEnd = "pool-end"

        /// What applications can be ordered by: moments until the year 9999, hundredths of points.
        fileprivate var values: ClosedRange<Int64> {
            switch self {
            case .oldest, .newest: 0...0
            case .longestWaiting, .poolEnd: 0...253_402_300_799_999
            case .composite: 0...10_000
            }
        }

        /// Those that tell nothing but when somebody came.
        package static let ofArrival: [Order] = [.oldest, .newest]
        /// Those that people choose from.
        package static let ofLists: [Order] = [.newest, .longestWaiting, .composite]
    }

    /// Held for a person, for any reason or for this one.
    package enum Held: Hashable, Sendable {
        case forAnything
        case because(String)
    }

    package var jobID: JobID?
    package var stage: Stage?
    /// Only these people's; nil: everybody's.
    package var candidates: [CandidateID]?
    package var order: Order
    /// Only whoever comes from this day on, the first of them first.
    package var comesFrom: CalendarDate?
    /// Only those behind this number; nil: from the beginning.
    package var after: Int64?
    /// What the last one before was ordered by, where it is not the number alone.
    package var afterValue: Int64?
    package var countMax: Int
    package var held: Held?
    /// Between these composites, both counted.
    package var compositeFrom: Score?
    package var compositeThrough: Score?
    /// Received from this moment on, and before that one.
    package var receivedFrom: Instant?
    package var receivedBefore: Instant?
    package var language: Language?
    /// Only of those who ask for something that nobody has settled.
    package var hasOpenRequest = false
    /// Only of those who are kept in mind and whose application ended after this moment.
    package var pooledAfter: Instant?
    /// Only of those who are to be written to first.
    package var isToContactFirst = false
}

extension ApplicationFilter {
    /// Where a page ends, as the next one's address says it: `1234`, or `8520.1234` where the order has a value.
    package static func place(_ application: ListedApplication) -> String {
        application.value.map { "\($0).\(application.number)" } ?? "\(application.number)"
    }

    /// Goes on behind such a place; one that is none of this order's is the beginning.
    package mutating func begin(after place: String?) {
        let parts = (place ?? "").split(separator: ".", omittingEmptySubsequences: false).map { Int64($0) }
        let hasValue = !Self.Order.ofArrival.contains(order)
        guard parts.count == (hasValue ? 2 : 1), let number = parts[parts.count - 1], number > 0 else { return }
        guard !hasValue || parts[0].map(order.values.contains) == true else { return }
        after = number
        afterValue = hasValue ? parts[0] : nil
    }
}
