import Domain
import Synchronization

/// Who watches: so many streams of one person and of all, and an end for all when the service ends.
final class LiveStreams: Sendable {
    private struct State {
        var counts: [ActorID: Int] = [:]
        var isEnding = false
    }

    static let ofPersonMax = 3
    static let countMax = 50
    private let state = Mutex(State())

    /// False: there are too many, or the service ends.
    func enter(_ person: ActorID) -> Bool {
        state.withLock { state in
            let own = state.counts[person, default: 0]
            guard !state.isEnding, own < Self.ofPersonMax, state.counts.values.reduce(0, +) < Self.countMax else {
                return false
            }
            state.counts[person] = own + 1
            return true
        }
    }

    func leave(_ person: ActorID) {
        state.withLock { state in
            let left = state.counts[person, default: 0] - 1
            state.counts[person] = left > 0 ? left : nil
        }
    }

    func end() { state.withLock { $0.isEnding = true } }

    var isEnding: Bool { state.withLock { $0.isEnding } }
    var count: Int { state.withLock { $0.counts.values.reduce(0, +) } }
}
