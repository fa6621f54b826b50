import Foundation
import Testing
import Transfer

/// Against the HTTP server of Python's library.
@Suite struct HTTPClientTests {
    static let program = #"""
        import http.server, json, sys, time
        class H(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            def answer(self, status, body, headers={}):
                self.send_response(status)
                for k, v in headers.items(): self.send_header(k, v)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                if self.command != "HEAD": self.wfile.write(body)
            def any(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                if self.path == "/redirect": self.answer(302, b"", {"Location": "/echo"})
                elif self.path == "/slow": time.sleep(60); self.answer(200, b"")
                elif self.path == "/big": self.answer(200, b"x" * 100000)
                elif self.path == "/headers": self.answer(200, b"", {"X-Long": "y" * 60000, "X-Longer": "y" * 60000})
                else: self.answer(int(self.path[8:]) if self.path.startswith("/status/") else 200, json.dumps(
                    {"method": self.command, "path": self.path, "body": body.decode(),
                     "port": self.client_address[1], "headers": {k.lower(): v for k, v in self.headers.items()}}
                ).encode(), {"X-Two": "a  b"})
            do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = any
            def log_message(self, *a): pass
        s = http.server.ThreadingHTTPServer(("127.0.0.1", 0), H)
        print(s.server_port, flush=True)
        s.serve_forever()
        """#

    struct Echo: Decodable {
        let method: String
        let path: String
        let body: String
        let port: Int
        let headers: [String: String]
    }

    /// One server for all tests.
    static let server = Task {
        let server = try Counterpart(python: "/usr/bin/python3", program)
        return (server, "http://127.0.0.1:\(await server.line())")
    }

    let base: String

    init() async throws { base = try await Self.server.value.1 }

    let client = HTTPClient(
        rule: .any, timeouts: Timeouts(silenceMilliseconds: 1_000, totalMilliseconds: 1_500), bodyBytesMax: 50_000)

    @Test func `a request arrives as it was meant`() async throws {
        let answer = try await client.send(
            HTTPRequest(
                "POST", base + "/a/../b?x=1", headers: [("X-Name", "候选人"), ("X-Empty", "")], body: Array("你好".utf8)))
        let echo = try JSONDecoder().decode(Echo.self, from: Data(answer.body))
        #expect(answer.status == 200)
        #expect(answer[header: "x-two"] == "a  b")
        #expect(echo.method == "POST" && echo.path == "/a/../b?x=1" && echo.body == "你好")
        #expect(echo.headers["content-length"] == "6")
        #expect(echo.headers["x-empty"] == "")
        #expect(echo.headers["expect"] == nil && echo.headers["content-type"] == nil)
    }

    @Test(arguments: ["GET", "DELETE", "PUT", "POST", "HEAD"])
    func `a request without a body is answered`(method: String) async throws {
        let answer = try await client.send(HTTPRequest(method, base + "/echo"))
        #expect(answer.status == 200)
        #expect(answer.body.isEmpty == (method == "HEAD"))
    }

    @Test(arguments: [204, 404, 500, 503])
    func `a status that means no is an answer, not an error`(status: Int) async throws {
        #expect(try await client.send(HTTPRequest("GET", base + "/status/\(status)")).status == status)
    }

    @Test func `a redirect is not followed`() async throws {
        let answer = try await client.send(HTTPRequest("GET", base + "/redirect"))
        #expect(answer.status == 302)
        #expect(answer[header: "Location"] == "/echo")
    }

    @Test func `a connection is used again`() async throws {
        var ports: Set<Int> = []
        for _ in 0..<5 {
            let answer = try await client.send(HTTPRequest("GET", base + "/echo"))
            ports.insert(try JSONDecoder().decode(Echo.self, from: Data(answer.body)).port)
        }
        #expect(ports.count == 1)
    }

    @Test(arguments: ["/big", "/headers"])
    func `an answer longer than the limit ends the transfer`(path: String) async {
        await #expect(throws: TransferError.bodyTooLarge(bytesMax: 50_000)) {
            try await client.send(HTTPRequest("GET", base + path))
        }
    }

    @Test func `a silent server ends in a retriable error within the time`() async {
        // Who is not cut off gets an answer after a minute, and no error.
        let error = await #expect(throws: TransferError.self) {
            try await client.send(HTTPRequest("GET", base + "/slow"))
        }
        #expect(error == .timedOut && error?.isRetriable == true)
    }

    @Test func `a cancelled task ends its transfer`() async {
        let patient = HTTPClient(rule: .any)
        let task = Task { try await patient.send(HTTPRequest("GET", base + "/slow")) }
        try? await Task.sleep(for: .milliseconds(200))
        task.cancel()
        await #expect(throws: TransferError.cancelled) { try await task.value }
    }

    @Test func `nobody there is a retriable error`() async {
        let error = await #expect(throws: TransferError.self) {
            try await client.send(HTTPRequest("GET", "http://127.0.0.1:\(Counterpart.freePort())/"))
        }
        #expect(error == .couldNotConnect && error?.isRetriable == true)
    }

    @Test(arguments: [
        "http://127.0.0.1:PORT/", "http://localhost:PORT/", "http://0.0.0.0:PORT/", "http://2130706433:PORT/",
        "http://0x7f.1:PORT/", "http://[::1]:PORT/", "http://[::ffff:127.0.0.1]:PORT/",
    ])
    func `no spelling of a private address passes the public rule`(url: String) async {
        let guarded = HTTPClient(rule: .publicOnly)
        let port = base.split(separator: ":").last.map(String.init) ?? ""
        await #expect(throws: TransferError.addressRefused) {
            try await guarded.send(HTTPRequest("GET", url.replacingOccurrences(of: "PORT", with: port)))
        }
    }

    @Test(arguments: [
        ("GET", "file:///etc/passwd", "a"), ("GET", "gopher://127.0.0.1/", "a"), ("GET", "http://user@127.0.0.1/", "a"),
        ("GET", "http://127.0.0.1/ x", "a"), ("GET /", "http://127.0.0.1/", "a"),
        ("GET", "http://127.0.0.1/", "a\r\nX-Injected: yes"), ("GET", "http://127.0.0.1/\r\nX: y", "a"),
    ])
    func `what could become another request is refused`(method: String, url: String, value: String) async {
        let error = await #expect(throws: TransferError.self) {
            try await client.send(HTTPRequest(method, url, headers: [("X-Name", value)]))
        }
        guard case .invalidRequest = error else {
            Issue.record("expected an invalid request, not \(String(describing: error))")
            return
        }
        #expect(error?.isRetriable == false)
    }

    @Test func `more requests than threads all get their answer`() async throws {
        let few = HTTPClient(rule: .any, transfersMax: 2)
        let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<40 { group.addTask { try await few.send(HTTPRequest("GET", base + "/echo")).status } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(statuses == Array(repeating: 200, count: 40))
    }
}
