"""Report, recorded live: from the last byte of a last answer of two minutes to the report.

The last answer of an interview arrives as a browser sends it, once a second, for as long as it is spoken; the clock runs from the
moment its last byte has been recorded until the report can be read over HTTP, one interview at a time.
"""
import asyncio
import base64
import hashlib
import json
import subprocess
import sys
import time
import urllib.parse
import uuid

import measure
import places
from recording_at_once import Line
from report_latency import Timed

sys.path.insert(0, str(places.CHECKOUT / "Tools/demo"))
from outside import Outside, wait  # noqa: E402

ORDER = 11
INTERVIEWS = 4
SECONDS = 120
RECORDINGS = places.CHECKOUT / "Tools/demo/recordings"
# Enough words of each language for two minutes; what is said once more is said faster, so that no window is heard twice.
SPOKEN = {
    "en": [("carter-incident", 1), ("carter-teamwork", 1), ("brooks-incident", 1), ("brooks-teamwork", 1), ("carter-incident", 1.07),
           ("carter-teamwork", 1.07), ("brooks-incident", 1.06), ("carter-teamwork", 1.03), ("brooks-teamwork", 1.09)],
    "zh": [("chen-performance", 1), ("chen-teamwork", 1), ("chen-performance", 1.06), ("chen-teamwork", 1.06), ("chen-performance", 1.03)],
}
SETTINGS = {
    "Colloquy": f"the seven services in release with default settings on one machine, {INTERVIEWS} interviews one after the other, Chinese "
                f"and English in turns; a first answer of some 20 s sent at once, then one of {SECONDS} s as WebM with VP8 and Opus, a "
                "second's bytes in one PATCH; each interview cut at another second, so that what is left of the last window of speech differs",
    "after": "the same recordings handed over at once when they have ended: nothing could be heard before",
}


def spoken(language, seconds):
    """A recording of so many seconds, and its bytes by second."""
    file = places.KEPT / f"live-{language}-{seconds}.webm"
    if not file.exists():
        inputs, chains = [], []
        for number, (name, tempo) in enumerate(SPOKEN[language]):
            inputs += ["-i", str(RECORDINGS / f"{name}.webm")]
            chains.append(f"[{number}:a]atempo={tempo}[a{number}];[{number}:v]setpts=PTS/{tempo},fps=5[v{number}]")
        joined = "".join(f"[v{number}][a{number}]" for number in range(len(chains)))
        graph = ";".join(chains) + f";{joined}concat=n={len(chains)}:v=1:a=1[v][a]"
        part = file.with_suffix(".part")
        subprocess.run(
            ["ffmpeg", "-nostdin", "-loglevel", "error", "-y", *inputs, "-filter_complex", graph, "-map", "[v]", "-map", "[a]", "-t",
             str(seconds), "-c:v", "libvpx", "-deadline", "realtime", "-b:v", "300k", "-g", "25", "-c:a", "libopus", "-b:a", "32k", "-f",
             "webm", "-live", "1", "-cluster_time_limit", "1000", str(part)], check=True)
        part.rename(file)
    told = subprocess.run(
        ["ffprobe", "-v", "error", "-show_entries", "packet=pts_time,pos", "-of", "json", str(file)], capture_output=True, check=True)
    content, ends = file.read_bytes(), {}
    for packet in json.loads(told.stdout)["packets"]:
        second = int(float(packet["pts_time"]))
        ends[second] = min(ends.get(second, 1 << 60), int(packet["pos"]))
    # A second's bytes are there when the next one begins; the first packet of that may share a cluster with it.
    return content, [ends[second] for second in sorted(ends) if second > 0] + [len(content)]


async def send_live(host, session, question, content, ends, isPaced):
    """Sends it as it is recorded; the moment at which its last byte had been recorded."""
    line = Line(host, {**session, "Tus-Resumable": "1.0.0"})
    await line.open()
    words = {"questionID": question, "filetype": "video/webm", "take": "1", "part": "1"}
    metadata = ",".join(f"{name} {base64.b64encode(text.encode()).decode()}" for name, text in words.items())
    headers = await line.ask("POST", "/v1/candidate/uploads", {
        "Upload-Defer-Length": "1", "Upload-Metadata": metadata, "Idempotency-Key": str(uuid.uuid4())})
    path = urllib.parse.urlsplit(headers["location"]).path
    begin, offset, recorded = time.monotonic(), 0, time.monotonic()
    for second, end in enumerate(ends, start=1):
        if isPaced:
            await asyncio.sleep(max(0, begin + second - time.monotonic()))
        recorded = time.monotonic()
        part = content[offset:end]
        if not part:
            continue
        headers = await line.ask("PATCH", path, {
            "Content-Type": "application/offset+octet-stream", "Upload-Offset": str(offset),
            "Upload-Checksum": "sha256 " + base64.b64encode(hashlib.sha256(part).digest()).decode(),
            **({"Upload-Length": str(end)} if end == len(content) else {})}, part)
        offset = int(headers["upload-offset"])
    line.close()
    return recorded


class Live(Timed):
    def until_report(self, candidate, number, isPaced):
        self.run = f"live-{number}-{'paced' if isPaced else 'after'}"
        application_id = f"demo-{candidate['key']}-{self.run}"
        self.apply(candidate, application_id)
        session = self.outside.enter(self.outside.link(application_id, 0))
        self.outside.submit("/v1/candidate/consents", {"purposes": ["recording", "ai-assessment"]}, headers=session)
        self.outside.submit("/v1/candidate/start", {}, headers=session)
        questions = self.outside.call("GET", "/v1/candidate/session", headers=session)["questions"]
        for question in questions[:-1]:
            name = question["questionID"]
            self.outside.upload(session, name, (places.CHECKOUT / "Tools/demo" / candidate["answers"][name]).read_bytes())
        last = questions[-1]["questionID"]
        self.outside.submit(f"/v1/candidate/questions/{last}/opening", {}, headers=session)
        self.outside.submit(f"/v1/candidate/questions/{last}/takes", {}, headers=session)
        content, ends = spoken(candidate["language"], SECONDS - 2 * (number % 6))
        recorded = asyncio.run(send_live(self.outside.host, session, last, content, ends, isPaced))
        self.outside.submit(f"/v1/candidate/questions/{last}/takes/1/end", {}, headers=session)
        wait(lambda: len(self.outside.call("GET", "/v1/candidate/session", headers=session)["answers"]) >= len(questions),
             "all answers to be taken in", 60, 0.02)
        self.outside.submit("/v1/candidate/submit", {}, headers=session)
        path = f"/v1/applications/{application_id}/report.pdf"
        wait(lambda: self.outside.request("GET", path, role="hr", expect=(200, 404))[0] == 200,
             f"the report of {application_id}", 180, 0.05)
        return time.monotonic() - recorded


def rows():
    script = json.loads((places.CHECKOUT / "Tools/demo/story.json").read_text())
    for job in script["jobs"]:
        for question in job["job"]["interview"]["questions"]:
            question["answerSecondsMax"] = 180
    found = {True: [], False: []}
    with places.house("bench-live") as path:
        story = Live(Outside.of(path), places.KEPT, None)
        story.open_jobs(script["jobs"])
        for number in range(INTERVIEWS):
            for isPaced in (True, False):
                took = story.until_report(script["candidates"][number % 2], number, isPaced)
                found[isPaced].append(took)
                measure.say(f"  interview {number}, {'live' if isPaced else 'after'}: {took:.2f} s")
    late = lambda values: measure.percentile(values, 0.95)  # noqa: E731
    return [
        measure.row("report.live.p50", "s", found[True]),
        measure.row("report.live.p95", "s", found[True], statistic=late),
        measure.row("report.live.p50", "s", found[False], "after"),
        measure.row("report.live.p95", "s", found[False], "after", statistic=late),
    ]
