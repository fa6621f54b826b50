import Foundation
import Transfer

/// A server that shares no code with us, of Python's own library. `GET` says how many requests were posted.
package final class StandInServer: Sendable {
    package let address: String
    private let process: Process
    private let lines: FileHandle

    /// - Parameter program: a class `H(Server)` whose `take(body)` prints a line of JSON for each request that is posted, and answers
    ///   it by `answer(status, body, headers)`; `count` is how many came so far, this one among them.
    package init(_ program: String) async throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/python3")
        process.arguments = ["-c", Self.before + program + Self.behind]
        let (output, input) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardInput = input
        process.standardError = FileHandle.nullDevice
        try process.run()
        self.process = process
        lines = output.fileHandleForReading
        address = "http://127.0.0.1:\(await Self.line(of: lines.fileDescriptor))"
    }

    deinit { kill(process.processIdentifier, SIGKILL) }

    /// The next request, as it was received.
    package func line() async -> String { await Self.line(of: lines.fileDescriptor) }

    package func requestCount() async throws -> Int {
        let answer = try await HTTPClient(rule: .any).send(HTTPRequest("GET", "\(address)/count"))
        return Int(String(decoding: answer.body, as: UTF8.self)) ?? -1
    }

    private static func line(of descriptor: Int32) async -> String {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                var bytes: [UInt8] = []
                var byte: UInt8 = 0
                while read(descriptor, &byte, 1) == 1, byte != 0x0a { bytes.append(byte) }
                continuation.resume(returning: String(decoding: bytes, as: UTF8.self))
            }
        }
    }

    /// It ends with whoever started it, however they end.
    private static let before = #"""
        import http.server, json, os, sys, threading, time
        threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
        count = 0
        class Server(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            def log_message(self, *a): pass
            def answer(self, status, body, headers={}):
                self.send_response(status)
                for k, v in headers.items(): self.send_header(k, v)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            def do_GET(self): self.answer(200, str(count).encode())
            def do_POST(self):
                global count
                count += 1
                self.take(self.rfile.read(int(self.headers["Content-Length"])))

        """#

    private static let behind = #"""

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), H)
        print(server.server_port, flush=True)
        server.serve_forever()
        """#
}
