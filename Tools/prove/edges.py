"""Ten thousand spoiled requests at the gateway's doors, and at an upload: each answered or closed in time, none with 5xx."""
import base64
import json
import random
import socket
import threading
import time
import uuid

PIECES = [b"\r\n", b"\n", b"\0", b" ", b"\t", b":", b"%00", b"%", b"../", b"\xff\xfe", b"HTTP/9.9", b"Transfer-Encoding: chunked\r\n",
          b"Content-Length: 5\r\n", b"Content-Length: -1\r\n", b"Content-Length: 99999999999999999999\r\n", b"Expect: 100-continue\r\n",
          b"Host: a\r\nHost: b\r\n", b"Upload-Offset: -1\r\n", b"Upload-Length: 1e9\r\n", b"X: " + b"y" * 9000 + b"\r\n",
          b"{" * 200, b"[" * 5000, b'"\\ud800"', b"0\r\n\r\n", b"ffffffff\r\n", b"Range: bytes=9-1,-0\r\n", b"Upgrade: h2c\r\n",
          b"Connection: close\r\n", b"Authorization: Bearer \r\n", b"Idempotency-Key: " + b"k" * 300 + b"\r\n"]
SECONDS_MAX = 15


class Found:
    """What came back."""

    def __init__(self):
        self.statuses, self.closed, self.wrong, self.slowest = {}, 0, [], 0.0

    @property
    def count(self):
        return self.closed + sum(self.statuses.values())


def spoil(dice, text, others):
    """One to three changes: anywhere, or only in one value of the head or in the body; and whether the frame stayed whole."""
    if dice.random() < 0.3:
        return changed(dice, text, others), False
    head, body = text.split(b"\r\n\r\n", 1)
    first, *lines = head.split(b"\r\n")
    part = dice.randrange(4)
    if part == 0:
        method, path, version = first.split(b" ", 2)
        first = b" ".join([method, kept(changed(dice, path, others), b" \r\n\0"), version])
    elif part == 1:
        place = dice.randrange(1, len(lines))
        name, value = lines[place].split(b": ", 1)
        lines[place] = name + b": " + kept(changed(dice, value, others), b"\r\n\0")
    elif body:
        body = changed(dice, body, others)
        lines = [line for line in lines if not line.startswith(b"Content-Length")] + [b"Content-Length: %d" % len(body)]
    return b"\r\n".join([first, *lines]) + b"\r\n\r\n" + body, part >= 2


def kept(value, unwanted):
    return bytes(byte for byte in value if byte not in unwanted) or b"/"


def changed(dice, text, others):
    bytes_ = bytearray(text)
    for _ in range(dice.randint(1, 3)):
        place = dice.randrange(len(bytes_) + 1)
        end = min(len(bytes_), place + dice.randrange(20))
        choice = dice.randrange(7)
        if choice == 0 and place < len(bytes_):
            bytes_[place] ^= 1 << dice.randrange(8)
        elif choice == 1:
            del bytes_[place:end]
        elif choice == 2:
            bytes_[place:place] = bytes_[place:end]
        elif choice == 3:
            bytes_[place:end] = dice.choice(PIECES)
        elif choice == 4:
            bytes_[place:place] = dice.choice(PIECES)
        elif choice == 5:
            other = dice.choice(others)
            start = dice.randrange(len(other))
            bytes_[place:place] = other[start:start + 60]
        else:
            # A new line of the head is a place that parsers look at.
            head = bytes_.find(b"\r\n")
            bytes_[head + 2:head + 2] = dice.choice(PIECES)
    return bytes(bytes_)


def named(request):
    """Its first line; what follows may hold a key."""
    return repr(request.split(b"\r\n", 1)[0][:100])


def throw(port, request, is_whole, found):
    """Sends one and reads until the end. Where the frame is broken and nothing comes at once, our half is given up: a server may wait
    for more. A whole one waits for its answer, since to this server a half that is given up is a client that has gone."""
    began = time.monotonic()
    answer = b""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=SECONDS_MAX) as line:
            line.settimeout(SECONDS_MAX if is_whole else 0.2)
            try:
                line.sendall(request)
                answer = line.recv(65536)
            except TimeoutError:
                if is_whole:
                    raise
            line.settimeout(SECONDS_MAX)
            line.shutdown(socket.SHUT_WR)
            while piece := line.recv(65536):
                answer += piece
    except TimeoutError:
        # A half that is given up while a request is worked on is not always noticed: its answer comes, and the line stays open for
        # as long as one that is idle. What the answer lacks is told by its form.
        if answer:
            judge(request, is_whole, answer, found)
            return
        found.wrong.append(f"no end within {SECONDS_MAX} s: {named(request)}")
        return
    except OSError:
        pass
    found.slowest = max(found.slowest, time.monotonic() - began)
    judge(request, is_whole, answer, found)


def judge(request, is_whole, stream, found):
    """Keeps the first status, and what is wrong with what came back."""
    if not stream:
        found.closed += 1
        if is_whole:
            found.wrong.append(f"no answer to {named(request)}")
        return
    try:
        all = answers(stream, b"HEAD" in request)
    except ValueError as flaw:
        found.statuses["?"] = found.statuses.get("?", 0) + 1
        found.wrong.append(f"{flaw}, to {named(request)}: {stream[-200:]!r}")
        return
    first = str(all[0][0]) if all else "100"
    found.statuses[first] = found.statuses.get(first, 0) + 1
    # Bytes beyond a broken frame may be taken for a further request, which has an answer of its own.
    if len(all) != 1 and is_whole:
        found.wrong.append(f"{len(all)} answers to {named(request)}")
    for status, fields, body in all:
        # 501 and 505 refuse what the protocol does not have.
        if status >= 500 and status not in (501, 505):
            found.wrong.append(f"{status} to {named(request)}: {body[-200:]!r}")
        elif status >= 400 and not is_problem(status, fields, body):
            found.wrong.append(f"{status} is no problem, to {named(request)}: {body[-100:]!r}")
    for _, fields, _ in all[:-1]:
        if fields.get("connection") == "close":
            found.wrong.append(f"an answer after the last, to {named(request)}")


def answers(stream, may_lack_body):
    """(status, fields, body) of each final answer in what came back until the end; None for the body that HEAD does not get."""
    all = []
    while stream:
        head, mark, rest = stream.partition(b"\r\n\r\n")
        first, *lines = head.split(b"\r\n")
        words = first.split(b" ", 2)
        if not mark or len(words) != 3 or words[0] != b"HTTP/1.1" or not words[1].isdigit() or len(words[1]) != 3:
            raise ValueError("no head of an answer")
        status, fields = int(words[1]), {}
        for line in lines:
            name, colon, value = line.decode("latin-1").partition(":")
            if not colon or name.lower() in fields:
                raise ValueError("a head with a field that is none or there twice")
            fields[name.lower()] = value.strip()
        count = int(fields.get("content-length", "0"))
        body = rest[:count]
        if status < 200 or status in (204, 304):
            count, body = 0, b""
        elif may_lack_body and count and (not rest or rest.startswith(b"HTTP/1.1 ")):
            count, body = 0, None
        elif "transfer-encoding" in fields or len(body) != count:
            raise ValueError("a body of another length")
        if status >= 200:
            all.append((status, fields, body))
        stream = rest[count:]
    return all


def is_problem(status, fields, body):
    """Whether it has our form: application/problem+json, the same status, a code."""
    if fields.get("content-type") != "application/problem+json" or body is None:
        return body is None
    try:
        problem = json.loads(body)
    except ValueError:
        return False
    return isinstance(problem, dict) and problem.get("status") == status and isinstance(problem.get("code"), str)


def request(method, path, headers, body=b""):
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", *[f"{name}: {value}" for name, value in headers.items()]]
    if body or method in ("POST", "PATCH", "PUT"):
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def doors(house, load):
    """Requests as they should be, one for each door."""
    def key(role):
        return {"Authorization": f"Bearer {house.api_keys[role]}", "Content-Type": "application/json"}
    application = {"applicationID": f"fuzz-{uuid.uuid4().hex[:8]}", "jobID": load.job,
                   "candidate": {"name": "Fuzz", "email": "fuzz@mail.example", "language": "en"}, "resume": {"text": "SQL"}}
    event = {"specversion": "1.0", "id": "fuzz-1", "source": "/fuzz", "type": "application-received", "data": application}
    structured = {**key("ats"), "Content-Type": "application/cloudevents+json"}
    batch = {**key("ats"), "Content-Type": "application/cloudevents-batch+json"}
    binary = {**key("ats"), "ce-specversion": "1.0", "ce-id": "fuzz-2", "ce-source": "/fuzz", "ce-type": "application-received"}
    return [
        request("POST", "/v1/applications", {**key("ats"), "Idempotency-Key": "fuzz"}, json.dumps(application).encode()),
        request("POST", "/v1/events", structured, json.dumps(event).encode()),
        request("POST", "/v1/events", batch, json.dumps([event, event]).encode()),
        request("POST", "/v1/events", binary, json.dumps(application).encode()),
        request("GET", "/v1/applications?limit=20", key("hr")),
        request("GET", f"/v1/applications/{application['applicationID']}", key("hr")),
        request("GET", "/v1/jobs?limit=5&cursor=abc", key("hr")),
        request("POST", "/v1/jobs", key("ats"), json.dumps({"jobID": "fuzz-job", "job": load.job_description}).encode()),
        request("POST", "/v1/applications/fuzz/decisions", key("hr"), b'{"decision": "invite", "reason": "fuzz"}'),
        request("POST", "/v1/links/exchange", {"Content-Type": "application/json"}, b'{"applicationID": "fuzz", "token": "abcdefghijklmnopqrstuv"}'),
        request("GET", "/v1/candidate/session", {"Authorization": "Bearer abc"}),
        request("OPTIONS", "/v1/candidate/uploads", {"Tus-Resumable": "1.0.0"}),
    ]


def uploads(house, outside, application_id):
    """Requests of an upload that is under way: a candidate who was invited sends a recording."""
    session = outside.enter(outside.link(application_id, 0))
    outside.submit("/v1/candidate/consents", {"purposes": ["recording", "ai-assessment"]}, headers=session)
    outside.submit("/v1/candidate/start", {}, headers=session)
    question = outside.call("GET", "/v1/candidate/session", headers=session)["questions"][0]["questionID"]
    metadata = f"questionID {base64.b64encode(question.encode()).decode()},filetype {base64.b64encode(b'video/webm').decode()}"
    tus = {**session, "Tus-Resumable": "1.0.0"}
    _, headers, _ = outside.request("POST", "/v1/candidate/uploads", b"", headers={
        **tus, "Upload-Length": "100000", "Upload-Metadata": metadata, "Idempotency-Key": str(uuid.uuid4())}, expect=(201,))
    path = "/" + headers["Location"].split("/", 3)[3] if "://" in headers["Location"] else headers["Location"]
    patch = {**tus, "Content-Type": "application/offset+octet-stream", "Upload-Offset": "0"}
    return [
        request("PATCH", path, patch, b"\x1a\x45\xdf\xa3" + b"x" * 40),
        request("PATCH", path, {**patch, "Upload-Checksum": "sha1 " + base64.b64encode(b"0" * 20).decode()}, b"y" * 40),
        request("HEAD", path, tus),
        request("POST", "/v1/candidate/uploads", {**tus, "Upload-Length": "500", "Upload-Metadata": metadata}),
        request("POST", "/v1/candidate/uploads", {**tus, "Upload-Defer-Length": "1", "Upload-Metadata": metadata,
                                                  "Content-Type": "application/offset+octet-stream"}, b"z" * 30),
        request("DELETE", "/v1/candidate/uploads/none", tus),
    ]


def fuzz(port, samples, seed, count):
    """Throws that many, sixteen at a time."""
    found, lock = [], threading.Lock()

    def some(number):
        own, dice = Found(), random.Random(f"{seed}/{number}")
        for turn in range(count // 16):
            throw(port, *spoil(dice, samples[turn % len(samples)], samples), own)
        with lock:
            found.append(own)
    threads = [threading.Thread(target=some, args=(number,), daemon=True) for number in range(16)]
    for thread in threads:
        thread.start()
    return threads, found
