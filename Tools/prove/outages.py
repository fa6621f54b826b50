"""What the services stand on goes away: database, broker, disk, mail server, keys, pooler."""
import base64
import os
import signal
import subprocess

from rows import row
from stage import CHECKOUT, Process, free_port, listens, wait_for

# Where `make setup` put it.
POOLER = CHECKOUT / ".colloquy/pgbouncer/usr/sbin/pgbouncer"
POOLER_LIBRARIES = CHECKOUT / ".colloquy/pgbouncer/usr/lib/x86_64-linux-gnu"


def durable(house):
    return None if house.broker.is_durable else "the in-memory broker forgets everything when it ends"


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
    before = lines(round.house)
    round.house.database.process.stop(signal.SIGINT)
    round.house.watch(30)
    # Whoever waits for the database says so now and then; one that turns in a loop says so a thousand times a second.
    for name, count in lines(round.house).items():
        if count - before[name] > 1500:
            round.trouble.append(f"{name} wrote {count - before[name]} lines in 30 s")
    round.house.database.start()
    round.over()
    round.house.watch(1)
    round.house.await_ready()


def lines(house):
    return {name: (house.logs / f"{name}.log").read_bytes().count(b"\n") for name in house.members}


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
    # Who has files, and of earlier rounds: whoever is being taken in now would come back with their next file.
    candidates = round.house.database.psql(
        "select k.candidate_id from vault.keys k join vault.blobs b using (candidate_id) "
        "where destroyed_at is null and b.content is null group by 1 order by min(k.created_at) limit 4")
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
     needs=lambda _: None if os.access(POOLER, os.X_OK) else "run `make setup`: PgBouncer is not there")
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
    pooler = Process(
        "pgbouncer", ["/usr/bin/env", f"LD_LIBRARY_PATH={POOLER_LIBRARIES}", POOLER, folder / "pooler.ini"],
        house.logs / "pgbouncer.log", user=house.database.user, folder="/").start()
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
