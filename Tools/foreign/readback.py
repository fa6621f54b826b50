"""Every public topic, read back by the CloudEvents SDKs: the JavaScript one with kafkajs, the Python one with aiokafka."""
import asyncio
import concurrent.futures
import json
import subprocess

from aiokafka import AIOKafkaConsumer
from cloudevents.core.bindings.kafka import KafkaMessage, from_kafka
from cloudevents.core.formats.json import JSONFormat

from tools import Skipped, tool

PUBLIC = ["ats.jobs.v1", "ats.applications.v1", "screening.screenings.v1", "workflow.stages.v1",
          "reporting.reports.v1", "contracts.offers.v1"]


async def read(brokers, topic):
    """All records of a topic by a client that is not librdkafka."""
    consumer = AIOKafkaConsumer(
        topic, bootstrap_servers=brokers, enable_auto_commit=False, max_partition_fetch_bytes=9_000_000,
        auto_offset_reset="earliest", fetch_max_wait_ms=50)
    await consumer.start()
    records = []
    try:
        # Without the end offsets, which not every broker tells at once: until nothing more comes.
        quiet = 0
        while quiet < 2:
            batches = await consumer.getmany(timeout_ms=1000)
            quiet = 0 if batches else quiet + 1
            for batch in batches.values():
                records += batch
    finally:
        await consumer.stop()
    return records


async def read_all(brokers):
    return await asyncio.gather(*(read(brokers, topic) for topic in PUBLIC))


def parsed(record):
    """The event as the Python SDK reads it; raises what it does not like."""
    event = from_kafka(
        KafkaMessage(headers=dict(record.headers), key=record.key, value=record.value), JSONFormat())
    if event.get_specversion() != "1.0" or not (event.get_id() and event.get_source() and event.get_type()):
        raise ValueError("an attribute is missing")
    data = event.get_data()
    return event.get_type(), data if isinstance(data, dict) else json.loads(data)


def readback(outside, folder):
    brokers = outside.card["bootstrapServers"]
    found, faults = {}, []
    for topic, records in zip(PUBLIC, asyncio.run(read_all(brokers))):
        kinds = set()
        for record in records:
            try:
                kinds.add(parsed(record)[0])
            except Exception as fault:  # whatever the SDK raises is the finding
                faults.append(f"python {topic} {record.partition}@{record.offset}: {fault!r}")
        found[topic] = {"records": len(records), "types": sorted(kinds)}
    try:
        check = tool("cloudevents-check")
    except Skipped as reason:
        return {"topics": found, "faults": faults, "javascript": str(reason)}

    def javascript(topic):
        count = str(found[topic]["records"])
        done = subprocess.run([check, brokers, topic, count, "30"], capture_output=True, text=True, timeout=60)
        lines = [line for line in done.stdout.splitlines() if not line.startswith("ok")]
        return [] if done.returncode == 0 else [f"javascript {topic}: {lines[:5]} {done.stderr[-300:]}"]

    with concurrent.futures.ThreadPoolExecutor(3) as pool:
        for more in pool.map(javascript, [topic for topic in PUBLIC if found[topic]["records"]]):
            faults += more
    return {"topics": found, "faults": faults, "javascript": "read"}
