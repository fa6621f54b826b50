import Glibc
import HTTP
import Synchronization
import Testing

/// Bodies in and out over a real socket, with clients that are slow, greedy or gone.
struct ExchangeTests {
    static let megabyte = 1024 * 1024
    static let uploads = RouteLimits(bodyBytesMax: 32 * megabyte)

    @Test func `twenty megabytes arrive whole while the connection is held back`() async throws {
        let sent = Atomic<Int>(0)
        let lead = Mutex(0)
        let part = (0..<64 * 1024).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ $0 >> 8) }
        let router = Router([
            Route(.post, "/upload", .plain, limits: Self.uploads) { request in
                let expected = part + part + part
                var eaten = 0
                var isWhole = true
                for try await chunk in request.bodyStream {
                    lead.withLock { $0 = max($0, sent.load(ordering: .relaxed) - eaten) }
                    isWhole =
                        isWhole && chunk.count <= 2 * part.count
                        && chunk.withUnsafeBytes { chunk in
                            expected.withUnsafeBytes {
                                memcmp($0.baseAddress! + eaten % part.count, chunk.baseAddress!, chunk.count) == 0
                            }
                        }
                    eaten += chunk.count
                    try await Task.sleep(for: .milliseconds(1))
                }
                return .text("\(eaten) \(isWhole)")
            }
        ])
        let text = try await serving(router) { port, _ in
            try await blocking {
                let client = try RawClient(port: port)
                client.send("POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: \(20 * Self.megabyte)\r\n\r\n")
                for _ in 0..<320 { sent.add(client.send(part), ordering: .relaxed) }
                return client.response(patience: 30)
            }
        }
        #expect(text.hasSuffix("\r\n\r\n\(20 * Self.megabyte) true"))
        #expect(lead.withLock { $0 } < 12 * Self.megabyte, "the kernel's buffers and one window may lie between them")
    }

    @Test func `a client that sends to a busy route is stopped by the socket and not stored in memory`() async throws {
        let gate = Mutex(false)
        let router = Router([
            Route(.post, "/upload", .plain, limits: Self.uploads) { request in
                while !gate.withLock({ $0 }) { try await Task.sleep(for: .milliseconds(10)) }
                return .text("\(try await request.body(bytesMax: 32 * Self.megabyte).count)")
            }
        ])
        let (stuckAt, text) = try await serving(router) { port, _ in
            try await blocking {
                let client = try RawClient(port: port)
                client.send("POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: \(20 * Self.megabyte)\r\n\r\n")
                let body = [UInt8](repeating: 1, count: 20 * Self.megabyte)
                let stuckAt = client.send(body, patience: 0.5)
                gate.withLock { $0 = true }
                client.send(Array(body.dropFirst(stuckAt)))
                return (stuckAt, client.response())
            }
        }
        #expect(stuckAt < 12 * Self.megabyte)
        #expect(text.hasSuffix("\r\n\r\n\(20 * Self.megabyte)"))
    }

    @Test(arguments: [true, false])
    func `a client that goes away in mid-upload ends the body with an error`(byReset: Bool) async throws {
        let hasBegun = Mutex(false)
        let outcome = Mutex("")
        let statuses = Mutex<[Int]>([])
        let router = Router([
            Route(.post, "/upload", .plain) { request in
                hasBegun.withLock { $0 = true }
                do {
                    let count = try await request.body(bytesMax: Self.megabyte).count
                    outcome.withLock { $0 = "complete \(count)" }
                } catch is ClientGone {
                    outcome.withLock { $0 = "gone" }
                }
                return .text("")
            }
        ])
        try await serving(router, observe: { exchange in statuses.withLock { $0.append(exchange.status) } }) {
            port, server in
            try await blocking {
                let client = try RawClient(port: port)
                client.send("POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\nabc")
                while !hasBegun.withLock({ $0 }) { usleep(1000) }
                if byReset { client.reset() }
            }
            #expect(try await eventually { outcome.withLock { $0 } == "gone" })
            #expect(try await eventually { server.openExchangeCount == 0 && statuses.withLock { $0.count } > 0 })
        }
        #expect(statuses.withLock { $0 } == [0])
    }

    @Test func `a chunked body beyond the limit is refused with 413`() async throws {
        let router = Router([
            Route(.post, "/upload", .plain, limits: RouteLimits(bodyBytesMax: 1000)) { request in
                .text("\(try await request.body(bytesMax: Self.megabyte).count)")
            }
        ])
        let text = try await serving(router) { port, _ in
            try await blocking {
                let client = try RawClient(port: port)
                client.send("POST /upload HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
                for _ in 0..<20 { client.send("64\r\n\(String(repeating: "a", count: 100))\r\n") }
                client.send("0\r\n\r\n")
                return client.response()
            }
        }
        #expect(text.statuses == [413])
    }

    @Test func `an answer that does not need the body comes before a large one is sent`() async throws {
        let router = Router([
            Route(.post, "/upload", .plain, limits: Self.uploads) { _ in
                throw Problem(.unauthorized, code: "key-missing")
            }
        ])
        let answer = try await serving(router) { port, _ in
            try await blocking {
                let client = try RawClient(port: port)
                client.send("POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: \(20 * Self.megabyte)\r\n\r\n")
                return client.receiveAll()
            }
        }
        #expect(answer.text.statuses == [401])
        #expect(answer.isClosed)
    }

    @Test func `a client that asks first is told to go on only by a route that wants the body`() async throws {
        let router = Router([
            Route(.post, "/wanted", .plain) { .text("\(try await $0.body(bytesMax: 10).count)") },
            Route(.post, "/refused", .plain) { _ in throw Problem(.forbidden, code: "not-yours") },
        ])
        let texts = try await serving(router) { port, _ in
            try await blocking {
                try ["/wanted", "/refused"].map { path in
                    let client = try RawClient(port: port)
                    client.send("POST \(path) HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n")
                    let first = client.response()
                    guard first.statuses == [100] else { return first }
                    client.send("abc")
                    return first + client.response()
                }
            }
        }
        #expect(texts.map(\.statuses) == [[100, 200], [403]])
    }

    @Test func `a streamed response is produced no faster than it is read`() async throws {
        let produced = Atomic<Int>(0)
        let router = Router([
            Route(.get, "/download", .plain) { _ in
                .stream(type: "application/octet-stream", length: 20 * Self.megabyte) { writer in
                    let part = [UInt8](repeating: 7, count: 32 * 1024)
                    for _ in 0..<640 {
                        try await writer.write(part)
                        produced.add(part.count, ordering: .relaxed)
                    }
                }
            }
        ])
        let (early, total) = try await serving(router) { port, _ in
            try await blocking {
                let client = try RawClient(port: port)
                client.send("GET /download HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                let early = standstill { produced.load(ordering: .relaxed) }
                var total = 0
                while let more = client.receive(), !more.isEmpty { total += more.count }
                return (early, total)
            }
        }
        #expect(early < 12 * Self.megabyte)
        #expect(total > 20 * Self.megabyte && total < 20 * Self.megabyte + 500)
    }

    @Test func `a producer whose reader leaves is told so, and one that fails cuts the answer short`() async throws {
        struct Oops: Error {}
        let outcome = Mutex("")
        let heard = Mutex(0)
        let router = Router(
            [
                Route(.get, "/endless", .plain) { _ in
                    .stream(type: "text/plain") { writer in
                        do {
                            while true { try await writer.write([UInt8](repeating: 65, count: 4096)) }
                        } catch {
                            outcome.withLock { $0 = "\(type(of: error))" }
                            throw error
                        }
                    }
                },
                Route(.get, "/failing", .plain) { _ in
                    .stream(type: "text/plain") { writer in
                        try await writer.write(Array("half".utf8))
                        throw Oops()
                    }
                },
            ], onError: { _, _ in heard.withLock { $0 += 1 } })
        let failing = try await serving(router) { port, _ in
            let failing = try await blocking {
                let client = try RawClient(port: port)
                client.send("GET /endless HTTP/1.1\r\nHost: a\r\n\r\n")
                _ = client.receive()
                let other = try RawClient(port: port)
                other.send("GET /failing HTTP/1.1\r\nHost: a\r\n\r\n")
                return other.receiveAll()
            }
            #expect(try await eventually { outcome.withLock { $0 } == "ClientGone" })
            #expect(try await eventually { heard.withLock { $0 } == 1 })
            return failing
        }
        #expect(failing.isClosed)
        #expect(!failing.text.contains("\r\n0\r\n"), "a truncated answer must not look complete")
        #expect(heard.withLock { $0 } == 1)
    }

    @Test func `a streamed response of unknown length arrives whole, and HEAD starts no producer`() async throws {
        let started = Mutex(0)
        let router = Router([
            Route(.get, "/pages", .plain) { _ in
                .stream(type: "text/plain") { writer in
                    started.withLock { $0 += 1 }
                    for number in 1...3 {
                        try await writer.write(Array("page \(number);".utf8))
                        try await Task.sleep(for: .milliseconds(5))
                    }
                }
            }
        ])
        let text = try await serving(router) { port, _ in
            try await blocking {
                let client = try RawClient(port: port)
                client.send(
                    "HEAD /pages HTTP/1.1\r\nHost: a\r\n\r\nGET /pages HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
                )
                return client.receiveAll().text
            }
        }
        #expect(text.statuses == [200, 200])
        #expect(["page 1;", "page 2;", "page 3;"].allSatisfy(text.contains))
        #expect(started.withLock { $0 } == 1)
    }
}
