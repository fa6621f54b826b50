"""The faults, each a row of the table: what is done to a house under load. A row ends when the fault is over."""
import base64
import os
import pathlib
import signal
import subprocess
import sys
import time
import uuid

import edges
from fleet import LEASE_SECONDS
from stage import Process, free_port, listens, wait_for

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "demo"))
from outside import Outside  # noqa: E402

ROWS = []
CONSUMER = [f"C{number}" for number in range(1, 8)]
RELAY = [f"R{number}" for number in range(1, 5)]
POINTS = {
    "screening": CONSUMER + RELAY + ["W1", "W2", "W3", "W4", "W5", "U1", "U2", "U3", "U4", "K1"],
    "workflow": CONSUMER + RELAY,
    "notification": CONSUMER + RELAY + ["W1", "W3", "W4", "W5", "E1", "E2"],
    "gateway": CONSUMER + RELAY + ["G1", "G2"],
}


def row(title, long=False, needs=None, load=None):
    """Puts a fault into the table. `long`: only with LONG=1. `needs`: says why it cannot be done here, or nothing."""
    def put(body):
        ROWS.append({"title": title, "body": body, "long": long, "needs": needs, "load": load or {}})
        return body
    return put


def durable(house):
    return None if house.broker.is_durable else "the in-memory broker forgets everything when it ends"


class Round:
    """What a row works with, and what it reports: how often the fault was injected, when it was over."""

    def __init__(self, house, load, dice, is_long):
        self.house, self.load, self.dice, self.is_long = house, load, dice, is_long
        self.injected = 0
        self.over_at = None
        self.notes, self.trouble = [], []

    def over(self):
        self.over_at = time.monotonic()

    def times(self, quick, long):
        return long if self.is_long else quick

    def crash(self, service):
        """Counts a kill, so that the checker allows the repetition that it may cause outside."""
        self.injected += 1
        self.load.ledger.write({"type": "crash", "service": service})

    def kill(self, name):
        process = self.house.members[name]
        self.crash(process.service)
        process.kill()
        self.over()
        self.house.tend()


@row("10,000 spoiled requests at every door, 10,000 at an upload", load={"rate": 2.0, "http": False})
def spoiled_requests(round):
    house = round.house
    before = house.members["gateway-1"].pid
    application_id = house.database.psql("select key from workflow.applications where stage in ('interview', 'invited') order by key limit 1")[0]
    samples = [edges.doors(house, round.load), edges.uploads(house, Outside.of(house.card()), application_id)]
    for name, requests in zip(("doors", "upload"), samples):
        threads, found = edges.fuzz(house.http_port, requests, round.dice.random(), 10_000)
        house.watch(240, until=lambda: not any(thread.is_alive() for thread in threads))
        wrong = [one for some in found for one in some.wrong]
        statuses = {}
        for some in found:
            for status, count in some.statuses.items():
                statuses[status] = statuses.get(status, 0) + count
        count = sum(some.count for some in found)
        round.injected += count
        slowest = max(some.slowest for some in found) if found else 0
        round.notes.append(f"{name}: {count} requests, {statuses}, {sum(some.closed for some in found)} closed without "
                           f"a word, the slowest {slowest:.1f} s")
        if count + len(wrong) < 9_900:
            round.trouble.append(f"{name}: only {count} requests came to an end")
        round.trouble += [f"{name}: {len(wrong)} answers are wrong"] * bool(wrong) + wrong[:5]
    if house.members["gateway-1"].pid != before:
        round.trouble.append("the gateway died")
    round.over()


@row(f"kill -9 at each failpoint ({sum(map(len, POINTS.values()))} in {len(POINTS)} services)", load={"rate": 4.0})
def at_failpoints(round):
    """Each service at each of its points, at the first to third passage; the services side by side."""
    house, missed = round.house, []
    for turn in range(max(map(len, POINTS.values())) * round.times(1, 4)):
        due = {service: points[turn % len(points)] for service, points in POINTS.items()
               if turn < len(points) * round.times(1, 4)}
        for service, point in due.items():
            house.arm(service, f"{point}=kill@{round.dice.randint(1, 3)}")
        house.watch(10, until=lambda: not any(house.is_armed(service) for service in due))
        for service, point in due.items():
            if house.is_armed(service):
                house.disarm(service)
                missed.append(f"{service} {point}")
            else:
                round.crash(service)
        round.over()
        house.watch(0.1)
        house.await_ready()
    if missed:
        round.notes.append(f"never passed: {', '.join(missed)}")


@row("kill -9 of any service at random")
def random_kills(round):
    for _ in range(round.times(10, 60)):
        round.house.watch(round.dice.uniform(0.1, 1.5))
        round.kill(round.dice.choice(sorted(round.house.members)))
    round.house.await_ready()


@row("kill -9 of screening while a lock holds its commits back")
def held_commits(round):
    for _ in range(round.times(2, 8)):
        lock = subprocess.Popen(
            ["psql", "-XqAt", round.house.database.url()], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
        lock.stdin.write("begin; lock table screening.screenings in share mode;\n")
        lock.stdin.flush()
        round.house.watch(2)
        round.kill("screening-1")
        lock.stdin.write("rollback;\n")
        lock.stdin.close()
        lock.wait()
        round.house.watch(LEASE_SECONDS + 1)
    round.house.await_ready()


@row("SIGSTOP of a process for two leases, then SIGCONT")
def zombies(round):
    for service in ("screening", "notification"):
        name = round.house.add(service)
        round.house.await_ready()
        victim = round.house.of(service)[0]
        for _ in range(round.times(1, 5)):
            round.injected += 1
            victim.send(signal.SIGSTOP)
            round.house.watch(LEASE_SECONDS * 2 + 1)
            victim.send(signal.SIGCONT)
            round.over()
            round.house.watch(1)
        # What a stopped process had sent may go out again, as after a crash.
        round.load.ledger.write({"type": "crash", "service": service})
        round.house.remove(name)
    round.house.await_ready()


@row("SIGSTOP and SIGCONT of all services, one by one, at random")
def swizzle(round):
    for _ in range(round.times(1, 6)):
        names = sorted(round.house.members)
        round.dice.shuffle(names)
        for name in names:
            round.injected += 1
            round.house.members[name].send(signal.SIGSTOP)
            round.house.watch(round.dice.uniform(0.1, 1.0))
        round.dice.shuffle(names)
        for name in names:
            round.house.members[name].send(signal.SIGCONT)
            round.house.watch(round.dice.uniform(0.1, 0.5))
        round.over()
        round.load.ledger.write({"type": "crash", "service": "notification"})
    round.house.await_ready()


@row("SIGTERM of every service, again and again")
def terminations(round):
    slowest = 0
    for _ in range(round.times(2, 10)):
        for name in sorted(round.house.members):
            round.injected += 1
            process = round.house.members[name]
            slowest = max(slowest, process.stop())
            if process.child.returncode != 0:
                round.notes.append(f"{name} ended with {process.child.returncode}")
            round.over()
            round.house.tend()
    round.house.await_ready()
    if slowest > 25:
        round.notes.append(f"the slowest end took {slowest:.0f} s")


@row("PostgreSQL killed (kill -9 of all its processes) and started again")
def database_killed(round):
    for _ in range(round.times(2, 10)):
        round.house.watch(1)
        round.injected += 1
        round.house.database.kill()
        round.house.watch(1)
        round.house.database.start()
        round.over()
        round.house.watch(2)
    round.house.await_ready()


@row("PostgreSQL away for 30 s")
def database_away(round):
    round.injected += 1
    round.house.database.process.stop(signal.SIGINT)
    round.house.watch(30)
    round.house.database.start()
    round.over()
    round.house.watch(1)
    round.house.await_ready()


@row("PostgreSQL paused (SIGSTOP) for 10 s")
def database_paused(round):
    for _ in range(round.times(1, 4)):
        pids = subprocess.run(["pgrep", "-s", str(round.house.database.process.pid)], capture_output=True, text=True)
        # Server processes have sessions of their own; their parent is the postmaster.
        children = subprocess.run(
            ["pgrep", "-P", str(round.house.database.process.pid)], capture_output=True, text=True)
        found = {int(pid) for pid in (pids.stdout + children.stdout).split()}
        round.injected += 1
        for pid in found:
            send(pid, signal.SIGSTOP)
        round.house.watch(10)
        for pid in found:
            send(pid, signal.SIGCONT)
        round.over()
    round.house.watch(1)
    round.house.await_ready()


def send(pid, number):
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        pass


@row("the broker killed (kill -9) and started again", needs=durable)
def broker_killed(round):
    for _ in range(round.times(1, 4)):
        round.house.watch(1)
        round.injected += 1
        round.house.broker.kill()
        round.house.watch(2)
        round.house.broker.start()
        round.over()
        round.house.watch(2)
    round.house.await_ready()


@row("the broker away for 30 s", needs=durable)
def broker_away(round):
    round.injected += 1
    round.house.broker.kill()
    round.house.watch(30)
    round.house.broker.start()
    round.over()
    round.house.watch(1)
    round.house.await_ready()


@row("the broker paused (SIGSTOP) for 10 s")
def broker_paused(round):
    for _ in range(round.times(1, 4)):
        round.injected += 1
        round.house.broker.send(signal.SIGSTOP)
        round.house.watch(10)
        round.house.broker.send(signal.SIGCONT)
        round.over()
    round.house.watch(1)
    round.house.await_ready()


@row("the disk of the vault full for 8 s", needs=lambda house: None if house.is_mounted else "needs root, to mount a small disk")
def disk_full(round):
    for _ in range(round.times(1, 3)):
        round.injected += 1
        filler = round.house.vault / ".filler"
        with open(filler, "wb", buffering=0) as file:
            size = 1 << 20
            while size > 256:
                try:
                    file.write(b"\0" * size)
                except OSError:
                    size //= 2
        round.house.watch(8)
        filler.unlink()
        round.over()
    round.house.watch(1)


@row("every event three times", load={"copies": 3})
def duplicates(round):
    before = round.load.number
    round.house.watch(round.times(6, 30))
    round.injected += (round.load.number - before) * 2
    round.over()


@row("events out of order, withdrawals before applications", load={"shuffle": True})
def reordered(round):
    before = round.load.number
    round.house.watch(round.times(6, 30))
    round.injected += round.load.number - before
    round.over()


@row("a flood of malformed, oversized and foreign records on the public topics")
def floods(round):
    topics = ["ats.applications.v1", "ats.jobs.v1"]
    load, dice = round.load, round.dice
    whole = [("ce_specversion", "1.0"), ("ce_source", "/prove/flood"), ("content-type", "application/json")]

    def put(topic, value, headers, key=b"flood"):
        round.injected += 1
        while True:
            try:
                load.producer.produce(topic, value, key, headers=headers)
                return
            except BufferError:
                time.sleep(0.05)
    for _ in range(round.times(150, 2000)):
        topic = dice.choice(topics)
        kind = dice.choice(["application-received", "job-opened", "stage-decided", "nobody-knows"])
        named = whole + [("ce_id", str(uuid.uuid4())), ("ce_type", kind)]
        put(topic, dice.randbytes(dice.randint(0, 400)), named)
        put(topic, dice.randbytes(60), [(f"h{number}", dice.randbytes(20)) for number in range(dice.randint(0, 40))])
        put(topic, b'{"applicationID": "flood", "jobID": 7}', named)
        put(topic, None, named)
        put(topic, b'{"specversion":"1.0"}', [("content-type", "application/cloudevents+json")])
        round.house.tend()
    for _ in range(round.times(4, 40)):
        named = whole + [("ce_id", str(uuid.uuid4())), ("ce_type", "application-received")]
        put("ats.applications.v1", b"\xff" * 7_900_000, named)
        put("ats.applications.v1", b'{"a":' * 100_000, named)
        put("ats.jobs.v1", b"{}", named + [(f"h{number}", b"x" * 1000) for number in range(600)])
        round.house.watch(0.3)
    round.over()


@row("a mail server that is slow, then takes nothing, then is away")
def slow_mail(round):
    for mode in ("slow", "hang", "refuse"):
        round.injected += 1
        round.house.smtp.mode = mode
        round.house.smtp.cut()
        round.house.watch(round.times(4, 40))
    round.house.smtp.mode = "open"
    round.house.smtp.cut()
    # A mail whose answer never came may be with the server already.
    round.load.ledger.write({"type": "crash", "service": "notification"})
    round.over()


@row("screening and workflow with one, four, one processes")
def rescaled(round):
    for _ in range(round.times(1, 6)):
        names = [round.house.add(service) for service in ("screening", "workflow") for _ in range(3)]
        round.injected += len(names)
        round.house.await_ready()
        round.house.watch(2)
        for name in names:
            round.house.remove(name)
            round.injected += 1
            round.house.watch(0.3)
        round.over()
    round.house.await_ready()


@row("a new key-encryption key in the middle, rewrapping killed half way")
def rotation(round):
    version = len(round.house.key_lines) + 1
    round.house.key_lines.append(f"{version}:{base64.b64encode(os.urandom(32)).decode()}")
    round.house.write_keys()
    for name in sorted(round.house.members):
        round.injected += 1
        round.house.members[name].stop()
        round.house.tend()
        round.house.await_ready()
    round.house.watch(1)
    killed = round.house.colloquy("vault", "rewrap", check=False, env={"FAILPOINTS": "K2=kill@20"})
    if killed.returncode != -signal.SIGKILL:
        round.notes.append("rewrapping was over before it could be killed")
    round.house.colloquy("vault", "rewrap")
    round.over()


@row("candidates erased, the tool killed before their files are deleted")
def erasures(round):
    # Of earlier rounds: whoever is being taken in now would come back with their next file.
    candidates = round.house.database.psql(
        "select candidate_id from vault.keys where destroyed_at is null order by created_at limit 4")
    for number, candidate in enumerate(candidates):
        round.injected += 1
        words = ["erase", candidate, "--reason", "prove", "--anyway"]
        point = {"FAILPOINTS": "K3=kill"} if number % 2 == 0 else None
        done = round.house.colloquy(*words, check=False, env=point)
        if "--anyway" in done.stderr + done.stdout:
            done = round.house.colloquy(*words[:-1], check=False, env=point)
        if number % 2 == 0 and done.returncode != -signal.SIGKILL:
            round.notes.append(f"erasing ended with {done.returncode}")
    round.house.colloquy("vault", "sweep")
    round.over()


@row("a pooler in front (PgBouncer, session mode)",
     needs=lambda _: None if os.access("/usr/sbin/pgbouncer", os.X_OK) else "pgbouncer is not installed")
def pooled(round):
    house = round.house
    folder, port = house.database.folder, free_port()
    (folder / "users").write_text("".join(f'"{role}" ""\n' for role in ["postgres", *house.services]))
    (folder / "pooler.ini").write_text("\n".join([
        "[databases]", f"* = host=127.0.0.1 port={house.database.port}", "[pgbouncer]", "listen_addr=127.0.0.1",
        f"listen_port={port}", "unix_socket_dir=", "auth_type=trust", f"auth_file={folder}/users", "pool_mode=session",
        "default_pool_size=40", "max_client_conn=400", "ignore_startup_parameters=extra_float_digits",
        f"pidfile={folder}/pooler.pid", ""]))
    for name in ("users", "pooler.ini"):
        (folder / name).chmod(0o644)
    pooler = Process("pgbouncer", ["/usr/sbin/pgbouncer", folder / "pooler.ini"], house.logs / "pgbouncer.log",
                     user=house.database.user, folder="/").start()
    direct = house.database.url
    try:
        wait_for(lambda: listens(port), "the pooler", 10)
        house.database.url = lambda role="postgres", _=None: direct(role, port if role != "postgres" else None)
        house.restart()
        for _ in range(round.times(1, 3)):
            house.watch(3)
            round.injected += 1
            pooler.kill()
            house.watch(2)
            pooler.start()
            wait_for(lambda: listens(port), "the pooler", 10)
            round.over()
        house.watch(3)
    finally:
        del house.database.url
        house.restart()
        pooler.kill()
