"""A client that goes on when the house stumbles: asks again with the same idempotency key, as docs/ats.md asks of it."""
import http.client
import json
import subprocess
import time
import urllib.request
import uuid

from outside import Outside, Unexpected

PATIENCE_SECONDS = 90


class PatientOutside(Outside):
    def __init__(self, card):
        super().__init__(card)
        self.again = 0
        self._mails = {}

    def publish(self, topic, key, kind, value, event_id=None):
        """Again under the same identity until the broker has it."""
        event_id = event_id or str(uuid.uuid4())
        end = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                return super().publish(topic, key, kind, value, event_id)
            except (Unexpected, subprocess.TimeoutExpired):
                if time.monotonic() > end:
                    raise
            self.again += 1
            time.sleep(1)

    def request(self, method, path, body=None, headers=None, expect=(200, 201, 202, 204), **more):
        end = time.monotonic() + PATIENCE_SECONDS
        wanted = tuple(expect)
        while True:
            try:
                answer = super().request(method, path, body, headers, expect=(*wanted, 409, 500, 502, 503, 504), **more)
                if answer[0] in wanted:
                    return answer
                if answer[0] == 409 and method != "PATCH":
                    raise Unexpected(f"{method} {path}: 409 {answer[2][:300].decode(errors='replace')}")
                failure = f"{answer[0]} {answer[2][:300].decode(errors='replace')}"
            except (OSError, http.client.HTTPException) as error:
                failure = repr(error)
            if time.monotonic() > end:
                raise Unexpected(f"{method} {path}: for {PATIENCE_SECONDS} s nothing but {failure}")
            self.again += 1
            time.sleep(0.5)
            if method == "PATCH":
                landed = self.landed(path, headers, len(body))
                if landed:
                    return landed

    def landed(self, path, headers, count):
        """After a chunk without an answer: where the upload stands, when that is further than before the chunk."""
        known = {name: text for name, text in headers.items() if name not in ("Upload-Offset", "Content-Type")}
        before = int(headers["Upload-Offset"])
        # A whole upload is taken in and gone: it was the last chunk.
        status, answer, _ = self.request("HEAD", path, headers=known, expect=(200, 204, 404))
        stands = before + count if status == 404 else int(answer["Upload-Offset"])
        return (204, {"Upload-Offset": str(stands)}, b"") if stands > before else None

    # Mails, from Mailpit's API.

    def mails(self):
        found = self.mailpit("/api/v1/messages?limit=20000")["messages"]
        for entry in found:
            if entry["ID"] not in self._mails:
                message = self.mailpit(f"/api/v1/message/{entry['ID']}")
                self._mails[entry["ID"]] = {
                    "file": entry["ID"], "to": ", ".join(one["Address"] for one in message["To"]),
                    "subject": message["Subject"], "text": message.get("Text") or message.get("HTML") or "",
                    "messageID": message.get("MessageID"), "created": entry["Created"],
                }
        return sorted(self._mails.values(), key=lambda mail: mail["created"])

    def mailpit(self, path):
        with urllib.request.urlopen(self.card["mailpit"] + path, timeout=20) as answer:
            return json.load(answer)
