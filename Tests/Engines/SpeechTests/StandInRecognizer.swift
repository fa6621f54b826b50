import StandIns

extension StandInServer {
    /// An endpoint of the kind of `/v1/audio/transcriptions`: how it behaves stands in the path.
    static func recognizer() async throws -> StandInServer { try await StandInServer(recognizerProgram) }

    private static let recognizerProgram = #"""
        import email, email.policy, io, struct, wave
        TEXT = {"en": "First, I looked at the logs. Then we fixed it!", "zh": "首先我看了日志，然后修好了。"}
        class H(Server):
            def take(self, body):
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
        """#
}
