import Synchronization
import Testing

@testable import HTTP

/// Whose address counts when proxies stand between.
struct ProxyTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let peer: String
        let header: TrustedProxies.Header
        let lines: [String]
        let client: String

        init(_ peer: String, _ header: TrustedProxies.Header, _ lines: [String], _ client: String) {
            self.peer = peer
            self.header = header
            self.lines = lines
            self.client = client
        }

        var testDescription: String { "\(peer) \(header.rawValue) \(lines)" }
    }

    static let blocks = ["10.0.0.0/8", "fd00::/8", "192.0.2.1"]

    @Test(arguments: [
        Case("203.0.113.9", .xForwardedFor, ["198.51.100.1"], "203.0.113.9"),
        Case("10.0.0.1", .xForwardedFor, [], "10.0.0.1"),
        Case("10.0.0.1", .xForwardedFor, ["198.51.100.1"], "198.51.100.1"),
        Case("10.0.0.1", .xForwardedFor, ["6.6.6.6, 198.51.100.1"], "198.51.100.1"),
        Case("10.0.0.1", .xForwardedFor, ["6.6.6.6", "198.51.100.1, 10.0.0.2"], "198.51.100.1"),
        Case("10.0.0.1", .xForwardedFor, ["198.51.100.1, 192.0.2.1"], "198.51.100.1"),
        Case("10.0.0.1", .xForwardedFor, ["198.51.100.1, 192.0.2.2"], "192.0.2.2"),
        Case("10.0.0.1", .xForwardedFor, ["10.9.9.9, 10.0.0.2"], "10.9.9.9"),
        Case("10.0.0.1", .xForwardedFor, ["198.51.100.1, unknown, 10.0.0.2"], "10.0.0.2"),
        Case("10.0.0.1", .xForwardedFor, ["198.51.100.1:4711"], "198.51.100.1"),
        Case("10.0.0.1", .xForwardedFor, ["2001:db8::7"], "2001:db8::7"),
        Case("10.0.0.1", .xForwardedFor, ["[2001:db8::7]:80"], "2001:db8::7"),
        Case("10.0.0.1", .xForwardedFor, ["::ffff:198.51.100.1"], "198.51.100.1"),
        Case("10.0.0.1", .xForwardedFor, [",,"], "10.0.0.1"),
        Case("10.0.0.1", .xForwardedFor, ["198.51.100.999"], "10.0.0.1"),
        Case("fd00::1", .xForwardedFor, ["198.51.100.1"], "198.51.100.1"),
        Case("::ffff:10.0.0.1", .xForwardedFor, ["198.51.100.1"], "198.51.100.1"),
        Case("10.0.0.1", .forwarded, ["for=198.51.100.1"], "198.51.100.1"),
        Case("10.0.0.1", .forwarded, ["For=\"[2001:db8:cafe::17]:4711\";proto=http"], "2001:db8:cafe::17"),
        Case("10.0.0.1", .forwarded, ["for=6.6.6.6, proto=https; for=\"198.51.100.1:8\" ;by=10.0.0.1"], "198.51.100.1"),
        Case("10.0.0.1", .forwarded, ["for=6.6.6.6", "for=198.51.100.1, for=10.0.0.3"], "198.51.100.1"),
        Case("10.0.0.1", .forwarded, ["for=198.51.100.1;host=\"a,for=6.6.6.6\""], "198.51.100.1"),
        Case("10.0.0.1", .forwarded, ["for=198.51.100.1, for=_hidden"], "10.0.0.1"),
        Case("10.0.0.1", .forwarded, ["for=198.51.100.1, by=10.0.0.1"], "10.0.0.1"),
        Case("203.0.113.9", .forwarded, ["for=198.51.100.1"], "203.0.113.9"),
    ])
    func `the client is the first from the right that is no proxy of ours`(_ row: Case) throws {
        let proxies = TrustedProxies(try Self.blocks.map { try #require(AddressBlock($0)) }, header: row.header)
        var headers = Headers()
        for line in row.lines { headers.add(row.header.rawValue, line) }
        // The other header is a client's own invention.
        headers.add(row.header == .forwarded ? "X-Forwarded-For" : "Forwarded", "for=6.6.6.6")
        let peer = try #require(InternetAddress(row.peer))
        #expect(proxies.client(peer: peer, headers).description == row.client)
    }

    @Test func `a block is written as CIDR and nothing else`() {
        for text in [
            "", "10", "10.0.0.0/33", "10.0.0.1/8", "10.0.0.0/-1", "::/129", "fd00::1/8", "a.example", "10.0.0.0/8/8",
        ] {
            #expect(AddressBlock(text) == nil, "\(text)")
        }
        for (text, inside, outside) in [
            ("0.0.0.0/0", "255.1.2.3", "::1"), ("::/0", "2001:db8::1", ""), ("10.0.0.0/8", "10.255.0.1", "11.0.0.0"),
            ("192.0.2.128/25", "192.0.2.129", "192.0.2.127"), ("::1", "::1", "::2"),
            ("2001:db8:8000::/33", "2001:db8:ffff::", "2001:db8:7fff::"),
            ("fe80::/65", "fe80::7fff:0:0:1", "fe80::8000:0:0:1"),
        ] {
            let block = AddressBlock(text)
            #expect(InternetAddress(inside).map { block?.contains($0) } == true, "\(text)")
            #expect(InternetAddress(outside).map { block?.contains($0) } != true, "\(text)")
        }
    }

    @Test func `of an address no more is kept than its network`() {
        #expect(InternetAddress("203.0.113.77")?.range == "203.0.113.0/24")
        #expect(InternetAddress("2001:db8:7:8:9::a")?.range == "2001:db8:7::/48")
        #expect(InternetAddress("2001:db8:7:8:9::a")?.subscriber.description == "2001:db8:7:8::")
        #expect(InternetAddress("203.0.113.77")?.subscriber.description == "203.0.113.77")
        #expect(InternetAddress("fe80::1%eth0") == nil)
    }

    @Test func `behind a trusted proxy each client has its own share, and the route sees the client`() async throws {
        let mayEnd = Atomic<Bool>(false)
        let router = Router([
            Route(.get, "/slow", .plain) { request in
                while !mayEnd.load(ordering: .relaxed) { try await Task.sleep(for: .milliseconds(10)) }
                return .text(request.remoteAddress)
            },
            Route(.get, "/", .plain) { .text($0.remoteAddress) },
        ])
        var limits = ServerLimits()
        limits.connectionsPerAddressMax = 2
        limits.trustedProxies = TrustedProxies([try #require(AddressBlock("127.0.0.0/8"))])
        try await serving(router, limits: limits) { port, server in
            let slow = try (0..<4).map { number in
                let client = try RawClient(port: port)
                client.send("GET /slow HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 198.51.100.\(number / 2)\r\n\r\n")
                return client
            }
            #expect(try await eventually { server.openExchangeCount == 4 }, "the proxy itself has no limit of its own")
            let refused = try await blocking {
                let client = try RawClient(port: port)
                client.send("GET / HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 6.6.6.6, 198.51.100.1\r\n\r\n")
                return client.receiveAll().text
            }
            #expect(refused.statuses == [429])
            #expect(refused.contains("Retry-After: 1\r\n"))
            #expect(refused.contains("too-many-connections"))
            mayEnd.store(true, ordering: .relaxed)
            let texts = try await blocking { slow.map { $0.response() } }
            #expect(zip(texts, [0, 0, 1, 1]).allSatisfy { $0.hasSuffix("198.51.100.\($1)") })
            let again = try await blocking {
                let client = try RawClient(port: port)
                client.send("GET / HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 198.51.100.1\r\n\r\n")
                return client.response()
            }
            #expect(again.statuses == [200], "what has ended counts no more")
        }
    }
}
