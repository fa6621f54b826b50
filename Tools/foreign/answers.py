"""What becomes of events that are malformed, unknown, oversized or sent twice, as docs/ats.md says it."""
import base64
import json
import time
import uuid

from outside import wait

from guide import Guide

JOBS, APPLICATIONS = "ats.jobs.v1", "ats.applications.v1"


class Wrong(Guide):
    """Sends what an ATS should not."""

    def __init__(self, outside, folder):
        super().__init__(outside, folder)
        from confluent_kafka import Producer
        self.producer = Producer({"bootstrap.servers": self.brokers, "message.max.bytes": 20_000_000})

    def send(self, topic, key, value, kind="application-received", event_id=None, headers=None):
        """One record as it is told; returns the broker's error, if it has one."""
        if headers is None:
            headers = {"ce_specversion": "1.0", "ce_id": event_id or str(uuid.uuid4()), "ce_source": "/ats/wrong",
                       "ce_type": kind, "content-type": "application/json"}
        errors = []
        value = value if isinstance(value, (bytes, type(None))) else json.dumps(value).encode()
        self.producer.produce(topic, key=key, value=value, headers=headers, on_delivery=lambda e, _: errors.append(e))
        self.producer.flush(30)
        return errors[0].name() if errors and errors[0] else None

    def person(self, key, **changes):
        return {**json.loads(open(self.application(key)).read()), **changes}

    def letters(self, service):
        return {headers["ce_id"] if "ce_id" in headers else key: headers["colloquy-dead-reason"]
                for headers, key, _ in self.outside.records(f"{service}.dead-letters.v1")}


def over_kafka(wrong):
    """Case → (what was expected, what came of it)."""
    refused, buried = {}, {}

    def refuse(case, code, **changes):
        key = f"{wrong.job}-{case}"
        wrong.send(APPLICATIONS, key, wrong.person(key, **changes))
        refused[key] = code

    refuse("no-candidate", "malformed-event", candidate=None)
    refuse("no-mail", "email-invalid", candidate={"name": "Ann", "email": "nowhere"})
    refuse("two-forms", "resume-form-invalid", resume={"text": "x", "reference": "https://a.example/cv"})
    refuse("six-megabytes", "resume-too-large", resume={"attachment": {
        "fileName": "cv.txt", "mediaType": "text/plain", "base64": base64.b64encode(b"a" * 5_400_000).decode()}})
    refuse("no-document", "resume-type-unsupported", resume={"attachment": {
        "fileName": "cv.pdf", "mediaType": "application/pdf", "base64": base64.b64encode(bytes(range(256))).decode()}})

    def bury(case, topic, value, **more):
        event_id = f"{wrong.job}-{case}"
        wrong.send(topic, event_id, value, event_id=event_id, **more)
        buried[event_id] = more.get("kind", "")

    bury("no-json", APPLICATIONS, b"{")
    bury("no-name", APPLICATIONS, wrong.person("x", applicationID=None))
    bury("unknown-type", APPLICATIONS, {"applicationID": "a"}, kind="application-moved")
    bury("unknown-type-of-job", JOBS, {"jobID": "j"}, kind="job-painted")
    bury("job-without-title", JOBS, {"jobID": f"{wrong.job}-x", "job": {}}, kind="job-opened")
    bury("no-value", APPLICATIONS, None)
    no_event = f"{wrong.job}-no-event"
    wrong.send(APPLICATIONS, no_event, {"a": 1}, headers={"content-type": "application/json"})
    buried[no_event] = ""

    def all_refused():
        facts = wrong.facts("screening.screenings.v1")
        return all("application-refused" in facts.get(key, {}) for key in refused)

    wait(all_refused, "every refusal", 60, 1)
    wait(lambda: buried.keys() <= wrong.letters("screening").keys(), "every dead letter", 30, 1)
    facts, letters = wrong.facts("screening.screenings.v1"), wrong.letters("screening")
    others = {service: sorted(set(wrong.letters(service)) & buried.keys())
              for service in ("workflow", "gateway", "notification")}
    return {
        "refused": {key.removeprefix(wrong.job + "-"): facts[key]["application-refused"][0]["code"] for key in refused},
        "refusedAsExpected": all(facts[key]["application-refused"][0]["code"] == code for key, code in refused.items()),
        "buried": {key.removeprefix(wrong.job + "-"): letters[key].split(":")[0] for key in buried},
        "buriedElsewhere": {service: ids for service, ids in others.items() if ids},
    }


def oversized_record(wrong):
    """The broker itself refuses what is larger than the topic takes."""
    key = f"{wrong.job}-nine-megabytes"
    return wrong.send(APPLICATIONS, key, wrong.person(key, resume={"text": "x" * 9_000_000}))


def duplicates(wrong):
    """The same event from Kafka twice, from HTTP twice, and another under the same id."""
    key = f"{wrong.job}-twice"
    value = wrong.person(key)
    for _ in range(3):
        wrong.send(APPLICATIONS, key, value, event_id=f"{key}-id")
    web = f"{wrong.job}-web"
    event = {"specversion": "1.0", "id": web, "source": "/ats/wrong", "type": "application-received",
             "data": wrong.person(web)}
    post = lambda event: wrong.outside.request(  # noqa: E731
        "POST", "/v1/events", json.dumps(event).encode(), role="ats",
        headers={"Content-Type": "application/cloudevents+json"}, expect=range(200, 500))
    statuses = []
    for _ in range(2):
        status, headers, _ = post(event)
        statuses.append([str(status), headers["Idempotent-Replay"]])
    status, _, content = post({**event, "data": wrong.person(web, jobID="another")})
    statuses.append([str(status), json.loads(content)["code"]])
    wrong.screened([key, web])
    time.sleep(2)
    facts = wrong.facts("screening.screenings.v1")
    return {"http": statuses, "screened": [len(facts[one]["application-screened"]) for one in (key, web)]}


def answers(outside, folder):
    wrong = Wrong(outside, folder)
    wrong.open()
    wait(lambda: outside.request("GET", f"/v1/jobs/{wrong.job}", role="hr", expect=(200, 404))[0] == 200,
         "the job", 30)
    return {**over_kafka(wrong), "tooLargeForTheTopic": oversized_record(wrong), **duplicates(wrong)}
