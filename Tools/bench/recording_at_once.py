"""Recording at once: two hundred candidates, each sending what a browser records.

Each of them has begun an answer and sends by tus, once a second, what was recorded in that second, as the page does. An
upload is behind by the age of the oldest byte that the gateway has not acknowledged.
"""
import asyncio
import base64
import concurrent.futures
import hashlib
import json
import os
import pathlib
import re
import sys
import threading
import time
import urllib.parse
import uuid

import measure
import places
import processes

sys.path.insert(0, str(places.CHECKOUT / "Tools/demo"))
from outside import Outside, wait  # noqa: E402
from upload import Silent  # noqa: E402

ORDER = 42
CANDIDATES = 200
SECONDS = 60
SECOND_BYTES = 125_000
PATCH_BYTES_MAX = 512 * 1024
SERVICES = ("screening", "workflow", "gateway", "notification")
SETTINGS = {
    "load": f"{CANDIDATES} candidates for {SECONDS} s, 1 Mbit/s each, one connection each, begun over one second; each second's bytes "
            "in one PATCH with its SHA-256; simulated by one process in Python on the same two processors",
    "Colloquy": "services in release with default settings, scoring stopped; what is acknowledged lies encrypted and synced in a "
                "directory and is counted in PostgreSQL, which syncs as well",
    "behind": "of every second of every candidate, from its last byte until its acknowledgement",
    "memory": "the gateway's resident memory: the most while they sent, less what it was before they began, by upload",
    "cpu": "user and system time of the gateway and of PostgreSQL while they sent, in processors",
}


def rows():
    with places.house("bench-recording", only=SERVICES) as path:
        outside = Outside.of(path)
        seats = seated(outside)
        gateway = outside.card["processes"]["gateway"]
        postgres = int((pathlib.Path(path).parent / "postgres/data/postmaster.pid").read_text().split()[0])
        gauge = Gauge(gateway)
        used = {name: processes.cpu_seconds(pid) for name, pid in (("gateway", gateway), ("postgres", postgres))}
        begin = time.monotonic()
        behind = asyncio.run(all_send(outside, seats))
        took = time.monotonic() - begin
        share = {name: (processes.cpu_seconds(pid) - used[name]) / took
                 for name, pid in (("gateway", gateway), ("postgres", postgres))}
        memory = gauge.end()
    worst = lambda at: lambda values: measure.percentile(values, at)  # noqa: E731
    return [
        measure.row("recording.behind.p50", "s", behind),
        measure.row("recording.behind.p99", "s", behind, statistic=worst(0.99)),
        measure.row("recording.behind.most", "s", [max(behind)]),
        measure.row("recording.memory", "MiB/upload", [memory / CANDIDATES]),
        measure.row("recording.cpu gateway", "processors", [share["gateway"]]),
        measure.row("recording.cpu postgres", "processors", [share["postgres"]]),
    ]


class Gauge:
    """The most resident memory of a process beyond what it had at first, MiB."""

    def __init__(self, pid):
        self.pid, self.first, self.most, self.over = pid, processes.memory_mebibytes(pid)[0], 0, threading.Event()
        self.thread = threading.Thread(target=self._look, daemon=True)
        self.thread.start()

    def _look(self):
        while not self.over.wait(0.2):
            self.most = max(self.most, processes.memory_mebibytes(self.pid)[0])

    def end(self):
        self.over.set()
        self.thread.join()
        return self.most - self.first


# Everybody comes as far as the first second of an answer.

def seated(outside):
    """(headers of the session, question) of every candidate, each with a take that runs."""
    script = json.loads((places.CHECKOUT / "Tools/demo/story.json").read_text())
    job = script["jobs"][0]
    for question in job["job"]["interview"]["questions"]:
        question["answerSecondsMax"] = 600
    outside.publish("ats.jobs.v1", job["jobID"], "job-opened", json.loads(json.dumps(job).replace("START_DATE", "2030-01-01")))
    story = Silent(outside, places.KEPT, None)
    names = [f"bench-{uuid.uuid4().hex[:8]}" for _ in range(CANDIDATES)]
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda name: story.apply(script["candidates"][0], name), names))
        links = wait(lambda: found_links(outside, names), "every invitation", 120, 1)
        measure.say(f"  {len(links)} candidates are invited")
        return list(pool.map(lambda name: seat(outside, name, links[name]), names))


def found_links(outside, names):
    pattern = re.compile(r"/i#(bench-[0-9a-f]{8})\.([A-Za-z0-9_-]{16,})")
    links = {found[1]: found[2] for mail in outside.mails() if (found := pattern.search(mail["text"]))}
    return links if links.keys() >= set(names) else None


def seat(outside, name, token):
    session = outside.enter({"applicationID": name, "token": token})
    outside.submit("/v1/candidate/consents", {"purposes": ["recording", "ai-assessment"]}, headers=session)
    outside.submit("/v1/candidate/start", {}, headers=session)
    question = outside.call("GET", "/v1/candidate/session", headers=session)["questions"][0]["questionID"]
    outside.submit(f"/v1/candidate/questions/{question}/opening", {}, headers=session)
    outside.submit(f"/v1/candidate/questions/{question}/takes", {}, headers=session)
    return session, question


# They record.

async def all_send(outside, seats):
    begin = time.monotonic() + 1
    head = (places.CHECKOUT / "Tools/demo/recordings/chen-teamwork.webm").read_bytes()[:SECOND_BYTES]
    content = head + os.urandom(SECOND_BYTES * SECONDS - len(head))
    digests = {}
    sent = await asyncio.gather(*(
        record(outside.host, session, question, content, digests, begin + number / len(seats))
        for number, (session, question) in enumerate(seats)))
    return [seconds for one in sent for seconds in one]


async def record(host, session, question, content, digests, begin):
    """How far behind each second of one answer was, in seconds."""
    line = Line(host, {**session, "Tus-Resumable": "1.0.0"})
    await line.open()
    await asyncio.sleep(begin - time.monotonic())
    words = {"questionID": question, "filetype": "video/webm", "take": "1", "part": "1"}
    metadata = ",".join(f"{name} {base64.b64encode(text.encode()).decode()}" for name, text in words.items())
    headers = await line.ask("POST", "/v1/candidate/uploads", {
        "Upload-Defer-Length": "1", "Upload-Metadata": metadata, "Idempotency-Key": str(uuid.uuid4())})
    path = urllib.parse.urlsplit(headers["location"]).path
    behind, offset = [], 0
    while offset < len(content):
        now = time.monotonic() - begin
        recorded = min(int(now), SECONDS) * SECOND_BYTES
        if recorded == offset:
            await asyncio.sleep(int(now) + 1 - now)
            continue
        part = content[offset:min(recorded, offset + PATCH_BYTES_MAX)]
        place = (offset, len(part))
        if place not in digests:
            digests[place] = base64.b64encode(hashlib.sha256(part).digest()).decode()
        headers = await line.ask("PATCH", path, {
            "Content-Type": "application/offset+octet-stream", "Upload-Offset": str(offset),
            "Upload-Checksum": f"sha256 {digests[place]}"}, part)
        arrived = int(headers["upload-offset"])
        now = time.monotonic() - begin
        behind += [now - second for second in range(offset // SECOND_BYTES + 1, arrived // SECOND_BYTES + 1)]
        offset = arrived
    await line.ask("DELETE", path, {})
    line.close()
    return behind


class Line:
    """One connection over which one request follows the other."""

    def __init__(self, host, headers):
        self.host, self.headers = host, headers

    async def open(self):
        address, _, port = self.host.partition(":")
        self.reader, self.writer = await asyncio.open_connection(address, int(port))

    async def ask(self, method, path, headers, body=b""):
        fields = {**self.headers, **headers, "Host": self.host, "Content-Length": str(len(body))}
        head = f"{method} {path} HTTP/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in fields.items())
        self.writer.write(head.encode() + b"\r\n" + body)
        await self.writer.drain()
        answer = (await self.reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        told = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in answer[1:] if line)}
        content = await self.reader.readexactly(int(told.get("content-length", 0)))
        if answer[0].split()[1][0] != "2":
            raise places.Stopped(f"{method} {path}: {answer[0]} {content[:300].decode(errors='replace')}")
        return told

    def close(self):
        self.writer.close()
