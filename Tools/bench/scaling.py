#!/usr/bin/env python3
"""Scoring sideways: more processes beside each other.

An activity of a fixed length through the public kernel, by 1, 2 and 4 processes; then real recordings by the scoring
service itself, by 1 and 2. Efficiency is throughput(n) / (n · throughput(1)).
"""
import base64
import contextlib
import json
import os
import pathlib
import re
import socket
import subprocess
import sys
import time
import urllib.request
import uuid

import measure
import places

sys.path.insert(0, str(places.CHECKOUT / "Tools" / "demo"))
from outside import Outside, wait  # noqa: E402

ORDER = 60
ACTIVITIES, MILLISECONDS, ROUNDS = 200, 200, 3
INTERVIEWS = 4
SETTINGS = {
    "efficiency": "throughput of n processes / (n · throughput of one in the same round)",
    "fixed activity": f"{ACTIVITIES} activities that wait {MILLISECONDS} ms each, ACTIVITY_CONCURRENCY_MAX=1, one key "
                      "each, from the first record sent to the end of the last activity",
    "recordings": f"{INTERVIEWS} interviews of the demo, recorded before the workers start, RECOGNIZER_COUNT=1 and "
                  "ACTIVITY_CONCURRENCY_MAX=1, from the last worker's readiness to the last answer heard",
}


@contextlib.contextmanager
def workers(count, program, variables):
    """So many processes of a program, ready; yields their health ports."""
    ports = free_ports(count)
    children = []
    try:
        for port in ports:
            log = (places.KEPT / f"{program}-{port}.log").open("w")
            children.append(subprocess.Popen(
                [str(places.RELEASE / program)], cwd=places.CHECKOUT, stdout=log, stderr=subprocess.STDOUT,
                env={**variables, "HEALTH_HOST": "127.0.0.1", "HEALTH_PORT": str(port)}))
        for child, port in zip(children, ports):
            wait(lambda: ready(port) or child.poll() is not None, f"{program} to be ready", 120, 0.02)
            if child.poll() is not None:
                raise places.Stopped(f"{program} ended while starting: see {log.name}")
        yield ports
    finally:
        for child in children:
            child.terminate()
        for child in children:
            child.wait(40)


def free_ports(count):
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


def ready(port):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=2) as answer:
            return answer.status == 200
    except OSError:
        return False


def done(ports):
    """How many activities these processes have ended well."""
    total = 0
    for port in ports:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=5) as answer:
            for line in answer.read().decode().splitlines():
                if line.startswith("colloquy_activity_attempts_total{") and 'outcome="done"' in line:
                    total += float(line.split()[-1])
    return int(total)


# An activity of a fixed length.

def fixed(place, count):
    """Activities per second of so many processes."""
    variables = {
        "PATH": os.environ["PATH"], "KAFKA_BOOTSTRAP_SERVERS": place["KAFKA_BOOTSTRAP_SERVERS"],
        "POSTGRES_URL": place["POSTGRES_ADMIN_URL"], "VAULT_KEK": "1:" + base64.b64encode(bytes(32)).decode(),
        "ACTIVITY_CONCURRENCY_MAX": "1", "BENCH_ACTIVITY_MILLISECONDS": str(MILLISECONDS), "LOG_LEVEL": "warning",
    }
    with workers(count, "activity-bench", variables) as ports:
        start = time.monotonic()
        subprocess.run(
            [str(places.CHECKOUT / ".colloquy" / "venv-test" / "bin" / "python"),
             str(pathlib.Path(__file__).with_name("send_surveys.py")), place["KAFKA_BOOTSTRAP_SERVERS"],
             f"bench{uuid.uuid4().hex[:8]}", str(ACTIVITIES)], check=True, timeout=120)
        wait(lambda: done(ports) >= ACTIVITIES, "all activities", 120, 0.05)
        seconds = time.monotonic() - start
        if done(ports) != ACTIVITIES:
            raise places.Stopped(f"{done(ports)} activities instead of {ACTIVITIES}")
    measure.say(f"{count} processes: {ACTIVITIES / seconds:.2f} activities/s")
    return ACTIVITIES / seconds


def fixed_rows():
    speeds = {1: [], 2: [], 4: []}
    with places.database_and_broker("scaling") as place:
        subprocess.run([str(places.RELEASE / "colloquy"), "topics"], check=True, stdout=subprocess.DEVNULL,
                       env={**os.environ, **place})
        for _ in range(ROUNDS):
            for count in speeds:
                speeds[count].append(fixed(place, count))
    return rows_of("scaling.activity", "activities/s", speeds)


def rows_of(name, unit, speeds):
    found = [measure.row(f"{name}.{count}", unit, values) for count, values in speeds.items()]
    for count, values in speeds.items():
        if count > 1:
            shares = [value / (count * alone) for value, alone in zip(values, speeds[1])]
            found.append(measure.row(f"{name}.efficiency.{count}", "share", shares))
    return found


# Real recordings.

def recorded(outside, script):
    """One interview up to the end of its uploads, while nobody scores; returns the number of answers."""
    candidate = script["candidates"][0]
    application_id = f"scaling-{uuid.uuid4().hex[:8]}"
    resume = (places.CHECKOUT / "Tools" / "demo" / candidate["resume"]).read_bytes()
    outside.publish("ats.applications.v1", application_id, "application-received", {
        "applicationID": application_id, "jobID": candidate["jobID"],
        "candidate": {field: candidate[field] for field in ("name", "email", "phone", "language")},
        "resume": {"attachment": {"fileName": "resume.pdf", "mediaType": "application/pdf",
                                  "base64": base64.b64encode(resume).decode()}}})
    session = outside.enter(outside.link(application_id, 0, 90))
    plan = outside.call("GET", "/v1/candidate/session", headers=session)
    outside.submit("/v1/candidate/consents", {"purposes": ["recording", "ai-assessment"]}, headers=session)
    outside.submit("/v1/candidate/start", {}, headers=session)
    for question in plan["questions"]:
        file = places.CHECKOUT / "Tools" / "demo" / candidate["answers"][question["questionID"]]
        outside.upload(session, question["questionID"], file.read_bytes())
    wait(lambda: len(outside.call("GET", "/v1/candidate/session", headers=session)["answers"])
         >= len(plan["questions"]), "all answers to be taken in", 60)
    return len(plan["questions"])


def heard(count):
    """Answers per minute of so many scoring workers."""
    script = json.loads((places.CHECKOUT / "Tools" / "demo" / "story.json").read_text())
    with places.house("scaling", only=("screening", "workflow", "gateway", "notification")) as card:
        outside = Outside.of(card)
        for job in json.loads(json.dumps(script["jobs"]).replace("START_DATE", "2030-01-01")):
            outside.publish("ats.jobs.v1", job["jobID"], "job-opened", job)
        answers = sum(recorded(outside, script) for _ in range(INTERVIEWS))
        variables = environment_like(places.environment(card)["processes"]["screening"], card.parent)
        with workers(count, "scoring", variables) as ports:
            before, start = done(ports), time.monotonic()
            wait(lambda: done(ports) >= answers, "all answers to be heard", 300, 0.05)
            seconds = time.monotonic() - start
    measure.say(f"{count} workers: {answers} answers in {seconds:.1f} s ({before} before the last was ready)")
    return (answers - before) / seconds * 60


def environment_like(pid, root):
    """What the scoring service is told: what another service was told, with scoring's own role and models."""
    pairs = (pair.partition("=") for pair in pathlib.Path(f"/proc/{pid}/environ").read_text().split("\0") if pair)
    variables = {name: value for name, _, value in pairs}
    password = json.loads((root / "secrets.json").read_text())["passwords"]["scoring"]
    variables["POSTGRES_URL"] = re.sub(r"//screening:[^@]*@", f"//scoring:{password}@", variables["POSTGRES_URL"])
    return {**variables, "MODELS_DIRECTORY": str(places.CHECKOUT / ".colloquy" / "models"), "RECOGNIZER_COUNT": "1",
            "ACTIVITY_CONCURRENCY_MAX": "1"}


def heard_rows():
    speeds = {1: [], 2: []}
    for count in (1, 2, 2, 1):
        speeds[count].append(heard(count))
    return rows_of("scaling.recordings", "answers/min", speeds)


def rows():
    return fixed_rows() + heard_rows()


if __name__ == "__main__":
    for one in rows():
        print(json.dumps(one))
