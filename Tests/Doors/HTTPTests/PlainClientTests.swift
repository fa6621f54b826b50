import Foundation
import HTTP
import Testing

/// Clients as people use them, which send a whole body before they look for an answer.
struct PlainClientTests {
    enum Client: String, CaseIterable, Sendable {
        case curl, curlChunked, python, pythonChunked, urllib3, node
    }

    static let megabyte = 1024 * 1024
    static let venv = ".colloquy/venv-test/bin/python"

    let router = Router([
        Route(.post, "/events", .plain, limits: RouteLimits(bodyBytesMax: 2 * megabyte)) { request in
            .text("\(try await request.body(bytesMax: 2 * Self.megabyte).count)")
        },
        // Answers without a look at the body.
        Route(.post, "/closed", .plain, limits: RouteLimits(bodyBytesMax: 64 * megabyte)) { _ in
            throw Problem(.unauthorized, code: "key-missing")
        },
        // Answers in the middle of it.
        Route(.post, "/picky", .plain, limits: RouteLimits(bodyBytesMax: 64 * megabyte)) { request in
            for try await _ in request.bodyStream { break }
            throw Problem(.unsupportedMediaType, code: "not-a-recording")
        },
    ])

    @Test(arguments: Client.allCases)
    func `a client that is still sending nine megabytes reads why they are not wanted`(_ client: Client) async throws {
        guard Self.isThere(client) else { return print("\(client.rawValue) is not there, left out") }
        let answers = try await serving(router) { port, _ in
            try await blocking {
                try ["/events", "/closed", "/picky"].map {
                    try Self.post(9 * Self.megabyte, to: "\(port)\($0)", by: client)
                }
            }
        }
        #expect(answers[0] == "413 content-too-large")
        #expect(answers[1] == "401 key-missing")
        #expect(answers[2] == "415 not-a-recording")
    }

    @Test func `what is thrown away after an answer has an end`() async throws {
        var limits = ServerLimits()
        limits.lingerBytesMax = 2 * Self.megabyte
        let sent = try await serving(router, limits: limits) { port, _ in
            try await blocking {
                let client = try RawClient(port: port)
                client.send("POST /events HTTP/1.1\r\nHost: a\r\nContent-Length: \(512 * Self.megabyte)\r\n\r\n")
                let part = [UInt8](repeating: 1, count: Self.megabyte)
                return (0..<512).prefix { _ in client.send(part) == part.count }.count
            }
        }
        #expect(sent < 128, "the kernel's buffers may lie between")
    }

    private static func isThere(_ client: Client) -> Bool {
        switch client {
        case .curl, .curlChunked: FileManager.default.isExecutableFile(atPath: "/usr/bin/curl")
        case .python, .pythonChunked: FileManager.default.isExecutableFile(atPath: "/usr/bin/python3")
        case .urllib3: (try? run([venv, "-c", "import urllib3"])) == ""
        case .node: (try? run(["/usr/bin/env", "node", "-e", "fetch"])) == ""
        }
    }

    /// `413 code-of-the-problem`, as the client's program read it.
    private static func post(_ count: Int, to target: String, by client: Client) throws -> String {
        let url = "http://127.0.0.1:\(target)"
        let python = """
            import http.client, json
            body = b"x" * \(count)
            connection = http.client.HTTPConnection("127.0.0.1", \(target.split(separator: "/")[0]))
            sent = iter([body[:65536]] + [body[65536 * i:65536 * (i + 1)] for i in range(1, \(count / 65536))])
            chunked = \(client == .pythonChunked ? "True" : "False")
            connection.request("POST", "/\(target.split(separator: "/")[1])", sent if chunked else body, encode_chunked=chunked)
            answer = connection.getresponse()
            print(answer.status, json.loads(answer.read())["code"], end="")
            """
        let urllib3 = """
            import urllib3, json
            answer = urllib3.PoolManager(retries=False).request("POST", "\(url)", body=b"x" * \(count))
            print(answer.status, json.loads(answer.data)["code"], end="")
            """
        let node = """
            fetch("\(url)", { method: "POST", body: Buffer.alloc(\(count)) }).then(async (answer) =>
              process.stdout.write(answer.status + " " + (await answer.json()).code))
            """
        switch client {
        case .curl, .curlChunked:
            let file = FileManager.default.temporaryDirectory.appending(path: "colloquy-\(UUID().uuidString)")
            try Data(count: count).write(to: file)
            defer { try? FileManager.default.removeItem(at: file) }
            let chunked = client == .curlChunked ? ["-H", "Transfer-Encoding: chunked"] : []
            // Without the question whether the body is wanted, which curl would ask first.
            let words = [
                "/usr/bin/curl", "-sS", "-H", "Expect:", "--data-binary", "@\(file.path)", "-w", "\n%{http_code}", url,
            ]
            let lines = try run(words + chunked).split(separator: "\n")
            let problem = try JSONDecoder().decode(Problem.self, from: Data(lines[0].utf8))
            return "\(lines[1]) \(problem.code)"
        case .python, .pythonChunked: return try run(["/usr/bin/python3", "-c", python])
        case .urllib3: return try run([venv, "-c", urllib3])
        case .node: return try run(["/usr/bin/env", "node", "-e", node])
        }
    }

    private static func run(_ words: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: words[0])
        process.arguments = Array(words.dropFirst())
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }
}
