"""Sends facts with distinct identities and keys by a client that shares no code with the services.

send_surveys.py SERVERS PREFIX COUNT     runs in the test tools' Python (confluent-kafka)
"""
import json
import sys
import uuid

from confluent_kafka import Producer

servers, prefix, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
producer = Producer({"bootstrap.servers": servers, "partitioner": "murmur2_random", "linger.ms": 5})
for number in range(count):
    key = f"{prefix}-{number}"
    value = {"applicationID": key, "satisfaction": 4.5, "answeredAt": "2026-05-04T08:00:00.000Z"}
    producer.produce("gateway.interviews.v1", json.dumps(value).encode(), key.encode(), headers={
        "ce_specversion": "1.0", "ce_id": str(uuid.uuid4()), "ce_type": "survey-answered", "ce_source": "/colloquy/gateway",
        "ce_time": "2026-05-04T08:00:00Z", "ce_subject": key, "content-type": "application/json"})
if producer.flush(30) > 0:
    sys.exit("not everything was sent")
