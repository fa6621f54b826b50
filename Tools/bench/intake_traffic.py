"""The outside of `intake`: sends applications and follows what comes of them, by a client that shares no code with ours.

intake_traffic.py SERVERS job JOB                            opens a job
intake_traffic.py SERVERS run JOB PREFIX COUNT FORM          sends and waits for the last application-screened
intake_traffic.py SERVERS send JOB PREFIX COUNT FORM         sends alone
intake_traffic.py SERVERS large JOB PREFIX COUNT BYTES       sends files of this size
intake_traffic.py SERVERS single JOB PREFIX COUNT MILLIS     sends one after the other so far apart, with each one's time

FORM is text, json, or the path of a PDF. Runs in the test tools' Python (confluent-kafka).
"""
import base64
import json
import os
import pathlib
import sys
import threading
import time
import uuid

from confluent_kafka import Consumer, Producer, TopicPartition

ROOT = pathlib.Path(__file__).resolve().parents[1] / "demo"
TOLD = "screening.screenings.v1"
WAIT_SECONDS_MAX = 600


def resume(form):
    """A résumé of about two kilobytes, in English, as an ATS would send it."""
    person = json.loads((ROOT / "resumes.json").read_text())["carter"]
    more = [("Projects", [
        "Moved the ticket archive of eleven years from spreadsheets to PostgreSQL, with a nightly check of every total.",
        "Wrote the help desk's guide for Linux and Debian: forty pages, used by three teams, revised every quarter.",
        "Led the switch of customer support from telephone to chat for four hundred thousand customers in two regions.",
        "Kept a weekly report of incidents in SQL: causes, time to answer, time to mend, and what was learnt from each.",
    ]), ("Interests", ["Reading circle of the city library, hill walking, repairing bicycles with the youth club."])]
    sections = [(name, lines) for name, lines in person["sections"]] + more
    if form == "text":
        return {"text": "\n\n".join("\n".join([name, *lines]) for name, lines in sections)}
    if form == "json":
        return {"json": {
            "basics": {"label": "Customer support engineer", "summary": " ".join(sections[0][1])},
            "work": [{"name": "Northgate Systems", "position": "Support Engineer", "startDate": "2022-03",
                      "summary": line} for line in sections[1][1]],
            "education": [{"institution": "University of Leeds", "studyType": "Bachelor", "area": "Information Systems",
                           "startDate": "2017", "endDate": "2020"}],
            "skills": [{"name": "SQL", "keywords": ["PostgreSQL", "Linux", "Jira", "technical writing"]}],
            "projects": [{"name": f"Project {at}", "description": line} for at, line in enumerate(more[0][1])]}}
    return attached(pathlib.Path(form).read_bytes())


def attached(content):
    return {"attachment": {"fileName": "resume.pdf", "mediaType": "application/pdf",
                           "base64": base64.b64encode(content).decode()}}


def padded(size):
    """A PDF of this size: the demo's, with a comment of random bytes before a second end."""
    content = (ROOT / "resumes" / "carter.pdf").read_bytes()
    end = content[content.rindex(b"startxref"):]
    return content + b"\n%" + os.urandom(size - len(content)).replace(b"\n", b" ").replace(b"\r", b" ") + b"\n" + end


def headers(kind, key, source):
    return {"ce_specversion": "1.0", "ce_id": str(uuid.uuid4()), "ce_type": kind, "ce_source": source,
            "ce_time": "2026-05-04T08:00:00Z", "ce_subject": key, "content-type": "application/json"}


class Sender:
    def __init__(self, servers, source):
        self.producer = Producer({"bootstrap.servers": servers, "partitioner": "murmur2_random", "linger.ms": 5,
                                  "acks": "all", "message.max.bytes": 9_000_000})
        self.source = source

    def put(self, topic, key, kind, value):
        while True:
            try:
                self.producer.produce(topic, value, key.encode(), headers=headers(kind, key, self.source))
                return
            except BufferError:
                self.producer.poll(0.1)

    def apply(self, key, job, content):
        body = json.dumps({"applicationID": key, "jobID": job, "candidate": {
            "name": f"Emily Carter {key}", "email": f"{key}@mail.example", "phone": "+44 20 7946 0123", "language": "en"},
            "resume": content}, ensure_ascii=False)
        self.put("ats.applications.v1", key, "application-received", body.encode())

    def done(self):
        if self.producer.flush(60) > 0:
            sys.exit("not everything was sent")


class Followed:
    """Reads application-screened from now on, with the time at which each came."""

    def __init__(self, servers):
        self.consumer = Consumer({"bootstrap.servers": servers, "group.id": f"bench-{uuid.uuid4()}",
                                  "enable.auto.commit": False, "fetch.wait.max.ms": 20})
        topics = self.consumer.list_topics(TOLD, timeout=30).topics[TOLD].partitions
        places = [TopicPartition(TOLD, number) for number in topics]
        for place in places:
            place.offset = self.consumer.get_watermark_offsets(place, timeout=30)[1]
        self.consumer.assign(places)

    def until(self, keys):
        """The time at which each of these was screened."""
        missing, times, end = set(keys), {}, time.time() + WAIT_SECONDS_MAX
        while missing:
            for record in self.consumer.consume(1000, 0.2):
                key = (record.key() or b"").decode()
                kind = dict(record.headers() or []).get("ce_type")
                if kind == b"application-screened" and key in missing:
                    missing.discard(key)
                    times[key] = time.time()
            if time.time() > end:
                sys.exit(f"{len(missing)} of {len(keys)} were not screened within {WAIT_SECONDS_MAX} s")
        return times


def singles(sender, followed, job, keys, pause):
    """The seconds that each took; they are read while further ones are sent, at the moment at which they come."""
    content, sent, times = resume("text"), {}, {}
    reading = threading.Thread(target=lambda: times.update(followed.until(keys)))
    reading.start()
    for key in keys:
        sent[key] = time.time()
        sender.apply(key, job, content)
        sender.done()
        time.sleep(max(0, sent[key] + pause - time.time()))
    reading.join()
    if len(times) < len(keys):
        sys.exit("not every single application was screened")
    return [times[key] - sent[key] for key in keys]


def main():
    servers, command, job, *words = sys.argv[1:]
    if command == "job":
        script = json.loads((ROOT / "story.json").read_text())["jobs"][1]
        sender = Sender(servers, "/bench/ats")
        sender.put("ats.jobs.v1", job, "job-opened", json.dumps({**script, "jobID": job}).encode())
        sender.done()
        return {}
    prefix, count = words[0], int(words[1])
    keys = [f"{prefix}-{number}" for number in range(count)]
    if command == "single":
        return {"seconds": singles(Sender(servers, "/bench/single"), Followed(servers), job, keys, int(words[2]) / 1000)}
    if command == "large":
        sender = Sender(servers, "/bench/large")
        for key in keys:
            sender.apply(key, job, attached(padded(int(words[2]))))
        sender.done()
        return {}
    sender, content = Sender(servers, "/bench/import"), resume(words[2])
    followed = Followed(servers) if command == "run" else None
    begin = time.time()
    for key in keys:
        sender.apply(key, job, content)
    sender.done()
    return {"begin": begin, "end": max(followed.until(keys).values()) if followed else time.time()}


if __name__ == "__main__":
    print(json.dumps(main()))
