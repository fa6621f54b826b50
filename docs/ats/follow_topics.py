#!/usr/bin/env python3
"""Prints what happens to applications, from the public topics, with confluent-kafka. Remembers where it was under GROUP.

follow_topics.py BROKERS GROUP [--seconds N]
"""
import argparse
import json
import time

from confluent_kafka import Consumer

TOPICS = ["screening.screenings.v1", "workflow.stages.v1", "reporting.reports.v1", "contracts.offers.v1"]

words = argparse.ArgumentParser()
words.add_argument("brokers")
words.add_argument("group")
words.add_argument("--seconds", type=float, default=float("inf"))
chosen = words.parse_args()

consumer = Consumer({
    "bootstrap.servers": chosen.brokers, "group.id": chosen.group, "auto.offset.reset": "earliest",
    "enable.auto.commit": False,
})
consumer.subscribe(TOPICS)
seen = set()  # In an ATS: a table in the same transaction as the effect.
end = time.monotonic() + chosen.seconds
try:
    while time.monotonic() < end:
        record = consumer.poll(0.5)
        if record is None or record.error():
            continue
        headers = {name: text.decode() for name, text in record.headers() or []}
        # A fact may come twice; its source and id stay the same.
        identity = (headers["ce_source"], headers["ce_id"])
        if identity not in seen:
            seen.add(identity)
            print(json.dumps({
                "type": headers["ce_type"], "application": record.key().decode(), "data": json.loads(record.value()),
            }, ensure_ascii=False), flush=True)
        # After the effect, never before: what was not committed comes again.
        consumer.commit(record, asynchronous=False)
finally:
    consumer.close()
