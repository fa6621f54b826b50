import Foundation
import Synchronization
import Threads

/// A server that begins PostgreSQL's handshake and breaks off where it is told to: what no healthy server does on request.
final class HalfServer: Sendable {
    enum End: String, Sendable, CaseIterable {
        /// Closes without a word.
        case closes
        /// Refuses with an error, as a server without room does.
        case refuses
        /// Asks for a password, takes it and closes.
        case closesAfterThePassword
        /// Lets the client in and closes at its first statement.
        case closesAtTheFirstStatement
        /// Says nothing, and keeps the connection open.
        case staysSilent
        /// Lets the client in and then says nothing, as a pooler does whose connections are all taken.
        case letsInAndStaysSilent
    }

    let port: Int
    private let listening: Int32
    private let thread: OwnThread
    private let isStopping: SharedFlag

    private final class SharedFlag: Sendable {
        let value = Atomic<Bool>(false)
    }

    init(_ end: End) throws {
        let listening = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isOpen = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listening, $0, length) == 0 && listen(listening, 64) == 0
                    && getsockname(listening, $0, &length) == 0
            }
        }
        guard isOpen else { throw POSIXError(.EADDRINUSE) }
        port = Int(UInt16(bigEndian: address.sin_port))
        self.listening = listening
        let flag = SharedFlag()
        isStopping = flag
        thread = OwnThread("half-server") {
            HalfServer.serve(listening, end, { flag.value.load(ordering: .acquiring) })
        }
    }

    var url: String { "postgres://half:password@127.0.0.1:\(port)/half?sslmode=disable&gssencmode=disable" }

    func stop() {
        isStopping.value.store(true, ordering: .releasing)
        shutdown(listening, Int32(SHUT_RDWR))
        thread.join()
        close(listening)
    }

    private static func serve(_ listening: Int32, _ end: End, _ isStopping: () -> Bool) {
        var kept: [Int32] = []
        defer { for client in kept { close(client) } }
        while !isStopping() {
            let client = accept(listening, nil, nil)
            if client < 0 { return }
            read(client)
            switch end {
            case .closes: close(client)
            case .refuses:
                write(client, "E", Array("SFATAL\0C53300\0Msorry, too many clients already\0\0".utf8))
                close(client)
            case .closesAfterThePassword:
                write(client, "R", [0, 0, 0, 3])
                read(client)
                close(client)
            case .closesAtTheFirstStatement:
                welcome(client)
                read(client)
                close(client)
            case .staysSilent: kept.append(client)
            case .letsInAndStaysSilent:
                welcome(client)
                kept.append(client)
            }
        }
    }

    private static func read(_ client: Int32) {
        var bytes = [UInt8](repeating: 0, count: 4096)
        _ = recv(client, &bytes, bytes.count, 0)
    }

    private static func welcome(_ client: Int32) {
        write(client, "R", [0, 0, 0, 0])
        write(client, "Z", [UInt8(ascii: "I")])
    }

    private static func write(_ client: Int32, _ kind: Unicode.Scalar, _ body: [UInt8]) {
        let length = withUnsafeBytes(of: UInt32(body.count + 4).bigEndian) { Array($0) }
        let message = [UInt8(ascii: kind)] + length + body
        _ = send(client, message, message.count, Int32(MSG_NOSIGNAL))
    }
}
