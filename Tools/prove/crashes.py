"""Processes that die, stop, are asked to end, become more and fewer."""
import signal
import subprocess

from fleet import LEASE_SECONDS
from rows import row

CONSUMER = [f"C{number}" for number in range(1, 8)]
RELAY = [f"R{number}" for number in range(1, 5)]
POINTS = {
    "screening": CONSUMER + RELAY + ["W1", "W2", "W3", "W4", "W5", "U1", "U2", "U3", "U4", "K1"],
    "workflow": CONSUMER + RELAY,
    "notification": CONSUMER + RELAY + ["W1", "W3", "W4", "W5", "E1", "E2"],
    "gateway": CONSUMER + RELAY + ["G1", "G2"],
}


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
