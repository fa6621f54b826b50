#!/usr/bin/env python3
"""Plays a hiring story from outside and tells it: three candidates, three ends.

play.py --environment FILE --result FILE [--answer RECORDING] [--browser] [--stay]
"""
import argparse
import base64
import concurrent.futures
import datetime
import json
import os
import pathlib
import signal
import subprocess
import sys
import threading
import time
import unicodedata
import uuid

from in_browser import InBrowser
from outside import Outside, Unexpected, sha256, wait
from staff import ROLES, code, set_up

HERE = pathlib.Path(__file__).resolve().parent


class Story:
    def __init__(self, outside, folder, answer, browser=None):
        self.outside = outside
        self.folder = folder
        self.answer = answer
        # Takes the interview of whoever has one at hand; without it everybody speaks HTTP.
        self.browser = browser
        self.start = time.monotonic()
        self.steps = []
        self.lock = threading.Lock()
        self.run = datetime.datetime.now().strftime("%m%d%H%M%S")

    def tell(self, who, sentence):
        """One step, printed as it happens."""
        seconds = time.monotonic() - self.start
        with self.lock:
            self.steps.append({"seconds": round(seconds, 2), "who": who, "what": sentence})
            print(f"{seconds:7.1f} s  {pad(who, 16)}  {sentence}", flush=True)

    # What the employer does.

    def open_jobs(self, jobs):
        start_date = (datetime.date.today() + datetime.timedelta(days=30)).isoformat()
        for job in jobs:
            value = json.loads(json.dumps(job).replace("START_DATE", start_date))
            self.outside.publish("ats.jobs.v1", job["jobID"], "job-opened", value)
            self.tell("ATS", f"opened the job '{job['job']['title']}'")

    def decide(self, application_id, decision, reason):
        self.outside.submit(
            f"/v1/applications/{application_id}/decisions", {"decision": decision, "reason": reason}, role="hr")

    # One candidate, from the application to the end.

    def play(self, candidate):
        name = candidate["name"]
        application_id = f"demo-{candidate['key']}-{self.run}"
        self.apply(candidate, application_id)
        mail = self.outside.link(application_id, 0)
        # The mail may be there before the view of the application is.
        view = self.wait_for(application_id, lambda view: view.get("screening"), "the screening", 30)
        share = view["screening"].get("share")
        self.tell(name, f"résumé screened (share of criteria: {share}), invited by mail: {mail['subject']}")
        submitted = self.interview(candidate, mail)
        view = self.wait_for(application_id, lambda view: view.get("report"), "the report", 180)
        report = view["report"]
        self.tell(name, f"report after {time.monotonic() - submitted:.1f} s: composite {report.get('composite')}, "
                        f"{report['recommendation']}")
        self.keep_report(candidate, application_id)
        view = self.wait_for(
            application_id,
            lambda view: view.get("review") or view.get("stage") in ("human-interview", "second-interview", "review"),
            "the rules' outcome", 30)
        view = self.after_report(candidate, application_id, view)
        return {
            "candidate": candidate["key"], "applicationID": application_id, "language": candidate["language"],
            "composite": report.get("composite"), "recommendation": report["recommendation"],
            "stage": view.get("stage"), "outcome": view.get("outcome"), "end": end_of(view), "expected": candidate["end"],
        }

    def apply(self, candidate, application_id):
        resume = (HERE / candidate["resume"]).read_bytes()
        self.outside.publish("ats.applications.v1", application_id, "application-received", {
            "applicationID": application_id, "jobID": candidate["jobID"],
            "candidate": {field: candidate[field] for field in ("name", "email", "phone", "language")},
            "resume": {"attachment": {
                "fileName": pathlib.Path(candidate["resume"]).name, "mediaType": "application/pdf",
                "base64": base64.b64encode(resume).decode()}},
        })
        self.tell("ATS", f"{candidate['name']} applies with a PDF résumé of {len(resume) // 1024} KB")

    def interview(self, candidate, mail):
        name = candidate["name"]
        if self.browser and candidate.get("hasBrowser"):
            answers = {question: HERE / file for question, file in candidate["answers"].items()}
            self.browser.take(self.address(mail), candidate["language"], answers, lambda step: self.tell(name, step))
            return time.monotonic()
        session = self.outside.enter(mail)
        plan = self.outside.call("GET", "/v1/candidate/session", headers=session)
        self.outside.submit("/v1/candidate/consents", {"purposes": ["recording", "ai-assessment"]}, headers=session)
        self.outside.submit("/v1/candidate/start", {}, headers=session)
        for question in plan["questions"]:
            file = pathlib.Path(self.answer) if self.answer and candidate["key"] == "chen" \
                else HERE / candidate["answers"][question["questionID"]]
            recording = file.read_bytes()
            self.outside.upload(session, question["questionID"], recording)
            self.tell(name, f"answers '{question['questionID']}' ({len(recording) // 1024} KB WebM)")
        wait(lambda: len(self.outside.call("GET", "/v1/candidate/session", headers=session)["answers"])
             >= len(plan["questions"]), "all answers to be taken in", 30)
        self.outside.submit("/v1/candidate/submit", {}, headers=session)
        self.tell(name, "hands the interview in")
        return time.monotonic()

    def after_report(self, candidate, application_id, view):
        """What a person makes of the rules' outcome."""
        name, review = candidate["name"], view.get("review") or {}
        if view.get("stage") == "human-interview":
            self.tell(name, "the rules invite to a talk in person")
            self.decide(application_id, "offer", "convinced-in-person")
            self.tell("HR", f"after the talk: an offer for {name}")
            return self.hire(candidate, application_id)
        if review.get("proposal") in ("thank", "thank-and-pool"):
            self.tell(name, f"the rules propose to turn down ({review.get('rule')}); a person must confirm")
            self.decide(application_id, "reject", "confirmed-by-person")
            view = self.wait_for(application_id, lambda view: view.get("outcome"), "the end", 30)
            self.tell("HR", f"confirmed: {name} is thanked and turned down")
            return view
        self.tell(name, f"held for a human ({review.get('reason')})")
        return view

    def hire(self, candidate, application_id):
        name = candidate["name"]
        view = self.wait_for(application_id, lambda view: view.get("offer"), "the offer letter", 60)
        mail = self.outside.link(application_id, 1)
        self.tell(name, f"offer by mail: {mail['subject']}")
        session = self.outside.enter(mail)
        self.outside.submit("/v1/candidate/offer", {"isAccepted": True, "identity": {
            "idType": "resident", "idNumber": candidate["identityNumber"],
            "address": candidate["address"]}}, headers=session)
        self.tell(name, "accepts the offer")
        view = self.wait_for(
            application_id, lambda view: (view.get("contract") or {}).get("draft"), "the contract", 60)
        draft = view["contract"]["draft"]
        findings = view["contract"].get("findings") or []
        self.tell("contracts", f"labour contract drawn up, law check: {len(findings)} remarks")
        self.outside.submit(f"/v1/applications/{application_id}/approvals",
                            {"sha256": draft["sha256"], "isApproved": True}, role="approver")
        self.tell("approver", "approves the contract")
        mail = self.outside.link(application_id, 2)
        session = self.outside.enter(mail)
        code = self.outside.code(application_id, session, "sign-contract")
        self.outside.submit("/v1/candidate/contract/signature", {"sha256": draft["sha256"], "code": code}, headers=session)
        self.tell(name, "declares the will to sign, with the code from the mail")
        view = self.wait_for(application_id, lambda view: view.get("outcome") == "hired", "the signed contract", 60)
        self.keep_documents(candidate, application_id)
        return view

    def invite_visitor(self, candidate):
        """Somebody applies whose interview is left for whoever looks at the demo; gives the link of the mail."""
        application_id = f"demo-visitor-{candidate['language']}-{self.run}"
        self.apply({**candidate, "email": f"visitor-{candidate['language']}@mail.example"}, application_id)
        return self.address(self.outside.link(application_id, 0))

    def address(self, mail):
        """The link of a mail as it stands there."""
        return f"{self.outside.card['publicURL']}/i#{mail['applicationID']}.{mail['token']}"

    # Looking up and keeping.

    def wait_for(self, application_id, done, what, seconds):
        def find():
            view = self.outside.application(application_id)
            return view if view and done(view) else None
        return wait(find, f"{what} of {application_id}", seconds)

    def keep(self, path, name):
        _, _, content = self.outside.request("GET", path, role="hr")
        (self.folder / name).write_bytes(content)
        return content

    def keep_report(self, candidate, application_id):
        for suffix in ("json", "html", "pdf"):
            self.keep(f"/v1/applications/{application_id}/report.{suffix}", f"{candidate['key']}-report.{suffix}")

    def keep_documents(self, candidate, application_id):
        self.keep(f"/v1/applications/{application_id}/documents/offer", f"{candidate['key']}-offer.pdf")
        signed = f"{candidate['key']}-contract-signed.pdf"
        content = self.keep(f"/v1/applications/{application_id}/documents/signed", signed)
        check = subprocess.run(["pdfsig", str(self.folder / signed)], capture_output=True, text=True, timeout=60)
        if "Signature is Valid" not in check.stdout:
            raise Unexpected(f"pdfsig does not accept the contract's signature: {check.stdout.strip()[-400:]}")
        self.tell("contracts", f"contract signed, pdfsig accepts it (sha256 {sha256(content)[:12]}…)")


def end_of(view):
    if view.get("outcome") == "hired":
        return "hired"
    if view.get("outcome") == "rejected":
        return "turned down"
    if view.get("outcome"):
        return view["outcome"]
    return "held" if view.get("stage") == "review" or view.get("review") else view.get("stage")


def width(text):
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def pad(text, columns):
    return text + " " * max(0, columns - width(text))


def table(rows):
    head = ("candidate", "application", "composite", "recommendation", "end")
    lines = [head] + [
        (row["name"], row["applicationID"], str(row["composite"]), row["recommendation"], row["end"]) for row in rows]
    widths = [max(width(line[column]) for line in lines) for column in range(len(head))]
    for number, line in enumerate(lines):
        print("  " + "  ".join(pad(cell, widths[column]) for column, cell in enumerate(line)))
        if number == 0:
            print("  " + "  ".join("-" * columns for columns in widths))


def ask_in(outside, environment, folder):
    """Somebody for each role of the console; the file lets `staff.py` show the codes of any moment."""
    people = []
    for role in ROLES:
        password = "-".join(uuid.uuid4().hex[:12][place:place + 4] for place in (0, 4, 8))
        people.append(set_up(outside, environment, role, role, password))
    file = folder / "people.json"
    file.touch(mode=0o600)
    file.write_text(json.dumps(people, indent=2) + "\n")
    return people, file


def tell_sign_ins(people, file, address):
    print(f"\nSign in to the console, {address}/hr, as one of these; a code is good once and for half a minute:\n")
    print(f"  {'user name':16} {'password':16} code now")
    for person in people:
        print(f"  {person['name']:16} {person['password']:16} {code(person['secret'], time.time() + 30)}")
    print(f"\n  later codes: python3 Tools/demo/staff.py {file}")


def end_with_us(browser):
    """Who is asked to end in the middle of the story leaves no browser behind."""
    def end(number, _):
        browser.end()
        os._exit(128 + number)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)


def main():
    words = argparse.ArgumentParser()
    words.add_argument("--environment", required=True)
    words.add_argument("--result", type=pathlib.Path, required=True)
    words.add_argument("--answer")
    words.add_argument("--browser", action="store_true", help="who has a browser takes the interview in Chromium, if it is there")
    words.add_argument("--stay", action="store_true", help="leaves two interviews to take oneself")
    chosen = words.parse_args()
    script = json.loads((HERE / "story.json").read_text())
    folder = chosen.result.parent
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        if old.is_file():
            old.unlink()
    browser = InBrowser(pathlib.Path(chosen.environment).parent / "browser") if chosen.browser else None
    if browser and (lack := browser.lack()):
        print(f"{lack} is not installed, so all interviews are taken over HTTP", flush=True)
        browser = None
    if browser:
        end_with_us(browser)
    story = Story(Outside.of(chosen.environment), folder, chosen.answer, browser)
    story.open_jobs(script["jobs"])
    with concurrent.futures.ThreadPoolExecutor(len(script["candidates"])) as pool:
        plays = [pool.submit(story.play, candidate) for candidate in script["candidates"]]
        rows = [play.result() for play in plays]
    for row, candidate in zip(rows, script["candidates"]):
        row["name"] = candidate["name"]
    seconds = time.monotonic() - story.start
    files = sorted(str(file) for file in folder.iterdir() if file != chosen.result)
    result = {"broker": story.outside.card["broker"], "seconds": round(seconds, 1), "applications": rows,
              "mails": len(story.outside.mails()), "files": files, "steps": story.steps}
    fresh = folder / ".result.json"
    fresh.write_text(json.dumps(result, ensure_ascii=False, indent=2) + "\n")
    fresh.rename(chosen.result)
    print(f"\nThe story took {seconds:.1f} s on {story.outside.card['broker']}:\n")
    table(rows)
    print(f"\n  mails            {len(story.outside.mails())} in {story.outside.card['mailFolder']}")
    for file in files:
        if file.endswith(("report.pdf", "contract-signed.pdf")):
            print(f"  {'report' if 'report' in file else 'signed contract':16} {file}")
    print(f"  as JSON          {chosen.result}\n")
    if chosen.stay:
        visits = {one["language"]: story.invite_visitor(one) for one in script["candidates"][:2]}
        print("\nTake an interview yourself, in a browser on this machine:\n")
        for language, link in visits.items():
            print(f"  {language}   {link}")
        people, file = ask_in(story.outside, chosen.environment, folder)
        tell_sign_ins(people, file, story.outside.card["publicURL"])
        print(flush=True)
    wrong = [row for row in rows if row["end"] != row["expected"] and not chosen.answer]
    for row in wrong:
        print(f"{row['name']}: expected '{row['expected']}', came to '{row['end']}'", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Unexpected as failure:
        print(f"the story stopped: {failure}", file=sys.stderr)
        sys.exit(1)
