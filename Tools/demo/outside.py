"""What an outside system and people do with Colloquy: publish to Kafka, speak HTTP, read mails.

Shares no code with the services and needs nothing but Python and kcat.
"""
import base64
import datetime
import email
import email.policy
import hashlib
import http.client
import json
import pathlib
import re
import subprocess
import tempfile
import time
import urllib.parse
import uuid

UPLOAD_CHUNK_BYTES = 64 * 1024


class Unexpected(Exception):
    """Something answered otherwise than a client may expect."""


class Outside:
    def __init__(self, card):
        self.card = card
        self.host = urllib.parse.urlsplit(card["publicURL"]).netloc

    @staticmethod
    def of(path):
        return Outside(json.loads(pathlib.Path(path).read_text()))

    # The applicant-tracking system.

    def publish(self, topic, key, kind, value, event_id=None):
        """One CloudEvent in binary mode by kcat; returns when the broker has it."""
        event_id = event_id or str(uuid.uuid4())
        now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
        headers = {
            "ce_specversion": "1.0", "ce_id": event_id, "ce_source": "/demo/ats", "ce_type": kind, "ce_time": now,
            "ce_subject": key, "content-type": "application/json",
        }
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            json.dump(value, file, ensure_ascii=False)
            file.flush()
            command = ["kcat", "-P", "-b", self.card["bootstrapServers"], "-t", topic, "-k", key,
                       "-X", "message.max.bytes=9000000", "-X", "acks=all"]
            for name, text in headers.items():
                command += ["-H", f"{name}={text}"]
            done = subprocess.run(command + [file.name], capture_output=True, text=True, timeout=60)
        if done.returncode != 0:
            raise Unexpected(f"kcat could not publish to {topic}: {done.stderr.strip()[-500:]}")
        return event_id

    def records(self, topic):
        """All records of a topic as (headers, key, value)."""
        command = ["kcat", "-C", "-b", self.card["bootstrapServers"], "-t", topic, "-o", "beginning", "-e", "-q", "-J",
                   "-X", "fetch.message.max.bytes=9000000", "-X", "receive.message.max.bytes=200000000"]
        done = subprocess.run(command, capture_output=True, timeout=120)
        found = []
        for line in done.stdout.split(b"\n"):
            if line.strip():
                # A dead letter is sealed: bytes, not text.
                record = json.loads(line.decode(errors="replace"))
                pairs = record.get("headers") or []
                found.append((dict(zip(pairs[::2], pairs[1::2])), record.get("key"), record.get("payload")))
        return found

    # HTTP.

    def request(self, method, path, body=None, headers=None, expect=(200, 201, 202, 204), role=None, timeout=30):
        """One exchange; returns (status, headers, bytes). Another status than expected is an error."""
        headers = dict(headers or {})
        if role:
            headers["Authorization"] = f"Bearer {self.card['apiKeys'][role]}"
        if body is not None and not isinstance(body, bytes):
            body = json.dumps(body, ensure_ascii=False).encode()
            headers.setdefault("Content-Type", "application/json")
        connection = http.client.HTTPConnection(self.host, timeout=timeout)
        try:
            connection.request(method, path, body=body, headers=headers)
            answer = connection.getresponse()
            content = answer.read()
        finally:
            connection.close()
        if answer.status not in expect:
            raise Unexpected(f"{method} {path}: {answer.status} {content[:600].decode(errors='replace')}")
        return answer.status, answer.headers, content

    def call(self, method, path, body=None, **more):
        """Like request, with JSON in and out."""
        _, _, content = self.request(method, path, body, **more)
        return json.loads(content) if content.strip() else None

    def submit(self, path, body, key=None, **more):
        """A POST with an idempotency key."""
        headers = dict(more.pop("headers", {}) or {})
        headers["Idempotency-Key"] = key or str(uuid.uuid4())
        return self.call("POST", path, body, headers=headers, **more)

    def application(self, application_id):
        """What can be looked up about an application; None while it is unknown."""
        status, _, content = self.request(
            "GET", f"/v1/applications/{application_id}", role="hr", expect=(200, 404))
        return json.loads(content) if status == 200 else None

    # Mails.

    def mails(self):
        """All mails so far, oldest first."""
        found = []
        for file in sorted(pathlib.Path(self.card["mailFolder"]).glob("*.eml")):
            message = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
            body = message.get_body(("plain",)) or message.get_body(("html",))
            found.append({
                "file": str(file), "to": message["X-Envelope-To"], "subject": str(message["Subject"]),
                "text": body.get_content() if body else "",
            })
        return found

    def links(self, application_id):
        """The mails that carry a link into an application, oldest first, each with the link's token."""
        found = []
        for mail in self.mails():
            match = re.search(r"/i#" + re.escape(application_id) + r"\.([A-Za-z0-9_-]{16,})", mail["text"])
            if match:
                found.append({**mail, "applicationID": application_id, "token": match[1]})
        return found

    def link(self, application_id, number, seconds=60):
        """Waits for the mail that brings the link of this number: 0 the interview's, 1 the offer's, 2 the contract's."""
        find = lambda: self.links(application_id)[number:number + 1]  # noqa: E731
        return wait(find, f"mail {number + 1} with a link into {application_id}", seconds)[0]

    # The candidate.

    def enter(self, link):
        """Follows a link of a mail; returns the headers of the candidate's further requests."""
        body = {"applicationID": link["applicationID"], "token": link["token"]}
        answer = self.call("POST", "/v1/links/exchange", body)
        return {"Authorization": f"Bearer {answer['session']}"}

    def code(self, application_id, session, action, seconds=60):
        """Asks for a one-time code and reads it from the mail that comes."""
        pattern = re.compile(r"\b(\d{8})\b")
        def codes():
            return [match[1] for mail in self.mails() if (match := pattern.search(mail["subject"]))]
        known = codes()
        self.call("POST", "/v1/candidate/codes", {"action": action}, headers=session)
        return wait(lambda: [code for code in codes() if code not in known],
                    f"the mail with a code for {application_id}", seconds)[-1]

    def upload(self, session, question_id, recording, media_type="video/webm", pause_after=None):
        """Sends a recording by tus in chunks, as a browser on a shaky line: asks for the offset before it goes on."""
        metadata = ",".join(
            f"{name} {base64.b64encode(text.encode()).decode()}"
            for name, text in (("questionID", question_id), ("filetype", media_type), ("filename", "answer.webm")))
        tus = {**session, "Tus-Resumable": "1.0.0"}
        _, headers, _ = self.request("POST", "/v1/candidate/uploads", b"", headers={
            **tus, "Upload-Length": str(len(recording)), "Upload-Metadata": metadata,
            "Idempotency-Key": str(uuid.uuid4())}, expect=(201,))
        path = urllib.parse.urlsplit(headers["Location"]).path
        offset, asked = 0, False
        while offset < len(recording):
            chunk = recording[offset:offset + UPLOAD_CHUNK_BYTES]
            _, headers, _ = self.request("PATCH", path, chunk, headers={
                **tus, "Upload-Offset": str(offset), "Content-Type": "application/offset+octet-stream"}, expect=(204,))
            offset = int(headers["Upload-Offset"])
            if not asked and offset < len(recording):
                _, headers, _ = self.request("HEAD", path, headers=tus, expect=(200, 204))
                if int(headers["Upload-Offset"]) != offset:
                    raise Unexpected(f"the upload stands at {headers['Upload-Offset']}, not at {offset}")
                asked = True
        return path


def wait(find, what, seconds, interval=0.2):
    """Calls until something is found; says what was waited for when it is not."""
    end = time.monotonic() + seconds
    while True:
        found = find()
        if found:
            return found
        if time.monotonic() > end:
            raise Unexpected(f"waited {seconds} s for {what}")
        time.sleep(interval)


def sha256(content):
    return hashlib.sha256(content).hexdigest()
