import Foundation
import Transfer

/// An endpoint of the kind of `/v1/audio/transcriptions` that shares no code with us: how it behaves stands in the path. It prints a
/// line of JSON for each request.
final class StandInRecognizer: Sendable {
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

    private static let program = #"""
        import email, email.policy, http.server, io, json, os, struct, sys, threading, time, wave
        threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
        TEXT = {"en": "First, I looked at the logs. Then we fixed it!", "zh": "首先我看了日志，然后修好了。"}
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
                body = self.rfile.read(int(self.headers["Content-Length"]))
                form = email.message_from_bytes(
                    b"Content-Type: " + self.headers["Content-Type"].encode() + b"\r\n\r\n" + body, policy=email.policy.HTTP)
                fields = {}
                for part in form.iter_parts():
                    name = part.get_param("name", header="content-disposition")
                    fields.setdefault(name, []).append(part)
                def text(name): return [p.get_payload(decode=True).decode() for p in fields.get(name, [])]
                sound = wave.open(io.BytesIO(fields["file"][0].get_payload(decode=True)))
                frames = sound.readframes(sound.getnframes())
                samples = struct.unpack("<%dh" % (len(frames) // 2), frames)
                language = text("language")[0]
                print(json.dumps({
                    "path": self.path, "authorization": self.headers.get("Authorization"), "model": text("model")[0],
                    "language": language, "format": text("response_format")[0],
                    "granularities": text("timestamp_granularities[]"), "fileType": fields["file"][0].get_content_type(),
                    "rate": sound.getframerate(), "channels": sound.getnchannels(), "frames": sound.getnframes(),
                    "magnitude": sum(map(abs, samples))}), flush=True)
                self.behave(self.path.split("/")[1], language, sound.getnframes() / 16000)
            def behave(self, manner, language, seconds):
                spoken = "en" if manner == "english" else language
                said = TEXT[spoken]
                words = said.replace(",", "").replace(".", "").replace("!", "").split() if spoken == "en" else \
                    list(said.replace("，", "").replace("。", ""))
                step = seconds / len(words)
                reply = {"task": "transcribe", "language": {"en": "english", "zh": "chinese"}[spoken], "duration": seconds,
                    "text": said}
                if manner == "nothing": reply["text"] = ""
                elif manner == "loop": reply["text"] = "and then we went on " * 12
                elif manner == "segments":
                    reply["segments"] = [{"id": 0, "start": 0.0, "end": seconds, "text": said, "avg_logprob": -0.6931}]
                elif manner != "plain":
                    reply["words"] = [{"word": w, "start": i * step, "end": (i + 1) * step, "probability": 0.75}
                        for i, w in enumerate(words)]
                body = json.dumps(reply).encode()
                if manner.startswith("status-"): self.answer(int(manner[7:]), b'{"error": {"message": "no"}}')
                elif manner == "busy-twice" and count < 3:
                    self.answer(429, b"", {"Retry-After": "7" if count == 1 else "3600"})
                elif manner == "redirect": self.answer(302, b"", {"Location": "/words/v1/audio/transcriptions"})
                elif manner == "garbage": self.answer(200, b"<html>Bad gateway</html>")
                elif manner == "stall": time.sleep(30)
                elif manner in ("close", "half"):
                    if manner == "half":
                        self.send_response(200)
                        self.send_header("Content-Length", str(len(body)))
                        self.end_headers()
                        self.wfile.write(body[:20])
                    self.close_connection = True
                    self.connection.close()
                elif manner == "endless": self.answer(200, b"[" * (2 << 20))
                else: self.answer(200, body, {"Content-Type": "application/json"})
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), H)
        print(server.server_port, flush=True)
        server.serve_forever()
        """#
}
