import HTTP
import Synchronization
import Testing

/// What happens to those who take too long, and to those who are there when the server stops.
struct PatienceTests {
    let quick: ServerLimits = {
        var limits = ServerLimits()
        limits.headerSecondsMax = 1
        limits.idleSecondsMax = 2
        return limits
    }()

    @Test func `a head that trickles in is cut after its limit although bytes keep coming`() async throws {
        let router = Router([Route(.get, "/", .plain) { _ in .text("") }])
        let isCut = try await serving(router, limits: quick) { port, _ in
            try await blocking { try trickle("X: a\r\n", after: "GET / HTTP/1.1\r\n", to: port) }
        }
        #expect(isCut)
    }

    @Test func `a body that trickles in is cut after the route's limit and the route is told`() async throws {
        let gone = Mutex(false)
        let router = Router([
            Route(.post, "/", .plain, limits: RouteLimits(bodySecondsMax: 1)) { request in
                do { _ = try await request.body(bytesMax: 1000) } catch is ClientGone { gone.withLock { $0 = true } }
                return .text("")
            }
        ])
        let isCut = try await serving(router, limits: quick) { port, _ in
            let isCut = try await blocking {
                try trickle("x", after: "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n", to: port)
            }
            // The client sees the end before the route has noted it.
            #expect(try await eventually { gone.withLock { $0 } })
            return isCut
        }
        #expect(isCut)
    }

    @Test func `a silent connection is closed and others are served meanwhile`() async throws {
        let router = Router([Route(.get, "/", .plain) { _ in .text("here") }])
        let (closed, text) = try await serving(router, limits: quick) { port, _ in
            try await blocking {
                let silent = try (0..<50).map { _ in try RawClient(port: port) }
                let client = try RawClient(port: port)
                client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                let text = client.receiveAll().text
                return (silent.allSatisfy { $0.receiveAll().isClosed }, text)
            }
        }
        #expect(text.hasSuffix("here"))
        #expect(closed)
    }

    @Test func `a route that takes too long is cancelled and answered with 503`() async throws {
        let router = Router([
            Route(.get, "/", .plain, limits: RouteLimits(handlerSecondsMax: 1)) { _ in
                try await Task.sleep(for: .seconds(30))
                return .text("")
            }
        ])
        let text = try await serving(router) { port, _ in
            try await blocking {
                let client = try RawClient(port: port)
                client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
                return client.response()
            }
        }
        #expect(text.statuses == [503])
        #expect(text.contains("timed-out"))
    }

    @Test func `one address cannot hold more connections than its share`() async throws {
        var limits = ServerLimits()
        limits.connectionsPerAddressMax = 3
        let router = Router([Route(.get, "/", .plain) { _ in .text("") }])
        let answered = try await serving(router, limits: limits) { port, _ in
            try await blocking {
                let clients = try (0..<6).map { _ in try RawClient(port: port) }
                for client in clients { client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n") }
                return clients.filter { $0.response().statuses == [200] }.count
            }
        }
        #expect(answered == 3)
    }

    @Test func `stopping finishes what is under way and refuses what is new`() async throws {
        let begun = Atomic<Int>(0)
        let mayEnd = Atomic<Bool>(false)
        let router = Router([
            Route(.get, "/slow", .plain) { _ in
                begun.add(1, ordering: .relaxed)
                while !mayEnd.load(ordering: .relaxed) { try await Task.sleep(for: .milliseconds(10)) }
                return .text("done")
            }
        ])
        let server = Server(router, host: "127.0.0.1", port: 0)
        let port = try server.start()
        async let answers = withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<40 {
                group.addTask {
                    try await blocking {
                        let client = try RawClient(port: port)
                        client.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n")
                        return client.receiveAll().text
                    }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(try await eventually { begun.load(ordering: .relaxed) == 40 })
        let kept = try RawClient(port: port)
        async let stopped: Void = server.stop(deadline: .seconds(60))
        #expect(try await eventually { (try? RawClient(port: port)) == nil }, "new connections are refused")
        let late = try await blocking {
            kept.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n")
            return kept.receiveAll()
        }
        #expect(late.text.statuses.isEmpty || late.text.statuses == [503])
        #expect(late.isClosed)
        mayEnd.store(true, ordering: .relaxed)
        let all = try await answers
        #expect(all.allSatisfy { $0.hasSuffix("done") && $0.contains("Connection: close") })
        await stopped
        #expect(begun.load(ordering: .relaxed) == 40)
    }

    @Test func `stopping does not wait longer than its deadline, whoever is stuck`() async throws {
        let router = Router([
            Route(.get, "/stuck", .plain) { _ in
                try await Task.sleep(for: .seconds(60))
                return .text("")
            },
            Route(.post, "/reading", .plain) { .text("\(try await $0.body(bytesMax: 1000).count)") },
            Route(.get, "/deaf", .plain) { _ in
                for _ in 0..<500 where !(await ignoringCancellation()) { break }
                return .text("")
            },
        ])
        let server = Server(router, host: "127.0.0.1", port: 0)
        let port = try server.start()
        let clients = try [
            "GET /stuck HTTP/1.1\r\nHost: a\r\n\r\n", "GET /deaf HTTP/1.1\r\nHost: a\r\n\r\n",
            "POST /reading HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc",
        ].map { text in
            let client = try RawClient(port: port)
            client.send(text)
            return client
        }
        #expect(try await eventually { server.openExchangeCount == 3 })
        let start = ContinuousClock.now
        await server.stop(deadline: .milliseconds(200))
        #expect(ContinuousClock.now - start < .seconds(30))
        #expect(clients.allSatisfy { $0.receiveAll().isClosed })
    }

    @Test func `a server that was stopped leaves its port free, and a taken port is told`() async throws {
        let router = Router([Route(.get, "/", .plain) { _ in .text("") }])
        let server = Server(router, host: "127.0.0.1", port: 0)
        let port = try server.start()
        #expect(throws: ServerError.self) { try Server(router, host: "127.0.0.1", port: port).start() }
        #expect(throws: ServerError.self) { try Server(router, host: "not an address", port: 0).start() }
        await server.stop(deadline: .zero)
        let again = Server(router, host: "127.0.0.1", port: port)
        #expect(try again.start() == port)
        await again.stop(deadline: .zero)
    }
}

/// Sends a head and then a little five times a second; true when the server ends it before a thousand of them are sent.
private func trickle(_ little: String, after head: String, to port: UInt16) throws -> Bool {
    let client = try RawClient(port: port)
    client.send(head)
    for _ in 0..<999 {
        client.send(little)
        if client.receive(patience: 0.2)?.isEmpty == true { return true }
    }
    return false
}

/// Sleeps a little and takes no notice of being cancelled.
private func ignoringCancellation() async -> Bool {
    await Task.detached { try? await Task.sleep(for: .milliseconds(10)) }.value
    return true
}
