"""The topics of `consume.effect`: fills bench.in, empties bench.out, checks what a run left. Run by the tests' Python.

effect_topics.py fill N | reset | check N URL

The flow, its events and the rules of the check are those of every program that is measured: N events of 700 bytes with
the keys of 997 applications; every event once in the inbox, right counts and sums in all states, an empty outbox, and on
bench.out exactly the N derived events, in the order of their keys, with the identities that follow from their causes.
"""
import json
import os
import subprocess
import sys
import time

from confluent_kafka import Consumer, KafkaError, Producer, TopicPartition
from confluent_kafka.admin import AdminClient, NewTopic

from effect_events import APPLICATIONS, EVENT_BYTES, application, cause, derived, expected, filler

PARTITIONS = 8
IN, OUT, GROUP = "bench.in", "bench.out", "bench"
SERVERS = os.environ["KAFKA_BOOTSTRAP_SERVERS"]


def admin():
    return AdminClient({"bootstrap.servers": SERVERS})


def held(topic):
    """Records on a topic; None when there is no such topic."""
    consumer = Consumer({"bootstrap.servers": SERVERS, "group.id": "bench-count"})
    try:
        if consumer.list_topics(topic, timeout=20).topics[topic].error is not None:
            return None
        bounds = [consumer.get_watermark_offsets(TopicPartition(topic, number), timeout=20)
                  for number in range(PARTITIONS)]
        return sum(high - low for low, high in bounds)
    except Exception:  # noqa: BLE001 - leaders that are not there yet: asked again
        return None
    finally:
        consumer.close()


def recreate(topic):
    """Deletes and creates a topic; the broker does both in the background, so it is tried until the leaders are there."""
    end = time.monotonic() + 60
    client = admin()
    for answer in client.delete_topics([topic]).values():
        try:
            answer.result(30)
        except Exception as failure:  # noqa: BLE001
            if failure.args[0].code() != KafkaError.UNKNOWN_TOPIC_OR_PART:
                raise
    while time.monotonic() < end:
        try:
            for answer in client.create_topics([NewTopic(topic, PARTITIONS, 1)]).values():
                answer.result(30)
            break
        except Exception:  # noqa: BLE001 - still being deleted
            time.sleep(0.1)
    while held(topic) != 0:
        if time.monotonic() > end:
            raise SystemExit(f"{topic} was not made within a minute")
        time.sleep(0.1)


def fill(count):
    if held(IN) == count:
        return
    recreate(IN)
    producer = Producer({"bootstrap.servers": SERVERS, "partitioner": "murmur2_random", "linger.ms": 20,
                         "queue.buffering.max.messages": 200_000, "acks": "all"})
    pieces = filler()
    for n in range(count):
        head = b'{"id":"%s","applicationID":"%s","n":%d,"filler":"' % (cause(n), application(n), n)
        start = n % 64
        value = head + pieces[start:start + EVENT_BYTES - len(head) - 2] + b'"}'
        headers = [("ce_specversion", b"1.0"), ("ce_id", cause(n)), ("ce_type", b"bench.application.changed"),
                   ("ce_source", b"/colloquy/bench")]
        while True:
            try:
                producer.produce(IN, value, application(n), headers=headers)
                break
            except BufferError:
                producer.poll(0.1)
    producer.flush(60)


def reset():
    """An empty bench.out, and a group that has read nothing."""
    recreate(OUT)
    client = admin()
    for answer in client.delete_consumer_groups([GROUP]).values():
        try:
            answer.result(30)
        except Exception as failure:  # noqa: BLE001
            if failure.args[0].code() != KafkaError.GROUP_ID_NOT_FOUND:
                raise


def query(url, text):
    done = subprocess.run(["psql", "-AtqX", url, "-c", text], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def check_tables(count, url, fault):
    seen = set(query(url, "SELECT event_id FROM bench.inbox"))
    wanted = {cause(n).decode() for n in range(count)}
    if seen != wanted:
        fault(f"the inbox has {len(seen)} identities, {len(seen & wanted)} of {count} right")
    left = query(url, "SELECT count(*) FROM bench.outbox")[0]
    if left != "0":
        fault(f"the outbox has {left} rows")
    states = query(url, "SELECT key, state->>'count', state->>'sum', length(state::text) FROM bench.tallies")
    if len(states) != min(APPLICATIONS, count):
        fault(f"{len(states)} states")
    for line in states:
        key, events, total, size = line.split("|")
        number = int(key[4:])
        so_far = (count - number + APPLICATIONS - 1) // APPLICATIONS
        if (int(events), int(total)) != expected(number, so_far) or int(size) < 180:
            fault(f"state of {key}: {line}")


def records(total):
    consumer = Consumer({"bootstrap.servers": SERVERS, "group.id": "bench-check", "enable.auto.commit": False,
                         "auto.offset.reset": "earliest"})
    consumer.assign([TopicPartition(OUT, number, 0) for number in range(PARTITIONS)])
    read = 0
    while read < total:
        batch = consumer.consume(5000, timeout=30)
        if not batch:
            raise SystemExit(f"only {read} of {total} records could be read")
        yield from batch
        read += len(batch)
    consumer.close()


def check_topic(count, fault):
    total = held(OUT)
    seen, last, places, repeats = set(), {}, {}, 0
    for record in records(total):
        if record.error():
            fault(str(record.error()))
            continue
        value, key = json.loads(record.value()), record.key()
        n = value["n"]
        identity, headers = cause(n), dict(record.headers())
        right = {
            "ce_specversion": b"1.0", "ce_id": str(derived(identity)).encode(), "ce_causationid": identity,
            "ce_correlationid": identity, "ce_type": b"bench.application.counted",
            "ce_source": b"/colloquy/bench", "ce_subject": key,
        }
        if any(headers.get(name) != wanted for name, wanted in right.items()):
            fault(f"event {n}: headers {headers}")
        if n in seen:
            repeats += 1
            continue
        seen.add(n)
        if key != application(n) or value["applicationID"].encode() != key or len(record.value()) != EVENT_BYTES:
            fault(f"event {n}: key {key}, {len(record.value())} bytes")
        if (value["count"], value["sum"]) != expected(n % APPLICATIONS, n // APPLICATIONS + 1):
            fault(f"event {n}: count {value['count']}, sum {value['sum']}")
        if places.setdefault(key, record.partition()) != record.partition():
            fault(f"key {key} is in two partitions")
        if last.get(key, -1) > n:
            fault(f"key {key}: {n} after {last[key]}")
        last[key] = n
    if len(seen) != count:
        fault(f"{len(seen)} different events of {count}")
    return repeats


def check(count, url):
    faults = []
    check_tables(count, url, faults.append)
    repeats = check_topic(count, faults.append)
    print(json.dumps({"check": not faults, "repeats": repeats, "faults": faults[:10], "faultCount": len(faults)}))
    return 1 if faults else 0


if __name__ == "__main__":
    words = sys.argv[1:]
    if words[0] == "fill":
        fill(int(words[1]))
    elif words[0] == "reset":
        reset()
    else:
        sys.exit(check(int(words[1]), words[2]))
