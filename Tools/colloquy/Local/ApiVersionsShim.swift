import Glibc

/// A loopback relay before the in-memory broker: repairs the first ApiVersions exchange of a connection (see
/// ``ApiVersionsAnswer``), then passes bytes both ways untouched. Two threads per connection, so neither direction
/// can hold up the other.
enum ApiVersionsShim {
    private static let frameBytesMax = 1 << 20

    /// Serves until the process ends.
    static func serve(port: Int, upstream: Int) throws {
        signal(SIGPIPE, SIG_IGN)
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var yes: Int32 = 1
        setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        var address = Loopback.address(port: port)
        let bound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0 && listen(listener, 128) == 0
            }
        }
        guard bound else { throw LocalFailure("cannot listen on port \(port): \(String(cString: strerror(errno)))") }
        while true {
            let client = accept(listener, nil, nil)
            guard client >= 0 else {
                if errno == EINTR || errno == ECONNABORTED { continue }
                throw LocalFailure("cannot accept connections: \(String(cString: strerror(errno)))")
            }
            let started = onOwnThread {
                pthread_detach(pthread_self())
                relay(client, upstream: upstream)
            }
            if started == nil { close(client) }
        }
    }

    private static func relay(_ client: Int32, upstream: Int) {
        guard let broker = Loopback.connection(to: upstream) else {
            close(client)
            return
        }
        var yes: Int32 = 1
        for end in [client, broker] {
            setsockopt(end, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
        }
        if introduce(client, to: broker) {
            if let back = onOwnThread({ pump(from: broker, to: client) }) {
                pump(from: client, to: broker)
                pthread_join(back, nil)
            }
        }
        close(client)
        close(broker)
    }

    /// Passes the first request on, repaired when it is ApiVersions 3; `false` when either side went away.
    private static func introduce(_ client: Int32, to broker: Int32) -> Bool {
        guard let first = frame(client) else { return false }
        guard let question = ApiVersionsAnswer.questionInVersion0(first) else { return sendFrame(first, to: broker) }
        guard sendFrame(question, to: broker), let answer = frame(broker),
            let repaired = ApiVersionsAnswer.inVersion3(answer)
        else { return false }
        return sendFrame(repaired, to: client)
    }

    private static func pump(from source: Int32, to target: Int32) {
        let size = 1 << 16
        let buffer = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            let count = recv(source, buffer, size, 0)
            if count < 0, errno == EINTR { continue }
            guard count > 0, sendAll(UnsafeRawBufferPointer(start: buffer, count: count), to: target) else { break }
        }
        // Each pump ends the other: the connection is over in both directions.
        shutdown(source, Int32(SHUT_RDWR))
        shutdown(target, Int32(SHUT_RDWR))
    }

    private static func frame(_ source: Int32) -> [UInt8]? {
        guard let head = bytes(4, from: source) else { return nil }
        let size = Int(head[0]) << 24 | Int(head[1]) << 16 | Int(head[2]) << 8 | Int(head[3])
        guard (8...frameBytesMax).contains(size) else { return nil }
        return bytes(size, from: source)
    }

    private static func bytes(_ count: Int, from source: Int32) -> [UInt8]? {
        var result = [UInt8](repeating: 0, count: count)
        let received = result.withUnsafeMutableBytes { recv(source, $0.baseAddress, count, Int32(MSG_WAITALL)) }
        return received == count ? result : nil
    }

    private static func sendFrame(_ frame: [UInt8], to target: Int32) -> Bool {
        let size = UInt32(frame.count)
        let head = [UInt8(size >> 24 & 0xff), UInt8(size >> 16 & 0xff), UInt8(size >> 8 & 0xff), UInt8(size & 0xff)]
        return (head + frame).withUnsafeBytes { sendAll($0, to: target) }
    }

    private static func sendAll(_ bytes: UnsafeRawBufferPointer, to target: Int32) -> Bool {
        var rest = bytes
        while !rest.isEmpty {
            let sent = send(target, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL))
            if sent < 0, errno == EINTR { continue }
            guard sent > 0 else { return false }
            rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(sent))
        }
        return true
    }
}
