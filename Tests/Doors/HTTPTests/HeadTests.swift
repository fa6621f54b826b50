import HTTP
import Testing

/// The grammar of RFC 9112, line by line: what follows it is served, all else gets one problem, wherever on a connection it comes.
struct HeadTests {
    /// Three ways in which the same bytes come to the library.
    enum Arrival: String, CaseIterable, Sendable { case alone, byteByByte, behindAnother, onAKeptConnection }

    /// A request line that is no HTTP at all has no answer; everything else has its status.
    static let requestLines: [(line: String, status: Int?)] = [
        ("POST /v1/applications 27.0.0.1", 400), ("GET /echo", 400), ("GET /echo ", 400), ("GET  HTTP/1.1", 400),
        ("GET", nil), ("\u{1}\u{2}\u{3}", nil), ("GET /echo HTTP/1.1 ", 400), ("GET /echo  HTTP/1.1", 400),
        ("GET  /echo HTTP/1.1", 400), (" GET /echo HTTP/1.1", nil), ("GET\t/echo HTTP/1.1", 400),
        ("GET /echo\tHTTP/1.1", 400), ("GET /echo http/1.1", 400), ("GET /echo HTTP/1.1x", 400),
        ("GET /echo HTTP/11", 400), ("GET /echo HTTP/1", 400), ("GET /echo HTTP/01.1", 400),
        ("GET /echo HTTP/1.2", 400),
        ("GET /echo HTTP/2.0", 505), ("GET /echo HTTP/9.9", 505), ("GET /echo HTTP/0.9", 505),
        ("GET /echo FTP/1.1", 400), ("GET /ec\rho HTTP/1.1", 400), ("GET /echo HTTP/1.1\r", 400),
        ("\rGET /echo HTTP/1.1", 400), ("GET\r /echo HTTP/1.1", 400), ("GET /echo\u{0} HTTP/1.1", 400),
        ("GET \u{0} HTTP/1.1", 400), ("GET\u{0} /echo HTTP/1.1", 400), ("GET /echo HTTP/1.1\u{0}", 400),
        ("GET /echo# HTTP/1.1", 400), ("GET /é HTTP/1.1", 400), ("GET echo HTTP/1.1", 400), ("GET * HTTP/1.1", 400),
        ("GET http://a/echo HTTP/1.1", 400), ("CONNECT a:443 HTTP/1.1", 400), ("GET /echo?% HTTP/1.1", 400),
        ("GET /echo?%4 HTTP/1.1", 400), ("GET /echo?a=%zz HTTP/1.1", 400), ("G(T /echo HTTP/1.1", 400),
        ("PRI * HTTP/2.0", 505), ("GET /echo\u{7f} HTTP/1.1", 400), ("{\"a\": 1} b", 400),
        ("get /echo HTTP/1.1", 405), ("GET /echo HTTP/1.1", 200), ("GET /echo?a=%26 HTTP/1.1", 200),
    ]

    /// A field line between `Host` and the end of the head.
    static let fieldLines: [(line: String, status: Int)] = [
        ("", 400), ("no colon", 400), (": nameless", 400), ("X : a", 400), (" X: a", 400), ("\tX: a", 400),
        ("X\u{0}: a", 400),
        ("X: a\u{0}", 400), ("X: \u{0}", 400), ("X: a\rb", 400), ("X: a\r", 400), ("\r", 400), ("X: a\nY: b", 400),
        ("X: \u{1b}", 400),
        ("X: \u{7f}", 400), ("X(: a", 400), ("X\"Y: a", 400), ("é: a", 400), ("X=Y: a", 400), ("Host: a", 400),
        ("host: b", 400), ("Content-Length: 1, 1", 400), ("Content-Length: 1 1", 400), ("Content-Length: -0", 400),
        ("Content-Length: 0x0", 400), ("Content-Length: \u{e9}", 400), ("Content-Length: 18446744073709551616", 413),
        ("Transfer-Encoding: gzip", 400), ("Transfer-Encoding: chunked, chunked", 400), ("Transfer-Encoding:", 400),
        ("Cookie: \(String(repeating: "a=b;", count: 3900))", 431),
        ("X: \(String(repeating: "a", count: 300_000))", 431),
        ("X:", 200), ("X:a", 200), ("X: \u{e9}", 200), ("X: a:b", 200), ("!#$%&'*+-.^_`|~: a", 200), ("X:\t a \t", 200),
        ("Cookie: a=b; c", 200), ("Expect: 100-continue", 200),
    ]

    static let rows: [EdgeTests.Case] =
        requestLines.map {
            EdgeTests.Case(
                "line \($0.line.debugDescription.prefix(40))", $0.status ?? 0, "\($0.line)\r\nHost: a\r\n\r\n")
        }
        + fieldLines.map { row in
            EdgeTests.Case(
                "field \(row.line.debugDescription.prefix(40))", row.status,
                "GET /echo HTTP/1.1\r\nHost: a\r\n\(row.line)\(row.line.isEmpty ? ": a" : "")\r\n\r\n")
        }

    let router = Router([Route(.get, "/echo", .plain) { .text($0.path) }])
    static let good = "GET /echo HTTP/1.1\r\nHost: a\r\n\r\n"

    @Test(arguments: Arrival.allCases)
    func `every head gets the one answer that RFC 9112 asks for`(_ arrival: Arrival) async throws {
        let wrong = try await serving(router) { port, _ in
            try await blocking {
                try Self.rows.compactMap { row -> String? in
                    let answer = try Self.send(row.bytes, arrival, port)
                    return Self.flaw(of: answer, row, arrival).map { "\(row.name): \($0), \(answer.text.suffix(300))" }
                }
            }
        }
        #expect(wrong == [])
    }

    private static func send(_ bytes: [UInt8], _ arrival: Arrival, _ port: UInt16) throws -> (
        text: String, isClosed: Bool
    ) {
        let client = try RawClient(port: port)
        let end = Array("GET /echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".utf8)
        var first = ""
        switch arrival {
        case .alone: client.send(bytes + end)
        case .byteByByte:
            // The long ones would take long.
            let pieces = bytes.count < 1000 ? bytes.map { [$0] } : [bytes]
            for piece in pieces { client.send(piece) }
            client.send(end)
        case .behindAnother: client.send(Array(good.utf8) + bytes + end)
        case .onAKeptConnection:
            client.send(good)
            first = client.response()
            client.send(bytes + end)
        }
        let rest = client.receiveAll()
        return (first + rest.text, rest.isClosed)
    }

    private static func flaw(of answer: (text: String, isClosed: Bool), _ row: EdgeTests.Case, _ arrival: Arrival)
        -> String?
    {
        let before = arrival == .behindAnother || arrival == .onAKeptConnection ? [200] : []
        // What expects to be asked for a body that it has not is answered, as the last.
        let keeps = (row.status == 200 || row.status == 405) && !row.name.contains("Expect")
        let wanted = before + (row.status == 0 ? [] : [row.status]) + (keeps ? [200] : [])
        guard answer.text.statuses == wanted else {
            return "\(answer.text.statuses) instead of \(wanted)"
        }
        guard answer.isClosed else { return "the connection stays open" }
        guard row.status >= 400, !keeps else { return nil }
        return answer.text.contains("Content-Type: application/problem+json\r\n") && answer.text.hasSuffix("}")
            ? nil : "no problem"
    }

    @Test func `a head that is refused harms nobody who is in the middle of theirs`() async throws {
        let (bad, good) = try await serving(router) { port, _ in
            try await blocking {
                let clients = try (0..<20).map { _ in try RawClient(port: port) }
                for (number, client) in clients.enumerated() {
                    client.send(String(Self.good.prefix(number + 1)))
                }
                let bad = try (0..<20).map { number in
                    let client = try RawClient(port: port)
                    client.send(number % 2 == 0 ? "GET /echo 27.0.0.1\r\n" : "GET /echo HTTP/1.1\r\nnonsense\r\n")
                    return client.receiveAll()
                }
                for (number, client) in clients.enumerated() { client.send(String(Self.good.dropFirst(number + 1))) }
                return (bad, clients.map { $0.response() })
            }
        }
        #expect(bad.allSatisfy { $0.isClosed && $0.text.statuses == [400] && $0.text.hasSuffix("}") })
        #expect(good.allSatisfy { $0.statuses == [200] })
    }

    @Test func `a body that was read with its head is refused for its sender alone`() async throws {
        let router = Router([
            Route(.get, "/echo", .plain) { .text($0.path) },
            Route(.post, "/body", .plain) { .bytes(try await $0.body(bytesMax: 1024), type: "text/plain") },
        ])
        let (bad, good) = try await serving(router) { port, _ in
            try await blocking {
                // Whether it waits for "100 Continue" or not, this body is there before the route has asked for it.
                let head =
                    "POST /body HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nTransfer-Encoding: chunked\r\n\r\n"
                let patient = try (0..<100).map { _ in try RawClient(port: port) }
                let hasty = try patient.enumerated().map { number, client in
                    let other = try RawClient(port: port)
                    other.send(head + (number % 2 == 0 ? "x\r\n" : "1\r\na\r\n0\r\nno trailer\r\n\r\n"))
                    client.send(String(Self.good.prefix(number % 20 + 1)))
                    return other
                }
                let bad = hasty.map { $0.receiveAll() }
                for (number, client) in patient.enumerated() {
                    client.send(String(Self.good.dropFirst(number % 20 + 1)))
                }
                return (bad, patient.map { $0.response() })
            }
        }
        #expect(bad.allSatisfy { $0.isClosed && $0.text.statuses.filter { $0 != 100 } == [400] })
        #expect(good.allSatisfy { $0.statuses == [200] })
    }
}
