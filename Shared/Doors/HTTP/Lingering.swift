import Glibc
import Synchronization
import Threads

/// Connections that were answered while their client may still be sending.
///
/// Closing a socket with unread bytes resets the connection, and a client that is busy sending then sees a reset and not
/// its answer. So the socket is kept a little longer: what comes is thrown away until the client closes, has sent too
/// much, or has taken too long.
final class Lingering: Sendable {
    private struct Entry {
        let socket: Int32
        let end: ContinuousClock.Instant
        var bytesLeft: Int
    }

    private struct State {
        var entries: [Entry] = []
        var isAtWork = false
        var isStopped = false
    }

    /// Beyond these, a connection is closed at once.
    static let countMax = 256
    private let state = Mutex(State())
    private let bytesMax: Int
    private let secondsMax: Int

    init(bytesMax: Int, secondsMax: Int) {
        self.bytesMax = bytesMax
        self.secondsMax = secondsMax
    }

    /// Keeps the connection behind a socket that its owner is about to close.
    func keep(_ socket: Int32) {
        let entry = Entry(socket: dup(socket), end: .now + .seconds(secondsMax), bytesLeft: bytesMax)
        guard entry.socket >= 0 else { return }
        shutdown(entry.socket, Int32(SHUT_WR))
        let (isKept, mustStart) = state.withLock { state in
            guard !state.isStopped, state.entries.count < Self.countMax else { return (false, false) }
            state.entries.append(entry)
            defer { state.isAtWork = true }
            return (true, !state.isAtWork)
        }
        if !isKept { close(entry.socket) }
        if mustStart { Task { await onOwnThread { self.work() } } }
    }

    func stop() { state.withLock { $0.isStopped = true } }

    private func work() {
        while let entries = next() {
            var waits = entries.map { pollfd(fd: $0.socket, events: Int16(POLLIN), revents: 0) }
            poll(&waits, nfds_t(waits.count), 50)
            let now = ContinuousClock.now
            let left = zip(entries, waits).map { entry, wait in
                wait.revents == 0 ? (now < entry.end ? entry : nil) : Self.drained(entry, at: now)
            }
            state.withLock { state in
                // Those that came meanwhile stand behind the ones that were looked at.
                state.entries = left.compactMap(\.self) + state.entries.dropFirst(entries.count)
            }
            for (entry, rest) in zip(entries, left) where rest == nil { close(entry.socket) }
        }
    }

    /// Nil, once, when there is nothing left to do.
    private func next() -> [Entry]? {
        state.withLock { state in
            if state.isStopped {
                for entry in state.entries { close(entry.socket) }
                state.entries = []
            }
            if state.entries.isEmpty { state.isAtWork = false }
            return state.entries.isEmpty ? nil : state.entries
        }
    }

    /// Throws away what is there; nil when the connection is at its end.
    private static func drained(_ entry: Entry, at now: ContinuousClock.Instant) -> Entry? {
        var entry = entry
        guard now < entry.end else { return nil }
        // With MSG_TRUNC the kernel drops the bytes without copying them (tcp(7)).
        for _ in 0..<16 {
            let count = recv(entry.socket, nil, 1 << 20, Int32(MSG_TRUNC) | Int32(MSG_DONTWAIT))
            if count < 0 { return errno == EAGAIN || errno == EINTR ? entry : nil }
            entry.bytesLeft -= count
            guard count > 0, entry.bytesLeft > 0 else { return nil }
        }
        return entry
    }
}
