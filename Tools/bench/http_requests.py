"""HTTP: requests per second and their latency.

The gateway answers from PostgreSQL, opens names in the vault, checks the API key and writes its metrics; the bare program
answers a body of the same size from memory and knows nothing. Their distance is what those duties cost.
"""
import json
import pathlib
import re
import shutil
import subprocess
import sys
import uuid

import measure
import places

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "demo"))
from outside import Outside, wait  # noqa: E402

ORDER = 30
APPLICATIONS = 300
PAGE = 20
CONNECTIONS = 16
SECONDS = 5
PAIRS = 5
SETTINGS = {
    "load": f"wrk, 1 thread, {CONNECTIONS} connections kept open, {SECONDS} s a run, {PAIRS} alternating pairs, on the "
            "same two processors",
    "Colloquy": f"gateway in release, {APPLICATIONS} applications in PostgreSQL, API key of role hr, list of {PAGE} "
                "applications with their names out of the vault, detail of one application",
    "bare": "libmicrohttpd with epoll and one thread, as the gateway has it, and a fixed body of the same size",
}


def rows():
    if shutil.which("wrk") is None:
        measure.absent("wrk is absent")
        return []
    program = places.compiled("fixed_answer", "-lmicrohttpd")
    result = []
    with places.house("bench-http") as path:
        outside = Outside.of(path)
        one = _fill(outside)
        key = f"Authorization: Bearer {outside.card['apiKeys']['hr']}"
        for name, target in (("list", f"/v1/applications?limit={PAGE}"), ("detail", f"/v1/applications/{one}")):
            _, _, body = outside.request("GET", target, role="hr")
            measure.say(f"  {name}: {len(body)} bytes")
            result += _beside(name, outside.card["publicURL"] + target, key, program, len(body))
    return result


def _beside(name, url, key, program, size):
    _wrk(url, key, 2)
    if program is None:
        ours = [_wrk(url, key) for _ in range(PAIRS)]
        return _own(name, ours)
    bare = subprocess.Popen([program, str(size), "1"], stdout=subprocess.PIPE, text=True)
    try:
        other = f"http://127.0.0.1:{int(bare.stdout.readline())}/"
        ours, theirs = [], []
        for number in range(PAIRS):
            for side in ((0, 1) if number % 2 == 0 else (1, 0)):
                (theirs if side else ours).append(_wrk(other, key) if side else _wrk(url, key))
    finally:
        bare.terminate()
        bare.wait()
    per_second = [mine["rate"] / peer["rate"] for mine, peer in zip(ours, theirs)]
    latency = [peer["p99"] / mine["p99"] for mine, peer in zip(ours, theirs)]
    return _own(name, ours) + [
        measure.row(f"http.{name}.rate", "requests/s", [one["rate"] for one in theirs], "bare",
                    measure.median_interval(per_second)[0]),
        measure.row(f"http.{name}.p99", "ms", [one["p99"] for one in theirs], "bare",
                    measure.median_interval(latency)[0]),
    ]


def _own(name, ours):
    return [measure.row(f"http.{name}.rate", "requests/s", [one["rate"] for one in ours]),
            measure.row(f"http.{name}.p99", "ms", [one["p99"] for one in ours])]


def _wrk(url, key, seconds=SECONDS, script=None):
    """Requests per second and the 99th percentile of their latency in milliseconds; any error stops the module."""
    scripted = ["-s", script] if script else []
    done = subprocess.run(["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}", "--latency", *scripted, "-H", key, url],
                          capture_output=True, text=True, timeout=seconds + 30)
    told = done.stdout
    if done.returncode != 0 or "Non-2xx" in told or "Socket errors" in told:
        raise places.Stopped(f"wrk: {told[-600:]}{done.stderr[-300:]}")
    late = re.search(r"99%\s+([\d.]+)(us|ms|s)", told)
    return {"rate": float(re.search(r"Requests/sec:\s*([\d.]+)", told)[1]),
            "p99": float(late[1]) * {"us": 0.001, "ms": 1, "s": 1000}[late[2]]}


def _fill(outside):
    """Applications as an ATS sends them, until all can be looked up; returns one that has come to its interview."""
    script = json.loads((pathlib.Path(__file__).resolve().parents[1] / "demo/story.json").read_text())
    job = json.loads(json.dumps(script["jobs"][-1]).replace("START_DATE", "2030-01-01"))
    outside.publish("ats.jobs.v1", job["jobID"], "job-opened", job)
    run = uuid.uuid4().hex[:6]
    ids = [f"bench-{run}-{number:04}" for number in range(APPLICATIONS)]
    for application_id in ids:
        outside.publish("ats.applications.v1", application_id, "application-received", {
            "applicationID": application_id, "jobID": job["jobID"],
            "candidate": {"name": f"Bench {application_id}", "email": f"{application_id}@mail.example",
                          "language": "en"},
            "resume": {"text": "Customer support engineer since 2019. SQL, PostgreSQL, Linux. Bachelor of Science."},
        })
    wait(lambda: all((outside.application(one) or {}).get("stage") == "interview" for one in ids[-20:]),
         "the applications to be invited", 180, 1)
    return ids[APPLICATIONS // 2]
