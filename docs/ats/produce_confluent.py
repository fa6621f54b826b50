#!/usr/bin/env python3
"""Publishes one event with confluent-kafka, in binary or structured mode.

produce_confluent.py BROKERS TOPIC KEY TYPE FILE.json [--structured] [--id ID]
"""
import argparse
import datetime
import json
import sys
import uuid

from confluent_kafka import Producer

words = argparse.ArgumentParser()
words.add_argument("brokers")
words.add_argument("topic")
words.add_argument("key")
words.add_argument("type")
words.add_argument("file")
words.add_argument("--structured", action="store_true")
words.add_argument("--id", default=str(uuid.uuid4()))
chosen = words.parse_args()

attributes = {
    "specversion": "1.0",
    "id": chosen.id,
    "source": "/ats/example",
    "type": chosen.type,
    "time": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
    "subject": chosen.key,
}
with open(chosen.file, encoding="utf-8") as file:
    data = json.load(file)

if chosen.structured:
    headers = {"content-type": "application/cloudevents+json; charset=UTF-8"}
    value = {**attributes, "datacontenttype": "application/json", "data": data}
else:
    headers = {f"ce_{name}": text for name, text in attributes.items()} | {"content-type": "application/json"}
    value = data

failures = []
# Idempotence keeps a retry of the client from becoming a second record; acks=all waits for the replicas.
producer = Producer({
    "bootstrap.servers": chosen.brokers, "acks": "all", "enable.idempotence": True, "message.max.bytes": 8 * 1024 * 1024,
})
producer.produce(
    chosen.topic, key=chosen.key, value=json.dumps(value, ensure_ascii=False).encode(), headers=headers,
    on_delivery=lambda error, _: failures.append(error) if error else None)
left = producer.flush(30)
if failures or left:
    sys.exit(f"not published: {failures or 'no answer within 30 s'}")
print(chosen.id)
