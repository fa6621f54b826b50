import StandIns

extension StandInServer {
    /// An endpoint of the kind of `/v1/chat/completions`: how it behaves stands in the path. It takes the prompt apart.
    ///
    /// `says/<hexadecimal of JSON>`: says yes with the quote that the JSON gives for a word of the item, no to all others.
    static func judge() async throws -> StandInServer { try await StandInServer(judgeProgram) }

    private static let judgeProgram = #"""
        import re
        class H(Server):
            def take(self, raw):
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
        """#
}
