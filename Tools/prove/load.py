"""Clients that write down what they were told, synced to disk before they count it."""
import json
import os
import random
import threading
import time
import uuid

from confluent_kafka import Consumer, KafkaError, Producer, TopicPartition

# Quick to come back, so that what is measured is the house and not its client.
CLIENT = {"log_level": 2, "reconnect.backoff.ms": 50, "reconnect.backoff.max.ms": 500}


class Ledger:
    """An append-only file: a line is what a client was told, and is on the disk before the client goes on."""

    def __init__(self, path):
        self.path = path
        self.file = open(path, "ab")
        self.lock = threading.Lock()

    def write(self, *lines):
        if not lines:
            return
        with self.lock:
            self.file.write(b"".join(json.dumps(line).encode() + b"\n" for line in lines))
            self.file.flush()
            os.fsync(self.file.fileno())


class Load:
    """Applications over Kafka and over HTTP, withdrawals, jobs; some sent twice, some out of order."""

    def __init__(self, house, seed, job):
        self.house = house
        self.dice = random.Random(seed)
        self.ledger = Ledger(house.root / "ledger.jsonl")
        self.number = 0
        # In every personal field, and nowhere that is not.
        self.mark = f"cnry{uuid.uuid4().hex[:10]}"
        self.ledger.write({"type": "canary", "text": self.mark})
        self.prefix = f"p{seed}"
        self.job = job
        self.threads = []
        self.is_on = threading.Event()
        self.told = []
        self.acknowledged = {}
        self.lock = threading.Lock()
        self.producer = Producer({
            **CLIENT, "bootstrap.servers": house.broker.servers, "acks": "all", "enable.idempotence": True, "linger.ms": 5,
            "message.max.bytes": 9_000_000, "delivery.timeout.ms": 120_000,
            "topic.metadata.refresh.interval.ms": 5000})

    # What is sent.

    def open_job(self, job_id, job):
        self.send("ats.jobs.v1", job_id, "job-opened", {"jobID": job_id, "job": job})

    def next_id(self):
        with self.lock:
            self.number += 1
            return f"{self.prefix}-{self.number:05}"

    def person(self, application_id):
        return {"name": f"Prove {self.mark} {application_id}", "email": f"{application_id}@{self.mark}.example",
                "phone": f"+44 {self.mark}", "language": "en"}

    def application(self, application_id):
        # Every tenth is more than lies beside a row of the vault, and goes into files.
        padding = "Further training in customer care. " * 1900 if application_id.endswith("0") else ""
        return {"applicationID": application_id, "jobID": self.job, "candidate": self.person(application_id),
                "resume": {"text": f"Customer support engineer at {self.mark} since 2019. SQL, PostgreSQL, Linux. "
                                   f"Bachelor of Science. Number {application_id}. {padding}"}}

    def send(self, topic, key, kind, value, event_id=None, copies=1, on_ok=None, result="ok"):
        """Queues one event; it is in the ledger once the broker has it."""
        event_id = event_id or str(uuid.uuid4())
        headers = [("ce_specversion", "1.0"), ("ce_id", event_id), ("ce_source", "/prove"), ("ce_type", kind),
                   ("ce_time", time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())), ("ce_subject", key),
                   ("content-type", "application/json")]
        line = {"type": kind, "key": key, "source": "/prove", "id": event_id, "via": "kafka"}

        def delivered(error, _):
            self.told.append({**line, "result": result if error is None else "info"})
            if error is None and on_ok:
                on_ok()
        for copy in range(copies):
            body = value if isinstance(value, bytes) else json.dumps(value).encode()
            while True:
                try:
                    self.producer.produce(
                        topic, body, key.encode(), headers=headers,
                        on_delivery=delivered if copy == 0 else lambda *_: None)
                    break
                except BufferError:
                    self.poll(0.1)
        return event_id

    def poll(self, seconds=0.0):
        self.producer.poll(seconds)
        told, self.told = self.told, []
        self.ledger.write(*told)

    def flush(self, seconds=60):
        end = time.monotonic() + seconds
        while len(self.producer) and time.monotonic() < end:
            self.poll(0.1)
        self.poll()

    # Streams.

    def start(self, rate=20.0, copies=1, shuffle=False, http=True):
        self.is_on.set()
        streams = [lambda: self.over_kafka(rate, copies, shuffle)]
        if http and "gateway" in self.house.services:
            streams.append(lambda: self.over_http(3.0))
        self.threads = [threading.Thread(target=stream, daemon=True) for stream in streams]
        for thread in self.threads:
            thread.start()

    def stop(self):
        self.is_on.clear()
        for thread in self.threads:
            thread.join()
        self.flush()

    def over_kafka(self, rate, copies, shuffle):
        window = []

        def submit(application_id):
            def withdraw():
                # Half of them end, so that the equation has two sides.
                self.acknowledged[application_id] = time.monotonic()
            self.send("ats.applications.v1", application_id, "application-received", self.application(application_id),
                      copies=copies, on_ok=withdraw)

        def take_back(application_id):
            self.send("ats.applications.v1", application_id, "application-withdrawn", {"applicationID": application_id},
                      copies=copies)
        due = time.monotonic()
        while self.is_on.is_set():
            application_id = self.next_id()
            steps = [lambda a=application_id: submit(a)]
            if self.dice.random() < 0.5:
                steps.append(lambda a=application_id: take_back(a))
            window += steps
            if not shuffle or len(window) >= 20:
                if shuffle:
                    self.dice.shuffle(window)
                for step in window:
                    step()
                window = []
            self.poll()
            due += 1 / rate
            time.sleep(max(0.0, min(1.0, due - time.monotonic())))
        for step in window:
            step()

    def over_http(self, rate):
        while self.is_on.is_set():
            if self.dice.random() < 0.6:
                self.apply_over_http(self.next_id())
            else:
                self.open_over_http(f"{self.next_id()}-job")
            time.sleep(1 / rate)

    def over_http_until_told(self, line, method, path, body, key):
        """The same request under the same key until there is an answer; nobody knows when there is none in the end."""
        result = "info"
        for attempt in range(40):
            status, _, _ = self.house.http(method, path, body, headers={"Idempotency-Key": key}, timeout=5)
            if status in (200, 201, 202):
                result = "ok"
                break
            if 400 <= status < 500 and status not in (408, 409, 425, 429):
                result = "fail" if attempt == 0 else "info"
                break
            time.sleep(0.25)
        self.ledger.write({**line, "via": "http", "result": result})
        return result

    def apply_over_http(self, application_id):
        body = json.dumps(self.application(application_id)).encode()
        result = self.over_http_until_told(
            {"type": "application-received", "key": application_id}, "POST", "/v1/applications", body, application_id)
        if result == "ok":
            self.acknowledged[application_id] = time.monotonic()

    def open_over_http(self, job_id):
        body = json.dumps({"jobID": job_id, "job": self.job_description}).encode()
        self.over_http_until_told({"type": "job-opened", "key": job_id}, "POST", "/v1/jobs", body, job_id)


class Watcher:
    """Reads what the workflow says, to know how soon it says anything again."""

    def __init__(self, servers, partitions=12):
        self.seen = {}
        self.lock = threading.Lock()
        self.is_on = True
        self.consumer = Consumer({
            **CLIENT, "bootstrap.servers": servers, "group.id": "prove-watcher", "enable.auto.commit": False,
            "auto.offset.reset": "latest"})
        self.consumer.assign([TopicPartition("workflow.stages.v1", number) for number in range(partitions)])
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.thread.start()

    def run(self):
        while self.is_on:
            record = self.consumer.poll(0.1)
            if record is None or record.error():
                continue
            key = (record.key() or b"").decode(errors="replace")
            with self.lock:
                self.seen.setdefault(key, time.monotonic())

    def first(self, keys, after):
        """Seconds from `after` to the first word on any of these that came later; None when there was none yet."""
        with self.lock:
            times = [self.seen[key] - after for key in keys if key in self.seen and self.seen[key] > after]
        return min(times) if times else None

    def close(self):
        self.is_on = False
        self.thread.join()
        self.consumer.close()
