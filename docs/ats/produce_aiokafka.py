#!/usr/bin/env python3
"""Publishes one event that the CloudEvents SDK for Python encodes, with aiokafka: no librdkafka.

produce_aiokafka.py BROKERS TOPIC KEY TYPE FILE.json [--structured] [--id ID]
"""
import argparse
import asyncio
import json
import uuid

from aiokafka import AIOKafkaProducer
from cloudevents.core.bindings.kafka import to_binary, to_structured
from cloudevents.core.formats.json import JSONFormat
from cloudevents.core.v1.event import CloudEvent


async def publish(chosen):
    with open(chosen.file, encoding="utf-8") as file:
        data = json.load(file)
    event = CloudEvent({
        "specversion": "1.0", "id": chosen.id, "source": "/ats/example", "type": chosen.type, "subject": chosen.key,
        "datacontenttype": "application/json",
    }, data)
    encode = to_structured if chosen.structured else to_binary
    message = encode(event, JSONFormat(), key_mapper=lambda _: chosen.key)
    # The client cannot number its records on the in-memory broker; on Apache Kafka say enable_idempotence=True.
    producer = AIOKafkaProducer(bootstrap_servers=chosen.brokers, acks="all", max_request_size=8 * 1024 * 1024)
    await producer.start()
    try:
        await producer.send_and_wait(
            chosen.topic, key=message.key.encode(), value=message.value, headers=list(message.headers.items()))
    finally:
        await producer.stop()


words = argparse.ArgumentParser()
words.add_argument("brokers")
words.add_argument("topic")
words.add_argument("key")
words.add_argument("type")
words.add_argument("file")
words.add_argument("--structured", action="store_true")
words.add_argument("--id", default=str(uuid.uuid4()))
chosen = words.parse_args()
asyncio.run(publish(chosen))
print(chosen.id)
