"""Events through consume, ledger and relay

A service of one row (Tools/EffectBench), run by the host like any other, beside the same flow written with other
libraries: read from bench.in, once into inbox, state and outbox in PostgreSQL, published to bench.out. Each run, of
ours and of theirs, is checked: each event once, states right, outbox empty, derived events complete, in order, with
the right identities.
"""
import os
import statistics
import subprocess

import effect_runs
import measure
import places

ORDER = 10
COUNT = 200_000
PLACE = "bench-effect"
SETTINGS = {
    "database": "PostgreSQL of the distribution, fsync and synchronous_commit on, shared_buffers 512 MB, max_wal_size 4 GB",
    "broker": "Apache Kafka, one node on loopback, 8 partitions, acks=all, idempotent producers",
    "events": "200 000 of 700 bytes, 997 keys; 20 000 for watermill, aiokafka and our batch of 1",
    "ours": "batch 1000, 8 lanes, linger 30 ms, release build",
    "go-expert": "franz-go and pgx by hand: batch 1000, 8 lanes, optimistic inbox, linger 30 ms",
    "spring-batch": "Spring Boot, spring-kafka, JDBC batches of 500, 8 consumers, polling relay",
    "watermill": "router, SQL publisher, one forwarder",
    "aiokafka": "aiokafka and asyncpg, 8 lanes by key, a transaction per event, polling relay",
    "pgbench-floor": "the row work alone in batches of 500, 4 clients, without Kafka",
    "words": "the derived events hold random words out of 2 000 of eight hexadecimal digits, which compress as badly as text; "
             "the peers keep their own text, of which 64 pieces come again and again",
    "noise": "the same with words that never come again",
    "clock": "from the assignment of partitions until all is acknowledged and the outbox is empty",
}


def rows():
    variables = {"COLLOQUY_POSTGRES_SETTINGS": "shared_buffers=512MB;max_wal_size=4GB;wal_compression=off"}
    with places.database_and_broker(PLACE, durable=True, variables=variables) as told:
        place = effect_runs.Place(told, PLACE)
        measure.say("warming the broker up")
        # The broker's own compiler needs some ten runs, of either side.
        for _ in range(4):
            place.ours(COUNT, check=False)
            if place.peers:
                place.expert(COUNT)
        return [*beside_expert(place), *beside_others(place), *floor(place), *matrix(place)]


def beside_expert(place):
    """Pairs with the Go service where it is there, each with the processor time of all three parts."""
    if not place.peers:
        measure.absent("the peers go-expert, spring-batch, watermill and the floor are not at hand")
        runs = [place.ours(COUNT) for _ in range(5)]
        return [measure.row("consume.effect", "events/s", [run["events/s"] for run in runs]), *cpu(runs)]
    found = []
    pairs = measure.alternate(lambda: place.ours(COUNT), lambda: place.expert(COUNT), pairs=6, control=0)
    control = [place.ours(COUNT)["events/s"] for _ in range(6)]
    found.append(alone("consume.effect", pairs.ours))
    found += beside("consume.effect", pairs.ours, pairs.theirs, "go-expert")
    found.append(measure.row(
        "consume.effect control", "ratio", [control[at] / control[at + 1] for at in range(0, len(control), 2)]))
    found += cpu(pairs.ours, pairs.theirs, "go-expert")
    for filler, count in (("words", 6), ("noise", 4)):
        pairs = measure.alternate(
            lambda: place.ours(COUNT, filler=filler), lambda: place.expert(COUNT), pairs=count, control=0)
        found.append(alone(f"consume.effect {filler}", pairs.ours))
        found += beside(f"consume.effect {filler}", pairs.ours, pairs.theirs, "go-expert")
    return found


def beside(name, ours, theirs, peer):
    """The peer's row of runs that alternated; the ratio is the median of the pairs'."""
    ratios = [our["events/s"] / their["events/s"] for our, their in zip(ours, theirs)]
    measure.say(f"{name} / {peer}: {' '.join(f'{ratio:.2f}' for ratio in ratios)}")
    return [measure.row(name, "events/s", [run["events/s"] for run in theirs], peer, statistics.median(ratios))]


def alone(name, ours):
    return measure.row(name, "events/s", [run["events/s"] for run in ours])


def cpu(ours, theirs=None, peer=""):
    found = []
    for part in ("client", "postgres", "kafka", "all"):
        values = [total(run, part) for run in ours]
        found.append(measure.row(f"consume.effect cpu {part}", "µs/event", values))
        if theirs:
            ratio = statistics.median(total(their, part) / our for their, our in zip(theirs, values))
            found.append(measure.row(
                f"consume.effect cpu {part}", "µs/event", [total(run, part) for run in theirs], peer, ratio))
    return found


def total(run, part):
    return run["client"] + run["postgres"] + run["kafka"] if part == "all" else run[part]


def beside_others(place):
    """The slower programs, three runs each between runs of ours."""
    plans = []
    if place.peers:
        plans += [("spring-batch", lambda: place.spring(COUNT)), ("watermill", lambda: place.watermill(20_000))]
    if effect_runs.AIOKAFKA.exists():
        plans.append(("aiokafka", lambda: place.aiokafka(20_000)))
    else:
        measure.absent("aiokafka and asyncpg are not installed")
    found = []
    for peer, run in plans:
        pairs = measure.alternate(lambda: place.ours(COUNT), run, pairs=3, control=0)
        found += beside("consume.effect", pairs.ours, pairs.theirs, peer)
        words = [place.ours(COUNT, filler="words") for _ in range(2)]
        theirs = [their["events/s"] for their in pairs.theirs]
        ratio = statistics.median(our["events/s"] for our in words) / statistics.median(theirs)
        found.append(measure.row("consume.effect words", "events/s", theirs, peer, ratio))
    return found


def floor(place):
    """The database's row work alone, by pgbench."""
    script = places.CHECKOUT.parent / "shared" / "peers" / "floor" / "floor"
    if not place.peers or not script.exists():
        return []
    common = [f"--bootstrap={place.servers}", f"--postgres={place.url}", "--n=1000"]
    subprocess.run([place.peers / "peers", "fill", "--schema=bench_floor", "--topic=bench-floor", *common],
                   check=True, capture_output=True)
    programs = sorted(os.listdir("/usr/lib/postgresql"), key=int)[-1]
    variables = {**os.environ, "PGBENCH": f"/usr/lib/postgresql/{programs}/bin/pgbench"}
    done = subprocess.run([script, place.url, "4"], env=variables, capture_output=True, text=True, check=True)
    best = [line.split("|")[3] for line in done.stdout.splitlines() if line.startswith("| 500 | 4 ")]
    ours = place.ours(COUNT)["events/s"]
    return [measure.row("consume.effect", "events/s", [float(best[0])], "pgbench-floor", ours / float(best[0]))]


def matrix(place):
    """What batch size and lanes do, one run each."""
    found = []
    for batch in (1, 50, 200, 500, 1000):
        for lanes in (1, 2, 4, 8):
            run = place.ours(20_000 if batch == 1 else COUNT, batch=batch, lanes=lanes)
            name = f"consume.effect batch {batch} lanes {lanes}"
            found.append(measure.row(name, "events/s", [run["events/s"]]))
            found.append(measure.row(f"{name} cpu all", "µs/event", [total(run, "all")]))
            measure.say(f"{name}: {run['events/s']:.0f}/s")
    return found
