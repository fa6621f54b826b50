import Domain
import HTTP
import Synchronization
import Telemetry

/// Wrong keys, sessions, links and passwords by address: after a few, the next wait longer and longer. A code is for one
/// device and five tries, so it never waits for its address.
///
/// What counts is the address, so nobody can lock out another one; what was good before goes on to be let in from an
/// address that is held back, so nobody is locked out by a neighbour behind the same router.
package final class AttemptLimits: Sendable {
    /// What was wrong; a label of the metric.
    package enum Kind: String, Sendable, CaseIterable { case key, session, link, code, password, provider }

    private struct Failures {
        var count = 0
        var lastAt: Instant
        var heldUntil: Instant
    }

    /// These are free: a person mistypes, a page asks again.
    package static let freeCount = 10
    package static let secondsMax = 300
    /// After so long without a failure an address starts anew.
    static let memorySeconds: Int64 = 900
    /// What is remembered of the whole internet; the oldest goes first.
    package static let addressCountMax = 20_000
    static let knownCountMax = 20_000

    private struct State {
        var failures: [String: Failures] = [:]
        /// Hashes of what was good, so that it need not wait.
        var known: Set<[UInt8]> = []
    }

    private let state = Mutex(State())
    private let log: @Sendable (_ kind: Kind, _ reason: String, _ range: String) -> Void

    package init(log: @escaping @Sendable (Kind, String, String) -> Void = { _, _, _ in }) { self.log = log }

    /// For how many seconds attempts from this address have to wait; nil when the next is looked at.
    package func wait(of address: String, at now: Instant) -> Int? {
        let name = Self.name(of: address)
        return state.withLock { state in
            guard let failures = state.failures[name], now < failures.heldUntil else { return nil }
            return Int((failures.heldUntil.millisecondsSinceEpoch - now.millisecondsSinceEpoch + 999) / 1000)
        }
    }

    /// Notes a failure. Says for how long the next attempt from there has to wait.
    package func failed(_ kind: Kind, _ reason: String, from address: String, at now: Instant) {
        let name = Self.name(of: address)
        state.withLock { state in
            var failures = state.failures[name] ?? Failures(lastAt: now, heldUntil: now)
            if failures.lastAt.advanced(byMilliseconds: Self.memorySeconds * 1000) < now { failures.count = 0 }
            failures.count += 1
            failures.lastAt = now
            let beyond = failures.count - Self.freeCount
            let seconds = beyond <= 0 ? 0 : min(Self.secondsMax, 1 << min(beyond - 1, 16))
            failures.heldUntil = now.advanced(byMilliseconds: Int64(seconds) * 1000)
            if state.failures.count >= Self.addressCountMax, state.failures[name] == nil {
                Self.forget(&state.failures, at: now)
            }
            state.failures[name] = failures
        }
        tell(kind, reason, from: address)
    }

    /// Tells the metric and the log of a failure that has a limit of its own, and so does not make its address wait.
    package func tell(_ kind: Kind, _ reason: String, from address: String) {
        Self.refused(kind, reason).increment()
        log(kind, reason, InternetAddress(address)?.range ?? "-")
    }

    package func refusedUnseen(_ kind: Kind) { Self.refused(kind, "held-back").increment() }

    var addressCount: Int { state.withLock { $0.failures.count } }

    package func isKnown(_ hash: [UInt8]) -> Bool { state.withLock { $0.known.contains(hash) } }

    package func succeeded(_ hash: [UInt8]) {
        state.withLock { state in
            guard !state.known.contains(hash) else { return }
            if state.known.count >= Self.knownCountMax { state.known.removeAll() }
            state.known.insert(hash)
        }
    }

    /// Makes room: whoever is not held back any more, and if nobody is, the older half.
    private static func forget(_ failures: inout [String: Failures], at now: Instant) {
        failures = failures.filter { now < $0.value.heldUntil }
        guard failures.count >= addressCountMax else { return }
        let middle = failures.values.map(\.lastAt).sorted()[failures.count / 2]
        failures = failures.filter { $0.value.lastAt > middle }
    }

    private static func name(of address: String) -> String {
        InternetAddress(address)?.subscriber.description ?? address
    }

    private static func refused(_ kind: Kind, _ reason: String) -> Counter {
        Counter(
            label: "colloquy_access_refused_total", dimensions: [("kind", kind.rawValue), ("reason", reason)],
            help: "Keys, sessions, links, codes, passwords and sign-ins by a provider that were not let in.")
    }
}
