import CMicrohttpd
import Glibc
import Synchronization

/// Every open connection, so that one which takes too long can be cut, and all of them ended at the last.
///
/// The library's own limit counts from the last byte, which a client can stretch for ever by sending one now and then.
final class ConnectionWatch: Sendable {
    private struct Entry {
        let socket: Int32
        /// The peer, when its connections are counted.
        var address: InternetAddress?
        /// It came when its address had its share.
        var isRefused = false
        /// Its client was answered while it may still be sending.
        var isCutShort = false
        var idleSince = ContinuousClock.now
        /// An idle connection may wait this long for its next request before the head's own limit starts.
        var idleSecondsMax = 0
        var exchange: Exchange?
    }

    private let entries = Mutex<[Connection: Entry]>([:])
    private let limits: ServerLimits

    private let shares: AddressShares

    init(limits: ServerLimits) {
        self.limits = limits
        shares = AddressShares(countMax: limits.connectionsPerAddressMax)
    }

    /// Counts a connection against its address, unless it is a proxy's; one too many is answered before it asks.
    func opened(_ connection: Connection) {
        var entry = Entry(socket: connection.socket)
        if let peer = InternetAddress(connection.peer), !limits.trustedProxies.contains(peer) {
            if shares.take(peer) { entry.address = peer } else { entry.isRefused = true }
        }
        if entry.isRefused { LastAnswer.send(Problem.tooManyConnections.response, on: entry.socket) }
        entries.withLock { $0[connection] = entry }
    }

    /// Whether what its client still sends is to be waited for.
    ///
    /// The library tells this before it closes the socket, so a number we hold is never somebody else's.
    func closed(_ connection: Connection) -> Bool {
        let entry = entries.withLock { $0.removeValue(forKey: connection) }
        if let address = entry?.address { shares.give(back: address) }
        return entry.map { $0.isCutShort || $0.isRefused } ?? false
    }

    /// Whether requests on this connection are served.
    func began(_ exchange: Exchange, on connection: Connection) -> Bool {
        entries.withLock { entries in
            entries[connection]?.exchange = exchange
            return entries[connection]?.isRefused != true
        }
    }

    /// A connection that the library is about to refuse.
    struct Refused {
        let socket: Int32
        let exchange: Exchange?
        /// What is wrong with its Content-Length, where that is why.
        let flaw: Problem?
    }

    /// Whom the calling thread of the library is about to refuse: the connection it is at work on. Nil where another one
    /// may go on with bytes that were read long before; then the library's own words stand.
    func refused() -> Refused? {
        let socket = chttp_attended_socket()
        return entries.withLock { entries -> Refused? in
            guard let (connection, entry) = entries.first(where: { $0.value.socket == socket }), !entry.isRefused,
                entry.exchange?.isAnswered != true
            else { return nil }
            let isReadingHead = entry.exchange?.isReadingHeadHere == true
            let flaw =
                isReadingHead
                ? connection.headers.all("content-length").lazy.compactMap(RequestHead.flaw(ofLength:)).first : nil
            let others = entries.lazy.filter { $0.key != connection }.compactMap(\.value.exchange)
            guard flaw != nil || !others.contains(where: \.mayGoOnUnreadHere) else { return nil }
            entries[connection]?.isCutShort = true
            return Refused(socket: socket, exchange: entry.exchange, flaw: flaw)
        }
    }

    func ended(on connection: Connection, isCutShort: Bool) {
        let idleSecondsMax = limits.idleSecondsMax
        entries.withLock { entries in
            entries[connection]?.exchange = nil
            if isCutShort { entries[connection]?.isCutShort = true }
            entries[connection]?.idleSince = .now
            entries[connection]?.idleSecondsMax = idleSecondsMax
        }
    }

    var isEmpty: Bool { entries.withLock { $0.isEmpty } }

    var exchanges: [Exchange] { entries.withLock { $0.values.compactMap(\.exchange) } }

    /// Cuts what is overdue. A cut socket reads as closed to the library, which then ends the exchange by itself.
    func cutOverdue(at now: ContinuousClock.Instant = .now) {
        let headerSecondsMax = limits.headerSecondsMax
        entries.withLock { entries in
            for entry in entries.values {
                let isOverdue =
                    entry.exchange?.isOverdue(at: now)
                    ?? (now - entry.idleSince > .seconds(entry.isRefused ? 1 : headerSecondsMax + entry.idleSecondsMax))
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
