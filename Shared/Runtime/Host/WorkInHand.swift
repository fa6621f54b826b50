import Domain
import Flow

/// What the runner holds: activities at work, and the payloads of everything leased that no lane has recorded yet.
struct WorkInHand {
    /// One activity at work.
    struct Running {
        let load: ActivityLoad
        let epoch: Int64
        let task: Task<Void, Never>
    }

    struct Limits: Sendable {
        let computingMax: Int
        let waitingMax: Int
        let bytesMax: Int

        func countMax(_ load: ActivityLoad) -> Int { load == .computing ? computingMax : waitingMax }
    }

    let limits: Limits
    private(set) var running: [EventID: Running] = [:]
    private var counts: [ActivityLoad: Int] = [:]
    private(set) var bytes = 0
    /// Activities whose last lease brought all that was asked for: there is probably more.
    var plentiful: Set<String> = []
    /// Leasing stopped because too many bytes are in hand.
    var isShortOfBytes = false

    init(_ limits: Limits) { self.limits = limits }

    mutating func begin(_ id: EventID, _ work: Running) {
        running[id] = work
        counts[work.load, default: 0] += 1
    }

    /// What computes makes room when it has run. What waits does so when its result is recorded: else results would queue before
    /// the lanes, and whatever came last would wait for all of them.
    mutating func end(_ id: EventID) {
        if let work = running.removeValue(forKey: id), work.load == .computing { counts[.computing, default: 0] -= 1 }
    }

    mutating func hold(byteCount: Int) { bytes += byteCount }

    /// It is recorded, given back or lost.
    mutating func letGo(byteCount: Int, _ load: ActivityLoad?) {
        bytes -= byteCount
        if load == .waiting { counts[.waiting, default: 0] -= 1 }
    }

    /// How many more activities may run.
    func room(_ load: ActivityLoad) -> Int { limits.countMax(load) - counts[load, default: 0] }

    /// While there is plenty, leases wait until a quarter is free, so that one statement takes many.
    func isWorthLeasing(_ name: String, _ load: ActivityLoad) -> Bool {
        let free = room(load)
        return plentiful.contains(name) ? free * 4 >= limits.countMax(load) : free > 0
    }

    var roomForBytes: Int { max(0, limits.bytesMax - bytes) }
}
