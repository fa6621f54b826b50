import Domain

/// How a service is, as it tells whoever looks after it: numbers, names of rows and codes, nothing of what they are about.
package struct ServiceReport: Codable, Sendable, Hashable {
    /// Work of one name that fails for one reason and waits.
    package struct Heap: Codable, Sendable, Hashable {
        package let name: String
        package let kind: FailureKind
        package let reason: String
        package let count: Int
        package let since: Instant

        package init(name: String, kind: FailureKind, reason: String, count: Int, since: Instant) {
            self.name = name
            self.kind = kind
            self.reason = reason
            self.count = count
            self.since = since
        }
    }

    /// What became of a dead letter that was given back.
    package struct Return: Codable, Sendable, Hashable {
        package enum State: String, Codable, Sendable, CaseIterable {
            /// It waits in the service's table, or is at work.
            case waiting
            /// It was decided on. If it could not be handled again, a new letter names it.
            case done
            case gone, unreadable
        }

        /// `scoring/3/17`.
        package let place: String
        package let state: State
        package let at: Instant

        package init(place: String, state: State, at: Instant) {
            self.place = place
            self.state = state
            self.at = at
        }
    }

    /// The last time that what was over was deleted, and the next.
    package struct Retention: Codable, Sendable, Hashable {
        package let ranAt: Instant
        package let nextAt: Instant
        /// How much went then, by what it was kept for.
        package let deleted: [String: Int]

        package init(ranAt: Instant, nextAt: Instant, deleted: [String: Int]) {
            self.ranAt = ranAt
            self.nextAt = nextAt
            self.deleted = deleted
        }
    }

    package var service: String
    package var at: Instant
    package var waiting: [Heap]
    package var returns: [Return]
    package var retention: Retention?

    package init(
        service: String, at: Instant, waiting: [Heap] = [], returns: [Return] = [], retention: Retention? = nil
    ) {
        self.service = service
        self.at = at
        self.waiting = waiting
        self.returns = returns
        self.retention = retention
    }

    static let heapCountMax = 100
    static let returnCountMax = 200
    /// After so long without a change it is told all the same.
    package static let quietSecondsMax: Int64 = 300
}
