import Glibc
import Synchronization

/// Every open connection, so that one which takes too long can be cut, and all of them ended at the last.
///
/// The library's own limit counts from the last byte, which a client can stretch for ever by sending one now and then.
final class ConnectionWatch: Sendable {
    private struct Entry {
        let socket: Int32
        var idleSince = ContinuousClock.now
        /// An idle connection may wait this long for its next request before the head's own limit starts.
        var idleSecondsMax = 0
        var exchange: Exchange?
    }

    private let entries = Mutex<[Connection: Entry]>([:])
    private let limits: ServerLimits

    init(limits: ServerLimits) { self.limits = limits }

    func opened(_ connection: Connection) {
        let socket = connection.socket
        entries.withLock { $0[connection] = Entry(socket: socket) }
    }

    /// The library tells this before it closes the socket, so a number we hold is never somebody else's.
    func closed(_ connection: Connection) {
        entries.withLock { _ = $0.removeValue(forKey: connection) }
    }

    func began(_ exchange: Exchange, on connection: Connection) {
        entries.withLock { $0[connection]?.exchange = exchange }
    }

    func ended(on connection: Connection) {
        let idleSecondsMax = limits.idleSecondsMax
        entries.withLock { entries in
            entries[connection]?.exchange = nil
            entries[connection]?.idleSince = .now
            entries[connection]?.idleSecondsMax = idleSecondsMax
        }
    }

    var exchanges: [Exchange] { entries.withLock { $0.values.compactMap(\.exchange) } }

    /// Cuts what is overdue. A cut socket reads as closed to the library, which then ends the exchange by itself.
    func cutOverdue(at now: ContinuousClock.Instant = .now) {
        let headerSecondsMax = limits.headerSecondsMax
        entries.withLock { entries in
            for entry in entries.values {
                let isOverdue =
                    entry.exchange?.isOverdue(at: now)
                    ?? (now - entry.idleSince > .seconds(headerSecondsMax + entry.idleSecondsMax))
                if isOverdue { shutdown(entry.socket, Int32(SHUT_RDWR)) }
            }
        }
    }

    func cutAll() {
        entries.withLock { entries in
            for entry in entries.values { shutdown(entry.socket, Int32(SHUT_RDWR)) }
        }
    }
}
