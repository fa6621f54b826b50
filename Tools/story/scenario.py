#!/usr/bin/env python3
"""What the story test does to a running house, from outside; each scenario prints its findings as one line of JSON.

scenario.py --environment FILE crashes|terminations|secrets|erasures|writing
"""
import argparse
import base64
import collections
import concurrent.futures
import json
import os
import pathlib
import signal
import subprocess
import sys
import time
import urllib.request
import uuid

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "demo"))
from outside import Outside, Unexpected, wait  # noqa: E402
from play import Story  # noqa: E402
from writing import writing  # noqa: E402

SCRIPT = json.loads((HERE.parent / "demo" / "story.json").read_text())
SERVICES = ["screening", "workflow", "gateway", "scoring", "reporting", "notification", "contracts"]
TOPICS = ["ats.jobs.v1", "screening.screenings.v1", "workflow.stages.v1", "gateway.interviews.v1", "gateway.acts.v1",
          "scoring.scorecards.v1", "reporting.reports.v1", "notification.deliveries.v1", "contracts.offers.v1"]


class House:
    """The running house as its supervisor describes it; read anew each time, because services are started again."""

    def __init__(self, path):
        self.path = path

    @property
    def card(self):
        return json.loads(pathlib.Path(self.path).read_text())

    def pid(self, service):
        return self.card["processes"][service]

    def hit(self, service, number):
        """Sends a signal and waits until the service runs again under another pid and says that it is ready."""
        before = self.pid(service)
        start = time.monotonic()
        os.kill(before, number)
        wait(lambda: not pathlib.Path(f"/proc/{before}").exists() or self.pid(service) != before, f"{service} to end", 40, 0.02)
        ended = time.monotonic() - start
        wait(lambda: self.pid(service) != before and ready(self.card["healthPorts"][service]), f"{service} to be back", 60)
        return round(ended, 2)


def has_child(pid):
    """Whether a process has started another one: a decoder, a signer."""
    return any(line.strip() for task in pathlib.Path(f"/proc/{pid}/task").iterdir()
               for line in [(task / "children").read_text()])


def ready(port):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=2) as answer:
            return answer.status == 200
    except OSError:
        return False


def facts(outside, topic, kind, application_ids):
    """Distinct event ids per application of one kind of fact."""
    found = {application_id: set() for application_id in application_ids}
    for headers, key, _ in outside.records(topic):
        if headers.get("ce_type") == kind and key in found:
            found[key].add(headers["ce_id"])
    return {key: len(ids) for key, ids in found.items()}


def settled(outside, topic, kind, application_ids, seconds):
    """Waits until every application has such a fact, then a little for more of them."""
    wait(lambda: all(facts(outside, topic, kind, application_ids).values()), f"{kind} of every application", seconds, 1)
    time.sleep(3)
    return facts(outside, topic, kind, application_ids)


class Crashing(Story):
    """The hired candidate's story, with scoring killed in mid-answer and contracts in mid-signature."""

    def __init__(self, outside, folder, house):
        super().__init__(outside, folder, None)
        self.house = house
        self.kills = {}

    def interview(self, candidate, mail):
        submitted = super().interview(candidate, mail)
        # The recordings are with scoring now, which needs some seconds for each.
        time.sleep(0.7)
        self.kills["scoring"] = self.house.hit("scoring", signal.SIGKILL)
        return submitted

    def tell(self, who, sentence):
        super().tell(who, sentence)
        if sentence.startswith("declares the will to sign"):
            wait(lambda: has_child(self.house.pid("contracts")), "the signer to be at work", 20, 0.005)
            self.kills["contracts"] = self.house.hit("contracts", signal.SIGKILL)


def identity_number(like, number):
    """A number as of GB 11643 with the area and date of birth of another: who is hired twice would need no second probation."""
    digits = f"{like[:14]}{number % 1000:03}"
    weights = [2 ** (17 - place) % 11 for place in range(17)]
    return digits + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(digits, weights)) % 11]


def crashes(house, folder):
    outside = Outside(house.card)
    story = Crashing(outside, folder, house)
    story.open_jobs(SCRIPT["jobs"])
    first = SCRIPT["candidates"][0]
    candidate = dict(first, identityNumber=identity_number(first["identityNumber"], 101))
    row = story.play(candidate)
    application_id = row["applicationID"]
    time.sleep(3)
    count = lambda topic, kind: facts(outside, topic, kind, [application_id])[application_id]  # noqa: E731
    return {
        "end": row["end"], "kills": sorted(story.kills), "answers": len(candidate["answers"]),
        "answersScored": count("scoring.scorecards.v1", "answer-scored"),
        "interviewsScored": count("scoring.scorecards.v1", "interview-scored"),
        "reports": count("reporting.reports.v1", "report-compiled"),
        "contractsDrafted": count("contracts.offers.v1", "contract-drafted"),
        "contractsSigned": count("contracts.offers.v1", "contract-signed"),
        "ends": count("workflow.stages.v1", "application-closed"),
        "stage": row["stage"],
    }


def terminations(house, folder, count=120):
    """Applications in a stream while every service in turn is asked to end; then all are withdrawn."""
    outside = Outside(house.card)
    story = Story(outside, folder, None)
    story.open_jobs(SCRIPT["jobs"])
    run = uuid.uuid4().hex[:8]
    ids = [f"load-{run}-{number:04}" for number in range(count)]

    def apply(application_id):
        outside.publish("ats.applications.v1", application_id, "application-received", {
            "applicationID": application_id, "jobID": "demo-support-engineer",
            "candidate": {"name": f"Load {application_id}", "email": f"{application_id}@mail.example", "language": "en"},
            "resume": {"text": "Customer support engineer since 2019. SQL, PostgreSQL, Linux. Bachelor of Science."},
        }, event_id=str(uuid.uuid5(uuid.NAMESPACE_URL, application_id)))

    def withdraw(application_id):
        outside.publish("ats.applications.v1", application_id, "application-withdrawn", {"applicationID": application_id},
                        event_id=str(uuid.uuid5(uuid.NAMESPACE_URL, application_id + "/withdrawn")))

    exits = {}
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        applying = [pool.submit(apply, application_id) for application_id in ids]
        for service in SERVICES:
            exits[service] = house.hit(service, signal.SIGTERM)
        for done in applying:
            done.result()
    invited = settled(outside, "workflow.stages.v1", "interview-invited", ids, 120)
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        withdrawing = [pool.submit(withdraw, application_id) for application_id in ids]
        for service in ("workflow", "screening", "gateway"):
            exits[f"{service} again"] = house.hit(service, signal.SIGTERM)
        for done in withdrawing:
            done.result()
    ended = settled(outside, "workflow.stages.v1", "application-closed", ids, 120)
    wait(lambda: len(invitations(outside, run)) >= count, "an invitation to everyone", 120, 1)
    mails = collections.Counter(invitations(outside, run))
    letters = sum(len(outside.records(f"{service}.dead-letters.v1")) for service in SERVICES)
    return {
        "applications": count, "exitSecondsMax": max(exits.values()), "exits": exits,
        "admitted": total(facts(outside, "screening.screenings.v1", "application-admitted", ids)),
        "invited": total(invited), "ended": total(ended),
        "notOnce": sorted(key for key, number in ended.items() if number != 1),
        "mails": len(mails), "mailsTwice": sorted(to for to, number in mails.items() if number > 1),
        "deadLetters": letters,
    }


def total(counts):
    return sum(counts.values())


def invitations(outside, run):
    return [mail["to"] for mail in outside.mails() if f"load-{run}-" in mail["to"] and "/i#" in mail["text"]]


def secrets(house, folder):
    """Plants strings in every personal field, lets them travel, then looks for them where they must not be."""
    outside = Outside(house.card)
    story = Story(outside, folder, None)
    story.open_jobs(SCRIPT["jobs"])
    mark = uuid.uuid4().hex[:10]
    first = SCRIPT["candidates"][0]
    candidate = dict(
        first, name=f"隐私{mark}名", email=f"plant.{mark}@mail.example", phone=f"139{mark}", address=f"隐私路{mark}号",
        key=f"plant-{mark[:4]}", identityNumber=identity_number(first["identityNumber"], 202))
    row = story.play(candidate)
    text_id = f"planted-{mark}"
    outside.publish("ats.applications.v1", text_id, "application-received", {
        "applicationID": text_id, "jobID": "demo-support-engineer",
        "candidate": {"name": f"Name{mark}", "email": f"second.{mark}@mail.example", "phone": f"+44{mark}"},
        "resume": {"text": f"Customer support and SQL at Employer{mark}."},
    })
    # Not an event at all: it ends as a dead letter, sealed.
    outside.publish("ats.applications.v1", f"broken-{mark}", "application-received", {
        "applicationID": f"broken-{mark}", "jobID": ["wrong"], "candidate": {"name": f"Broken{mark}"}})
    wait(lambda: sum(facts(outside, "screening.screenings.v1", "application-screened", [text_id]).values()),
         "the screening of the planted text", 60)
    wait(lambda: outside.records("screening.dead-letters.v1"), "the dead letter", 60)
    time.sleep(2)
    needles = {
        "name": candidate["name"], "email": candidate["email"], "phone": candidate["phone"],
        "address": candidate["address"], "identity number": candidate["identityNumber"], "second name": f"Name{mark}",
        "second email": f"second.{mark}@", "second phone": f"+44{mark}", "résumé text": f"Employer{mark}",
        "résumé of the file": "云帆科技", "broken record": f"Broken{mark}",
    }
    places = haystacks(house, outside)
    found = sorted(
        f"{what} in {place}" for place, content in places.items() for what, needle in needles.items()
        if any(form in content for form in forms(needle)))
    source = b"".join(raw(outside, "ats.applications.v1"))
    return {
        "end": row["end"], "found": found, "searched": len(places), "bytes": sum(map(len, places.values())),
        "canFind": all(any(form in source for form in forms(needles[what])) for what in ("name", "email", "second name")),
    }


def erasures(house, folder):
    """One candidate is erased by the operator while scoring hears the answers, another by HR while a mail waits."""
    outside = Outside(house.card)
    story = Story(outside, folder, None)
    story.open_jobs(SCRIPT["jobs"])
    run = uuid.uuid4().hex[:8]
    heard = dict(SCRIPT["candidates"][0], key=f"heard-{run}", email=f"heard.{run}@mail.example")
    heard_id, waiting_id = f"heard-{run}", f"waiting-{run}"
    story.apply(heard, heard_id)
    mail = outside.link(heard_id, 0)
    candidate_id = story.wait_for(heard_id, lambda view: view.get("candidateID"), "the application", 30)["candidateID"]
    story.interview(heard, mail)
    # The recordings are with scoring now, which needs some seconds for each; its decoder may be gone already.
    time.sleep(0.7)
    program = pathlib.Path(f"/proc/{house.pid('gateway')}/exe").resolve().parent / "colloquy"
    erased = subprocess.run(
        [program, "erase", candidate_id, "--reason", "asked-for", "--at", pathlib.Path(house.path).parent.name],
        capture_output=True, text=True, timeout=60)
    if erased.returncode != 0:
        raise Unexpected(f"colloquy erase: {erased.stdout} {erased.stderr}")

    # Notification sleeps, so the invitation waits for it.
    os.kill(house.pid("notification"), signal.SIGSTOP)
    try:
        story.apply(dict(heard, email=f"waiting.{run}@mail.example", key=waiting_id), waiting_id)
        invited = lambda view: view if view and view.get("stage") == "interview" else None  # noqa: E731
        waiting = wait(lambda: invited(outside.application(waiting_id)), "the invitation", 60)
        outside.submit(f"/v1/candidates/{waiting['candidateID']}/erasures", {"reason": "asked-for"}, role="hr")
    finally:
        os.kill(house.pid("notification"), signal.SIGCONT)

    ids = [heard_id, waiting_id]
    ends = settled(outside, "workflow.stages.v1", "application-closed", ids, 60)
    time.sleep(8)
    views = {key: outside.application(key) for key in ids}
    letters = [record for service in SERVICES for record in outside.records(f"{service}.dead-letters.v1")]
    return {
        "ends": total(ends), "reasons": sorted({view["stageReason"] for view in views.values()}),
        "told": total(facts(outside, "gateway.acts.v1", "candidate-erased", ids)),
        "reports": total(facts(outside, "reporting.reports.v1", "report-compiled", ids)),
        "mailsToErased": sum(f"waiting.{run}@" in letter["to"] for letter in outside.mails()),
        "mailsAfterwards": sum(f"heard.{run}@" in letter["to"] for letter in outside.mails()) - 1,
        "deadLetters": sum(any(key == id for id in ids) for _, key, _ in letters),
    }


def forms(text):
    """A text as it may lie in a file: UTF-8, escaped JSON, base64 at each of three positions, hexadecimal."""
    encoded = text.encode()
    yield encoded
    yield json.dumps(text).strip('"').encode()
    for shift in range(3):
        piece = base64.b64encode(b"\0" * shift + encoded)
        yield piece[(4 if shift else 0):-4]
    yield encoded.hex().encode()


def raw(outside, topic):
    command = ["kcat", "-C", "-b", outside.card["bootstrapServers"], "-t", topic, "-o", "beginning", "-e", "-q",
               "-f", "%h %k %s\\n", "-X", "fetch.message.max.bytes=9000000", "-X", "receive.message.max.bytes=200000000"]
    return [subprocess.run(command, capture_output=True, timeout=120).stdout]


def haystacks(house, outside):
    """Every topic but the one for personal data, every table outside the vault, every log, every metric."""
    card = house.card
    places = {f"topic {topic}": b"".join(raw(outside, topic))
              for topic in TOPICS + [f"{service}.dead-letters.v1" for service in SERVICES]}
    dump = subprocess.run(
        ["pg_dump", "--data-only", "--exclude-schema=vault", card["postgresAdministratorURL"]],
        capture_output=True, timeout=120)
    if dump.returncode != 0:
        raise Unexpected(f"pg_dump: {dump.stderr.decode()[-300:]}")
    places["tables outside the vault"] = dump.stdout
    for log in pathlib.Path(card["logFolder"]).glob("*.log"):
        places[f"log {log.name}"] = log.read_bytes()
    for service, port in card["healthPorts"].items():
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=5) as answer:
            places[f"metrics of {service}"] = answer.read()
    return places


def written(house, folder):
    outside = Outside(house.card)
    return writing(outside, Story(outside, folder, None), SCRIPT, folder)


def main():
    words = argparse.ArgumentParser()
    words.add_argument("--environment", required=True)
    words.add_argument("--folder", type=pathlib.Path, required=True)
    words.add_argument("name", choices=["crashes", "terminations", "secrets", "erasures", "writing"])
    chosen = words.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    scenario = {"crashes": crashes, "terminations": terminations, "secrets": secrets, "erasures": erasures,
                "writing": written}[chosen.name]
    print(json.dumps(scenario(House(chosen.environment), chosen.folder), ensure_ascii=False))


if __name__ == "__main__":
    try:
        main()
    except Unexpected as failure:
        print(f"the scenario stopped: {failure}", file=sys.stderr)
        sys.exit(1)
