"""What comes in is repeated, out of order, malformed, or no request at all."""
import pathlib
import sys
import time
import uuid

import edges
from rows import row

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "demo"))
from outside import Outside  # noqa: E402


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
