import Foundation
import Glibc
import HTTP

/// A client that sends exactly the bytes it is told to. It is patient, because other tests may keep the machine busy;
/// a wait ends as soon as there is something to see.
final class RawClient: Sendable {
    struct Failure: Error { let what: String }

    private let socket: Int32

    init(port: UInt16) throws {
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 else {
            Glibc.close(socket)
            throw Failure(what: "connect: \(errno)")
        }
    }

    deinit { Glibc.close(socket) }

    /// Sends everything, or returns how much went out before the peer stopped taking it for `patience` seconds.
    @discardableResult
    func send(_ bytes: [UInt8], patience: Double = 30) -> Int {
        var sent = 0
        while sent < bytes.count {
            var ready = pollfd(fd: socket, events: Int16(POLLOUT), revents: 0)
            guard poll(&ready, 1, Int32(patience * 1000)) > 0 else { return sent }
            let count = bytes.withUnsafeBytes {
                Glibc.send(socket, $0.baseAddress! + sent, $0.count - sent, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
            }
            guard count > 0 else { return sent }
            sent += count
        }
        return sent
    }

    func send(_ text: String) { send(Array(text.utf8)) }

    /// The next bytes; empty when the peer closed, nil when nothing came in time.
    func receive(patience: Double = 30, bytesMax: Int = 65536) -> [UInt8]? {
        var ready = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
        guard poll(&ready, 1, Int32(patience * 1000)) > 0 else { return nil }
        var buffer = [UInt8](repeating: 0, count: bytesMax)
        let count = recv(socket, &buffer, buffer.count, 0)
        return count > 0 ? Array(buffer.prefix(count)) : []
    }

    /// Everything until the peer closes, and whether it did.
    func receiveAll(patience: Double = 30) -> (text: String, isClosed: Bool) {
        var bytes: [UInt8] = []
        while let more = receive(patience: patience) {
            if more.isEmpty { return (String(decoding: bytes, as: UTF8.self), true) }
            bytes += more
        }
        return (String(decoding: bytes, as: UTF8.self), false)
    }

    /// One response with a Content-Length, head and body.
    func response(patience: Double = 30) -> String {
        var bytes: [UInt8] = []
        while let more = receive(patience: patience), !more.isEmpty {
            bytes += more
            let text = String(decoding: bytes, as: UTF8.self)
            guard let end = text.range(of: "\r\n\r\n") else { continue }
            guard let length = text[..<end.lowerBound].firstMatch(of: /Content-Length: (\d+)/).flatMap({ Int($0.1) })
            else { return text }
            if text[end.upperBound...].utf8.count >= length { return text }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Goes away with a reset, as a phone does that loses its network.
    func reset() {
        var linger = Glibc.linger(l_onoff: 1, l_linger: 0)
        setsockopt(socket, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<Glibc.linger>.size))
        shutdown(socket, Int32(SHUT_RDWR))
    }
}

extension String {
    /// The status codes of the responses in a stream of bytes.
    var statuses: [Int] { matches(of: /HTTP\/1\.1 (\d{3})/).compactMap { Int($0.1) } }
}

/// Runs blocking socket work on a thread of its own.
func blocking<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
    }
}

/// The count once it has begun to grow and then stood still for half a second: the other side takes no more.
func standstill(of count: () -> Int) -> Int {
    var last = 0
    while true {
        usleep(500_000)
        let now = count()
        if now > 0, now == last { return now }
        last = now
    }
}

/// A server on a free port, stopped when the body is done.
func serving<Value: Sendable>(
    _ router: Router, limits: ServerLimits = ServerLimits(),
    observe: @escaping @Sendable (Observation) -> Void = { _ in },
    _ body: @Sendable (UInt16, Server) async throws -> Value
) async throws -> Value {
    let server = Server(router, host: "127.0.0.1", port: 0, limits: limits, observe: observe)
    let port = try server.start()
    do {
        let value = try await body(port, server)
        await server.stop(deadline: .seconds(1))
        return value
    } catch {
        await server.stop(deadline: .zero)
        throw error
    }
}

/// Waits until something is true, or gives up.
func eventually(within limit: Duration = .seconds(30), _ condition: @Sendable () -> Bool) async throws -> Bool {
    let end = ContinuousClock.now + limit
    while !condition() {
        guard ContinuousClock.now < end else { return false }
        try await Task.sleep(for: .milliseconds(10))
    }
    return true
}

extension RouteDocumentation {
    static let plain = RouteDocumentation("Test", tag: "test", answers: [Answer(.ok, "Fine.")])
}
