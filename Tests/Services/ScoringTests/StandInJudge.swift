import Foundation
import Transfer

/// An endpoint of the kind of `/v1/chat/completions` that shares no code with us: how it behaves stands in the path. It takes the
/// prompt apart, and prints a line of JSON for each request.
final class StandInJudge: Sendable {
    let address: String
    private let process: Process
    private let lines: FileHandle

    init() async throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/python3")
        process.arguments = ["-c", Self.program]
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
    func line() async -> String { await Self.line(of: lines.fileDescriptor) }

    func requestCount() async throws -> Int {
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

    /// `says/<hexadecimal of JSON>`: says yes with the quote that the JSON gives for a word of the item, no to all others.
    private static let program = #"""
        import http.server, json, os, re, sys, threading, time
        threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
        count = 0
        class H(http.server.BaseHTTPRequestHandler):
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
                raw = self.rfile.read(int(self.headers["Content-Length"]))
                body = json.loads(raw)
                system, user = [m["content"] for m in body["messages"]]
                mark = re.search(r"answer-[0-9a-f]{32}", system).group(0)
                lines = user.split("\n")
                asked = json.loads(lines[1])
                first = lines.index(mark)
                answer = json.loads(lines[first + 1])
                assert lines[first + 2] == mark and len(lines) == first + 4, "the fence is broken"
                print(json.dumps({
                    "path": self.path.split("/")[1], "authorization": self.headers.get("Authorization"), "model": body["model"],
                    "keys": sorted(body), "question": asked["question"], "items": [i["text"] for i in asked["items"]],
                    "answer": answer, "size": len(raw), "raw": raw.decode()}), flush=True)
                self.behave(self.path.split("/"), body, asked["items"], answer)
            def behave(self, path, body, items, answer):
                manner = path[1]
                said = []
                table = json.loads(bytes.fromhex(path[2])) if manner in ("says", "old", "busy-twice") else {}
                for item in items:
                    quote = next((q for w, q in table.items() if w in item["text"]), "")
                    said.append({"id": item["id"], "met": quote != "", "quote": quote})
                clauses = [c.strip() for c in re.split(r"[.,;，。；]", answer) if len(c.strip()) > 8] or [answer]
                if manner == "obedient":
                    for i, one in enumerate(said): one.update(met=True, quote=clauses[i % len(clauses)])
                elif manner == "cunning":
                    made = ("lighthouse", "organ", "seals", "clown", "sundial", "parrot", "灯塔", "管风琴", "科考船", "小丑", "日晷", "鹦鹉")
                    for i, (one, item) in enumerate(zip(said, items)):
                        if not any(w in item["text"] for w in made): one.update(met=True, quote=clauses[i % len(clauses)])
                reply = {"answers": said}
                if manner == "number": reply["score"] = 100
                elif manner == "points": said[0]["met"] = 1
                elif manner == "extra": said[0]["reason"] = "it is so"
                elif manner == "missing": said.pop()
                elif manner == "twice": said[1] = dict(said[0])
                elif manner == "long": said[0].update(met=True, quote="yes " * 2000)
                text = json.dumps(reply)
                if manner == "fence": text = "```json\n" + text + "\n```"
                elif manner == "talk": text = "Of course! " + text
                envelope = json.dumps({"id": "c-1", "object": "chat.completion", "model": "stand-in-2026-11", "choices": [
                    {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}],
                    "usage": {"total_tokens": 7}}).encode()
                if manner.startswith("status-"): self.answer(int(manner[7:]), b'{"error": {"message": "no"}}')
                elif manner == "busy-twice" and count < 3:
                    self.answer(429, b"", {"Retry-After": "7" if count == 1 else "3600"})
                elif manner == "old" and "response_format" in body:
                    self.answer(400, b'{"error": {"message": "unknown field response_format"}}')
                elif manner == "refusal": self.answer(200, b'{"choices": [{"message": {"content": null, "refusal": "no"}}]}')
                elif manner == "empty": self.answer(200, b'{"choices": []}')
                elif manner == "garbage": self.answer(200, b"<html>Bad gateway</html>")
                elif manner == "huge": self.answer(200, b"[" * (2 << 20))
                elif manner == "deep": self.answer(200, b'{"choices":' + b"[" * 100000)
                elif manner == "stall": time.sleep(30)
                elif manner == "close":
                    self.close_connection = True
                    self.connection.close()
                else: self.answer(200, envelope, {"Content-Type": "application/json"})
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), H)
        print(server.server_port, flush=True)
        server.serve_forever()
        """#
}
