import Domain
import Synchronization

/// Who watches: so many streams of one person and of all, and an end for all when the service ends.
final class LiveStreams: Sendable {
    private struct State {
        /// The oldest of each person first.
        var tickets: [ActorID: [Int]] = [:]
        var latest = 0
        var isEnding = false
    }

    static let ofPersonMax = 3
    static let countMax = 50
    private let state = Mutex(State())

    /// Nil: there are too many, or the service ends. Who has as many as one may ends their oldest by it: it is mostly of a page that was
    /// left, which is known only when something is written to it.
    func enter(_ person: ActorID) -> Int? {
        state.withLock { state in
            guard !state.isEnding else { return nil }
            var own = state.tickets[person] ?? []
            if own.count >= Self.ofPersonMax { own.removeFirst() }
            let others = state.tickets.reduce(0) { $0 + ($1.key == person ? 0 : $1.value.count) }
            guard others + own.count < Self.countMax else { return nil }
            state.latest += 1
            state.tickets[person] = own + [state.latest]
            return state.latest
        }
    }

    func leave(_ person: ActorID, _ ticket: Int) {
        state.withLock { state in
            let left = (state.tickets[person] ?? []).filter { $0 != ticket }
            state.tickets[person] = left.isEmpty ? nil : left
        }
    }

    /// Whether it goes on: neither has the service ended nor a newer one of its person taken its place.
    func isOpen(_ person: ActorID, _ ticket: Int) -> Bool {
        state.withLock { !$0.isEnding && $0.tickets[person]?.contains(ticket) == true }
    }

    func end() { state.withLock { $0.isEnding = true } }

    var count: Int { state.withLock { $0.tickets.values.reduce(0) { $0 + $1.count } } }
}
