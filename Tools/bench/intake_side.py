"""One side of `intake`: a build of all services with a database, a broker and a mail counter of its own."""
import contextlib
import json
import os
import pathlib
import re
import shutil
import signal
import struct
import subprocess
import time
import urllib.request

import measure
import places
import processes
from effect_runs import broker_pid

#: The build that is measured beside ours; a later reader may name another one in COLLOQUY_BENCH_BEFORE=checkout.
BEFORE = "cafc7dc"
PYTHON = places.CHECKOUT / ".colloquy" / "venv-test" / "bin" / "python"
TRAFFIC = pathlib.Path(__file__).with_name("intake_traffic.py")


class Side:
    """A running house: what to send to, and whose processor time to read."""

    def __init__(self, name, checkout, card, mails, notification):
        self.name = name
        self.servers = card["bootstrapServers"]
        self.url = card["postgresAdministratorURL"]
        self.card = card
        self.mails_file = mails
        root = checkout / ".colloquy" / "local" / card["name"]
        self.pids = {**card["processes"], "notification": notification,
                     "postgres": int((root / "postgres" / "data" / "postmaster.pid").read_text().split()[0]),
                     "kafka": broker_pid(str(root))}

    def mails(self):
        return struct.unpack("=Q", self.mails_file.read_bytes())[0]

    def cpu(self):
        """Processor seconds so far by process."""
        return {name: processes.cpu_seconds(pid) for name, pid in self.pids.items()}

    def sql(self, text):
        done = subprocess.run(["psql", "-qAtX", self.url, "-c", text], check=True, capture_output=True, text=True)
        return done.stdout.strip()

    def traffic(self, *words, timeout=900):
        """Sends or follows by a client that shares no code with the services; returns what it says."""
        done = subprocess.run([PYTHON, TRAFFIC, self.servers, *map(str, words)], capture_output=True, text=True,
                              timeout=timeout)
        if done.returncode != 0:
            raise places.Stopped(f"{self.name}: {words[0]}: {done.stderr.strip()[-800:]}")
        return json.loads(done.stdout.splitlines()[-1])

    def outboxes(self):
        """Blocks that are not yet acknowledged, in all services."""
        parts = [f"(SELECT count(*) FROM {service}.outbox)" for service in SERVICES]
        return int(self.sql(f"SELECT {' + '.join(parts)}"))


#: The C libraries that both builds link.
ENGINES = {**os.environ, "COLLOQUY_ENGINES": str(places.CHECKOUT / ".colloquy" / "engines")}

SERVICES = ("contracts", "gateway", "notification", "reporting", "scoring", "screening", "workflow")


def before():
    """The checkout of the build to compare with, built in release once; None, and said so, when it cannot be had."""
    told = os.environ.get("COLLOQUY_BENCH_BEFORE")
    folder = pathlib.Path(told) if told else places.KEPT / f"before-{BEFORE}"
    if not told and not folder.exists():
        made = subprocess.run(["git", "worktree", "add", "--detach", str(folder), BEFORE], cwd=places.CHECKOUT,
                              capture_output=True, text=True)
        if made.returncode != 0:
            measure.absent(f"the build {BEFORE} is absent: {made.stderr.strip()[-200:]}")
            return None
    (folder / ".colloquy").mkdir(exist_ok=True)
    for name in ("signing", "venv-documents", "venv-test", "broker"):
        link = folder / ".colloquy" / name
        if link.is_symlink() and not link.exists():
            link.unlink()  # it led to a checkout that is gone
        if not link.exists() and (places.CHECKOUT / ".colloquy" / name).exists():
            link.symlink_to(places.CHECKOUT / ".colloquy" / name)
    if not (folder / ".build" / "release" / "screening").exists():
        # Its own engines: ours pick their arithmetic when they start, and a build that does not ask for that dies of it.
        measure.say(f"building {folder.name} in release, once")
        subprocess.run(["bash", "scripts/setup.d/engines.sh"], cwd=folder, stdout=subprocess.DEVNULL, check=False)
        made = subprocess.run(["swift", "build", "-c", "release"], cwd=folder, stdout=subprocess.DEVNULL,
                              env={**os.environ, "COLLOQUY_ENGINES": str(folder / ".colloquy/engines")})
        if made.returncode != 0:
            measure.absent(f"the build {BEFORE} could not be made")
            return None
    return folder


@contextlib.contextmanager
def side(name, checkout, counter):
    """All services of a checkout's release build, fresh; notification is told of the mail counter."""
    place = f"intake-{name}"
    root = checkout / ".colloquy" / "local" / place
    log = places.KEPT / f"{place}.log"
    places.KEPT.mkdir(parents=True, exist_ok=True)
    others = ",".join(service for service in SERVICES if service != "notification")
    variables = {**ENGINES, "LOG_LEVEL": "warning", "COLLOQUY_POSTGRES_SETTINGS": "shared_buffers=512MB;max_wal_size=4GB"}
    # Both on the same broker: an older build looks for it beside its own checkout.
    home = places.CHECKOUT.parent / "shared" / "kafka" / "home"
    if "KAFKA_HOME" not in variables and home.exists():
        variables["KAFKA_HOME"] = subprocess.run([home], capture_output=True, text=True).stdout.split()[-1]
    program = str(checkout / ".build" / "release" / "colloquy")
    with log.open("w") as output, contextlib.ExitStack() as ends:
        up = subprocess.Popen([program, "up", "--name", place, "--fresh", "--only", others], cwd=checkout,
                              stdout=output, stderr=subprocess.STDOUT, env=variables)
        ends.callback(end, up)
        places._await(up, log, lambda: "everything is up" in log.read_text(errors="replace"), 240)
        card = {**json.loads((root / "environment.json").read_text()), "name": place}
        mails = places.KEPT / f"{place}.mails"
        sink = subprocess.Popen([counter, mails], stdout=subprocess.PIPE, text=True)
        ends.callback(end, sink)
        port = sink.stdout.readline().strip()
        health = places.free_port()
        told = {**like(card["processes"]["screening"], root, "notification"), "SMTP_HOST": "127.0.0.1",
                "SMTP_PORT": port, "SMTP_SECURITY": "none", "MAIL_FROM": "jobs@employer.example",
                "HR_EMAIL": "hr@employer.example", "HEALTH_PORT": str(health)}
        notification = subprocess.Popen([str(checkout / ".build" / "release" / "notification")], cwd=checkout,
                                        stdout=output, stderr=subprocess.STDOUT, env=told)
        ends.callback(end, notification)
        places._await(notification, log, lambda: ready(health), 60)
        yield Side(name, checkout, card, mails, notification.pid)
    shutil.rmtree(root, ignore_errors=True)


def like(pid, root, service):
    """What a service is told: what another one was told, with its own role."""
    pairs = (pair.partition("=") for pair in pathlib.Path(f"/proc/{pid}/environ").read_text().split("\0") if pair)
    variables = {name: value for name, _, value in pairs}
    password = json.loads((root / "secrets.json").read_text())["passwords"][service]
    variables["POSTGRES_URL"] = re.sub(r"//screening:[^@]*@", f"//{service}:{password}@", variables["POSTGRES_URL"])
    return variables


def ready(port):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=2) as answer:
            return answer.status == 200
    except OSError:
        return False


def end(child):
    if child.poll() is None:
        child.send_signal(signal.SIGTERM)
    try:
        child.wait(60)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def until(done, seconds, what, interval=0.05):
    limit = time.monotonic() + seconds
    while not done():
        if time.monotonic() > limit:
            raise places.Stopped(f"waited {seconds} s for {what}")
        time.sleep(interval)
    return time.time()
