import HTTP
import Synchronization
import Testing

/// What a hostile client may put on the wire: each is refused with one response, and the connection is closed.
struct EdgeTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let status: Int
        let bytes: [UInt8]

        init(_ name: String, _ status: Int, _ text: String) {
            self.name = name
            self.status = status
            bytes = Array(text.utf8)
        }

        var testDescription: String { name }
    }

    static let head = "POST /echo HTTP/1.1\r\nHost: a\r\n"
    static let refused = [
        Case("no host", 400, "GET /echo HTTP/1.1\r\n\r\n"),
        Case("two hosts", 400, "GET /echo HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"),
        Case("length and encoding", 400, head + "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nX"),
        Case("two lengths", 400, head + "Content-Length: 1\r\nContent-Length: 5\r\n\r\nabcde"),
        Case("two equal lengths", 400, head + "Content-Length: 1\r\nContent-Length: 1\r\n\r\na"),
        Case("length with a sign", 400, head + "Content-Length: +1\r\n\r\na"),
        Case("list of lengths", 400, head + "Content-Length: 1,1\r\n\r\na"),
        Case("hexadecimal length", 400, head + "Content-Length: 0x1\r\n\r\na"),
        Case("length of words", 400, head + "Content-Length: banana\r\n\r\na"),
        Case("bad length after a good one", 400, head + "Content-Length: 1\r\nContent-Length: x\r\n\r\na"),
        Case("good length after a bad one", 400, head + "Content-Length: x\r\nContent-Length: 1\r\n\r\na"),
        Case("bad length and encoding", 400, head + "Content-Length: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        Case("length of 19 digits", 413, head + "Content-Length: 1000000000000000000\r\n\r\na"),
        Case("length beyond 64 bits", 413, head + "Content-Length: 99999999999999999999999\r\n\r\na"),
        Case("no host with a body", 400, "POST /echo HTTP/1.1\r\nContent-Length: 1\r\n\r\na"),
        Case("no host and a bad length", 400, "POST /echo HTTP/1.1\r\nContent-Length: x\r\n\r\na"),
        Case("no host in 1.0", 400, "GET /echo HTTP/1.0\r\n\r\n"),
        Case("space in the target", 400, "GET /ec ho HTTP/1.1\r\nHost: a\r\n\r\n"),
        Case("line without a colon", 400, head + "nonsense\r\n\r\n"),
        Case(
            "bad chunk size", 400, head + "Transfer-Encoding: chunked\r\n\r\nxyz\r\nabc\r\n0\r\n\r\n"),
        Case(
            "chunk size beyond 64 bits", 413, head + "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffffff\r\n"),
        Case(
            "chunk without its end", 400, head + "Transfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n0\r\n\r\n"),
        Case(
            "head beyond all memory", 431, head + "X: \(String(repeating: "a", count: 300_000))\r\n\r\n"),
        Case(
            "target beyond all memory", 414, "GET /\(String(repeating: "a", count: 300_000)) HTTP/1.1\r\n"),
        Case("negative length", 400, head + "Content-Length: -1\r\n\r\n"),
        Case("empty length", 400, head + "Content-Length:\r\n\r\n"),
        Case("unknown encoding", 400, head + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"),
        Case("two encodings", 400, head + "Transfer-Encoding: identity, chunked\r\n\r\n0\r\n\r\n"),
        Case("encoding after a tab", 400, head + "Transfer-Encoding:\u{0b}chunked\r\n\r\n0\r\n\r\n"),
        Case("encoding in 1.0", 400, "POST /echo HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        Case("space before colon", 400, head + "Content-Length : 1\r\n\r\na"),
        Case("folded line", 400, "GET /echo HTTP/1.1\r\nHost: a\r\nX-A: b\r\n c\r\n\r\n"),
        Case("bare LF", 400, "GET /echo HTTP/1.1\nHost: a\n\n"),
        Case("bare CR", 400, "GET /echo HTTP/1.1\r\nHost: a\rX: b\r\n\r\n"),
        Case("NUL in a value", 400, "GET /echo HTTP/1.1\r\nHost: a\r\nX: b\u{0}c\r\n\r\n"),
        Case("NUL at the end of a value", 400, "GET /echo HTTP/1.1\r\nHost: a\r\nX: b\u{0}\r\n\r\n"),
        Case("NUL in a name", 400, "GET /echo HTTP/1.1\r\nHost: a\r\nX\u{0}Y: b\r\n\r\n"),
        Case("NUL in the target", 400, "GET /echo\u{0}x HTTP/1.1\r\nHost: a\r\n\r\n"),
        Case("control in a value", 400, "GET /echo HTTP/1.1\r\nHost: a\r\nX: \u{1}\r\n\r\n"),
        Case("bracket in a name", 400, "GET /echo HTTP/1.1\r\nHost: a\r\nX[]: b\r\n\r\n"),
        Case("bad method", 400, "G@T /echo HTTP/1.1\r\nHost: a\r\n\r\n"),
        Case("absolute target", 400, "GET http://evil/ HTTP/1.1\r\nHost: a\r\n\r\n"),
        Case("HTTP/2 by guess", 505, "GET /echo HTTP/2.0\r\nHost: a\r\n\r\n"),
        Case("long target", 414, "GET /\(String(repeating: "a", count: 9000)) HTTP/1.1\r\nHost: a\r\n\r\n"),
        Case("long header", 431, "GET /echo HTTP/1.1\r\nHost: a\r\nX: \(String(repeating: "a", count: 17000))\r\n\r\n"),
        Case("many headers", 431, head + String(repeating: "X: a\r\n", count: 101) + "\r\n"),
        Case("long body", 413, head + "Content-Length: 99999999\r\n\r\nabc"),
    ]

    let router = Router([
        Route(.get, "/echo", .plain) { .text($0.path) },
        Route(.post, "/echo", .plain) { .bytes(try await $0.body(bytesMax: 1024), type: "text/plain") },
    ])

    @Test(arguments: refused)
    func `a malformed request gets one refusal, as a problem, and a closed connection`(_ row: Case) async throws {
        let answer = try await serving(router) { port, _ in
            try await blocking {
                let client = try RawClient(port: port)
                client.send(row.bytes + Array("GET /echo HTTP/1.1\r\nHost: a\r\n\r\n".utf8))
                return client.receiveAll()
            }
        }
        #expect(answer.text.statuses == [row.status], "one answer, and what follows is never served")
        #expect(answer.isClosed)
        #expect(answer.text.contains("Content-Type: application/problem+json\r\n"))
        #expect(answer.text.contains("Connection: close\r\n"))
        #expect(answer.text.hasSuffix("}"))
    }

    @Test func `a malformed length is refused for its sender alone, in whatever pieces it comes`() async throws {
        let (bad, good) = try await serving(router) { port, _ in
            try await blocking {
                // Ten heads are being read at the same time; one of them is wrong.
                let clients = try (0..<10).map { _ in try RawClient(port: port) }
                for client in clients { client.send(Self.head) }
                for client in clients.dropFirst() { client.send("Content-Length: 3\r\n") }
                clients[0].send("Content-Length: 3x\r\n\r\nabc")
                let bad = clients[0].receiveAll()
                for client in clients.dropFirst() { client.send("\r\nabc") }
                return (bad, clients.dropFirst().map { $0.response() })
            }
        }
        #expect(bad.text.statuses == [400])
        #expect(bad.isClosed)
        #expect(good.allSatisfy { $0.statuses == [200] && $0.hasSuffix("abc") })
    }

    @Test(arguments: [
        Case("plain", 200, "GET /echo?x=1%26 HTTP/1.1\r\nHost: a\r\nX-B:  spaced \t\r\n\r\n"),
        Case("with a length", 200, head + "Content-Length: 3\r\n\r\nabc"),
        Case("chunked", 200, head + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"),
        Case("chunked with a trailer", 200, head + "Transfer-Encoding: Chunked\r\n\r\n1\r\na\r\n0\r\nX: y\r\n\r\n"),
        Case("not found", 404, "GET /nothing HTTP/1.1\r\nHost: a\r\n\r\n"),
        Case("not found with a small body", 404, "POST /nothing HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc"),
        Case("not allowed", 405, "DELETE /echo HTTP/1.1\r\nHost: a\r\n\r\n"),
        Case("method of another standard", 405, "QUERY /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx"),
        Case("method of no standard", 404, "BREW /nothing HTTP/1.1\r\nHost: a\r\n\r\n"),
        Case("options", 204, "OPTIONS /echo HTTP/1.1\r\nHost: a\r\n\r\n"),
        Case("head", 200, "HEAD /echo HTTP/1.1\r\nHost: a\r\n\r\n"),
    ])
    func `a request that follows the rules keeps its connection`(_ row: Case) async throws {
        let answer = try await serving(router) { port, _ in
            try await blocking {
                let client = try RawClient(port: port)
                client.send(row.bytes + Array("GET /echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".utf8))
                return client.receiveAll()
            }
        }
        #expect(answer.text.statuses == [row.status, 200])
        #expect(answer.isClosed)
    }

    @Test func `every exchange is observed once under its pattern`() async throws {
        let seen = Mutex<[String]>([])
        try await serving(
            router, observe: { exchange in seen.withLock { $0.append("\(exchange.route) \(exchange.status)") } }
        ) { port, _ in
            try await blocking {
                let client = try RawClient(port: port)
                for path in ["/echo", "/nothing"] {
                    client.send("GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n")
                    _ = client.response()
                }
                client.send("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n")
                _ = client.receiveAll()
            }
            _ = try await eventually { seen.withLock { $0.count } == 3 }
        }
        #expect(seen.withLock { $0 } == ["/echo 200", "- 404", "- 400"])
    }
}
