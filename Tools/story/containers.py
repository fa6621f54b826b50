#!/usr/bin/env python3
"""The hiring story against containers, from a clean clone: built, started with three scoring workers, played from outside
while a scoring worker is killed and Kafka and PostgreSQL are restarted; then everything is counted.

containers.py [--keep]     leaves the containers up; --here takes this checkout instead of a clean clone of it
"""
import argparse
import concurrent.futures
import json
import pathlib
import shutil
import subprocess
import sys
import threading
import time
import uuid

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "demo"))
sys.path.insert(0, str(HERE))
from compose import Compose, Failed, NoEngine, free_ports, require_engine  # noqa: E402
from counting import count  # noqa: E402
from faulty import PatientOutside  # noqa: E402
from outside import Unexpected, wait  # noqa: E402
from play import Story  # noqa: E402

CHECKOUT = HERE.parent.parent
FOLDER = CHECKOUT / ".colloquy" / "story"
PROJECT = "colloquy-story"
WORKERS = 3
CROWD = 60
ROLES = ("ats", "hr", "approver", "admin")


class Trial:
    """The story, its crowd and its faults."""

    def __init__(self, compose, outside, folder):
        self.compose, self.outside = compose, outside
        self.story = Told(outside, folder, self)
        self.script = json.loads((HERE.parent / "demo" / "story.json").read_text())
        self.handed_in, self.reported = threading.Event(), threading.Event()
        self.faults = []
        self.memory = {}
        self.over = threading.Event()

    def say(self, sentence):
        self.story.tell("faults", sentence)

    def play(self):
        self.story.open_jobs(self.script["jobs"])
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            watching = pool.submit(self.watch_memory)
            breaking = pool.submit(self.break_things)
            crowd = pool.submit(self.send_crowd)
            plays = [pool.submit(self.story.play, candidate) for candidate in self.script["candidates"]]
            try:
                rows = [one.result() for one in plays]
                crowd_ids = crowd.result()
                breaking.result()
            finally:
                # Whoever still waits for a sign of the story gets it, so that a failure ends the run.
                for event in (self.handed_in, self.reported, self.over):
                    event.set()
            watching.result()
        return rows, crowd_ids

    def break_things(self):
        self.handed_in.wait()
        worker = wait(lambda: next((one for one in self.compose.containers("scoring")
                                    if self.compose.metric(one, "colloquy_activities_running") > 0), None),
                      "a scoring worker to be at work", 60)
        self.compose.docker("kill", worker)
        self.note("kill", f"one of {WORKERS} scoring workers is killed in mid-answer")
        self.restart("kafka")
        self.reported.wait()
        self.restart("postgres")
        self.compose.docker("start", worker)
        self.note("start", "the killed worker is started again")

    def restart(self, service):
        start = time.monotonic()
        self.compose.run("restart", service)
        wait(lambda: self.health(service) == "healthy", f"{service} to be back", 120, 0.5)
        self.note(f"restart {service}", f"{service} restarted, healthy after {time.monotonic() - start:.1f} s")

    def health(self, service):
        return self.compose.docker("inspect", "-f", "{{.State.Health.Status}}", *self.compose.containers(service)).strip()

    def note(self, fault, sentence):
        self.faults.append(fault)
        self.say(sentence)

    def send_crowd(self):
        """Applications in a stream over the whole time of the faults; when all are invited, all are withdrawn."""
        run = uuid.uuid4().hex[:8]
        ids = [f"crowd-{run}-{number:03}" for number in range(CROWD)]
        for application_id in ids:
            self.outside.publish("ats.applications.v1", application_id, "application-received", {
                "applicationID": application_id, "jobID": "demo-support-engineer",
                "candidate": {"name": f"Crowd {application_id}", "email": f"{application_id}@mail.example",
                              "language": "en"},
                "resume": {"text": "Customer support engineer since 2019. SQL, PostgreSQL, Linux. Bachelor of Science."},
            })
            time.sleep(0.2)
        self.story.tell("ATS", f"{CROWD} more applications were sent meanwhile")
        wait(lambda: len({mail["to"] for mail in self.outside.mails() if f"crowd-{run}-" in mail["to"]}) >= CROWD,
             "an invitation to everyone", 180, 1)
        self.story.tell("notification", f"all {CROWD} of them are invited")
        for application_id in ids:
            self.outside.publish("ats.applications.v1", application_id, "application-withdrawn",
                                 {"applicationID": application_id})
        self.story.tell("ATS", f"all {CROWD} of them are withdrawn")
        return ids

    def watch_memory(self):
        while not self.over.wait(5):
            for name, mebibytes in self.compose.memory_mebibytes().items():
                self.memory[name] = max(self.memory.get(name, 0), mebibytes)


class Told(Story):
    """Gives the signs by which faults are timed."""

    def __init__(self, outside, folder, trial):
        super().__init__(outside, folder, None)
        self.trial = trial

    def tell(self, who, sentence):
        super().tell(who, sentence)
        if sentence == "hands the interview in":
            self.trial.handed_in.set()
        if sentence.startswith("report after"):
            self.trial.reported.set()

    def wait_for(self, application_id, done, what, seconds):
        # A worker's lease ends after 30 s, a broker needs up to 15 s to come back: everything may take that longer.
        return super().wait_for(application_id, done, what, seconds + 120)


def say(sentence):
    print(f"story    {sentence}", flush=True)


def clean_clone(here):
    if here:
        return CHECKOUT
    clone = FOLDER / "clone"
    shutil.rmtree(clone, ignore_errors=True)
    subprocess.run(["git", "clone", "-q", "--no-local", str(CHECKOUT), str(clone)], check=True)
    say(f"a clean clone of {subprocess.check_output(['git', '-C', clone, 'log', '-1', '--format=%h %s'], text=True).strip()}")
    return clone


def start(compose):
    """Builds and starts everything; returns what it took."""
    times = {}
    begin = time.monotonic()
    say("docker compose build (the first time: the engines and all programs, ten to twenty minutes)")
    compose.run("build", log=FOLDER / "build.log", seconds=5400)
    times["build"] = round(time.monotonic() - begin, 1)
    say(f"built after {times['build']} s")
    begin = time.monotonic()
    compose.run("up", "-d", "--wait", "--scale", f"scoring={WORKERS}", log=FOLDER / "up.log", seconds=600)
    times["up"] = round(time.monotonic() - begin, 1)
    say(f"docker compose up -d --wait --scale scoring={WORKERS}: everything is ready after {times['up']} s")
    return times


def card(compose, ports):
    return {
        "broker": "Apache Kafka in a container", "bootstrapServers": f"127.0.0.1:{ports[1]}",
        "publicURL": f"http://127.0.0.1:{ports[0]}", "mailpit": f"http://127.0.0.1:{ports[2]}",
        "apiKeys": {role: compose.secret(f"api-key-{role}") for role in ROLES},
    }


def measure(compose):
    ready = compose.seconds_to_ready()
    time.sleep(5)
    return {"ready": ready, "idle": compose.memory_mebibytes(), "images": compose.image_megabytes()}


def tell_costs(costs, loaded):
    short = lambda name: name.removeprefix(f"{PROJECT}-")  # noqa: E731
    print(f"\n  {'container':18} {'ready after':>11} {'memory idle':>12} {'in the story':>12}")
    for name in sorted(costs["idle"]):
        ready = f"{costs['ready'][name]} s" if name in costs["ready"] else ""
        print(f"  {short(name):18} {ready:>11} {costs['idle'][name]:>8.0f} MiB {loaded.get(name, 0):>8.0f} MiB")
    print(f"\n  {'image':34} {'size':>8}")
    for name, megabytes in costs["images"].items():
        print(f"  {name:34} {megabytes:>5} MB")


def run(compose, ports):
    times = start(compose)
    costs = measure(compose)
    outside = PatientOutside(card(compose, ports))
    documents = FOLDER / "documents"
    documents.mkdir(exist_ok=True)
    trial = Trial(compose, outside, documents)
    rows, crowd = trial.play()
    say("counting facts, mails, dead letters and what waits")
    counted, flaws = count(compose, outside, rows, trial.script["candidates"], crowd)
    flaws += [f"{row['candidate']} came to '{row['end']}', not to '{row['expected']}'"
              for row in rows if row["end"] != row["expected"]]
    tell_costs(costs, trial.memory)
    print()
    for name, number in counted.items():
        print(f"  {name:44} {number}")
    result = {"seconds": times, "applications": rows, "faults": trial.faults, "requestsAgain": outside.again,
              "counted": counted, "flaws": flaws, "readySeconds": costs["ready"], "memoryIdleMiB": costs["idle"],
              "memoryStoryMiB": trial.memory, "imageMB": costs["images"], "steps": trial.story.steps}
    (FOLDER / "result.json").write_text(json.dumps(result, ensure_ascii=False, indent=2) + "\n")
    print(f"\n  as JSON            {FOLDER / 'result.json'}\n")
    return flaws


def main():
    words = argparse.ArgumentParser()
    words.add_argument("--keep", action="store_true")
    words.add_argument("--here", action="store_true")
    chosen = words.parse_args()
    require_engine()
    missing = [program for program in ("git", "kcat", "pdfsig") if not shutil.which(program)]
    if missing:
        raise NoEngine(f"the story needs {', '.join(missing)} on this machine: `make setup` installs them")
    FOLDER.mkdir(parents=True, exist_ok=True)
    ports = free_ports(3)
    compose = Compose(clean_clone(chosen.here), PROJECT, {
        "GATEWAY_PORT": str(ports[0]), "KAFKA_PORT": str(ports[1]), "MAILPIT_PORT": str(ports[2]),
        "PUBLIC_URL": f"http://127.0.0.1:{ports[0]}", "GATEWAY_ADDRESS": "127.0.0.1"})
    compose.run("down", "-v", "--remove-orphans")
    try:
        flaws = run(compose, ports)
    except BaseException:
        compose.run("logs", "--no-color", log=FOLDER / "containers.log", check=False)
        say(f"the containers' logs are in {FOLDER / 'containers.log'}")
        raise
    finally:
        if chosen.keep:
            say(f"the containers stay: gateway http://127.0.0.1:{ports[0]}, mails http://127.0.0.1:{ports[2]}; "
                f"`docker compose -p {PROJECT} down -v` removes them")
        else:
            compose.run("down", "-v", "--remove-orphans", check=False)
            if not chosen.here:
                shutil.rmtree(compose.folder, ignore_errors=True)
            say("containers, volumes and clone are removed")
    for flaw in flaws:
        print(f"story    WRONG: {flaw}", file=sys.stderr)
    say("nothing was lost, nothing came twice" if not flaws else f"{len(flaws)} things are wrong")
    return 1 if flaws else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (Unexpected, Failed, NoEngine) as failure:
        print(f"the story stopped: {failure}", file=sys.stderr)
        sys.exit(1)
