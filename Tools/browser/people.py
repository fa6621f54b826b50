"""The employer's side of a case: jobs, people who apply, what staff decide. All of it from outside, as the demo does it."""
import base64
import copy
import datetime
import hashlib
import hmac
import itertools
import json
import pathlib
import struct
import threading
import time
import uuid

from outside import wait

SCRIPT = json.loads((pathlib.Path(__file__).resolve().parents[1] / "demo" / "story.json").read_text())
LANGUAGES = {"en": "demo-support-engineer", "zh": "demo-backend-engineer"}
NAMES = {"en": ["Ada Brown", "Grace Miller", "Alan Clark", "Mary Jackson"], "zh": ["张敏", "李晓华", "王思齐", "赵一鸣"]}
TITLES = {"en": "Support Engineer", "zh": "技术支持工程师"}
SUM = {
    "languages": ["python", "cpp"], "timeMilliseconds": 2000, "memoryMebibytes": 256,
    "openExamples": [{"input": "1 2\n", "output": "3\n"}, {"input": "20 22\n", "output": "42\n"}],
    "hiddenExamples": [{"input": "40 2\n", "output": "42\n"}]}
WORDS = {
    "en": {"letter": "Tell us about an angry customer. What did you do?", "sum": "Read two integers and write their sum.",
           "listening": "listened"},
    "zh": {"letter": "请讲一次客户生气的经历，您是怎样处理的？", "sum": "读入两个整数，输出它们的和。", "listening": "倾听"},
}


def interview(kind, language):
    """What a job of this kind asks."""
    spoken = copy.deepcopy(next(
        job["job"]["interview"] for job in SCRIPT["jobs"] if job["jobID"] == LANGUAGES[language]))
    if kind == "timed":
        # The least that an employer can ask for, so that the clock ends it soon.
        one = {**spoken["questions"][0], "thinkSeconds": 8, "answerSecondsMax": 20, "pausesMax": 1, "retakesMax": 1}
        return {**spoken, "questions": [one], "dimensions": [
            {"dimension": one["competency"], "weight": 60}, {"dimension": "communication", "weight": 40}]}
    if kind == "faces":
        one = {**spoken["questions"][0], "answerSecondsMax": 60}
        return {**spoken, "faceChannel": True, "questions": [one], "dimensions": [
            {"dimension": one["competency"], "weight": 60}, {"dimension": "communication", "weight": 40}]}
    if kind != "written":
        return {**spoken, "identityByCode": kind == "known"}
    words = WORDS[language]
    common = {"language": language, "answerSecondsMax": 600}
    return {
        "questions": [
            {"questionID": "letter", "kind": "text", "text": words["letter"], "competency": "service", "lengthMax": 120,
             "topics": [{"name": "listening", "anyOf": [words["listening"]]}], **common},
            {"questionID": "sum", "kind": "code", "text": words["sum"], "competency": "problem-solving", "topics": [],
             "code": SUM, **common},
        ],
        "dimensions": [{"dimension": "service", "weight": 50}, {"dimension": "problem-solving", "weight": 50}],
        "windowHours": 24, "retakesMax": 1,
    }


class Candidate:
    def __init__(self, application_id, language, link):
        self.application_id, self.language, self.link = application_id, language, link
        number = int(hashlib.sha256(application_id.encode()).hexdigest(), 16) % 1000
        self.identity_number = identity_number(number)


class Employer:
    def __init__(self, outside, keys):
        self.outside, self.keys = outside, keys
        self.origin = outside.card["publicURL"]
        self.run = uuid.uuid4().hex[:6]
        self.numbers = itertools.count(1)
        self.lock = threading.Lock()
        self.jobs = set()

    def open_job(self, kind, language, name=None, **terms):
        """A job of its own name where it has one; `terms` of its offer besides those of all."""
        job_id = f"browser-{name or kind}-{language}"
        with self.lock:
            if job_id in self.jobs:
                return job_id
            self.jobs.add(job_id)
        start = datetime.date.today() + datetime.timedelta(days=30)
        offer = copy.deepcopy(SCRIPT["jobs"][0]["job"]["offer"])
        offer.update(startDate=start.isoformat(), position=TITLES[language], **terms)
        self.outside.publish("ats.jobs.v1", job_id, "job-opened", {"jobID": job_id, "job": {
            "title": TITLES[language], "language": language, "department": "Support",
            "criteria": {
                "skills": [{"name": "SQL", "aliases": ["PostgreSQL"], "isRequired": True, "weight": 1}],
                "education": {"level": "bachelor", "isRequired": False}, "conditions": [],
                "experience": {"yearsMin": 1, "isRequired": False}, "passShareMin": 10},
            "interview": interview(kind, language), "ruleSet": SCRIPT["jobs"][0]["job"]["ruleSet"], "offer": offer,
            "policy": "cn", "feedback": "after-report"}})
        return job_id

    def invite(self, kind, language, name=None, **terms):
        """Somebody applies and gets a link by mail."""
        job_id = self.open_job(kind, language, name, **terms)
        number = next(self.numbers)
        application_id = f"browser-{self.run}-{number}"
        self.outside.publish("ats.applications.v1", application_id, "application-received", {
            "applicationID": application_id, "jobID": job_id,
            "candidate": {"name": NAMES[language][number % 4], "email": f"{application_id}@mail.example",
                          "language": language},
            "resume": {"text": "Support engineer since 2019, SQL and PostgreSQL, Bachelor of Science. 技术支持，本科。"}})
        return Candidate(application_id, language, self.link(application_id, 0))

    def link(self, application_id, number, seconds=60):
        token = self.outside.link(application_id, number, seconds)["token"]
        return f"{self.origin}/i#{application_id}.{token}"

    def ended_link(self, candidate):
        """The interview's link as it would be had it been sent long ago; the form is that of Shared/Basics/Crypto/LinkToken.swift."""
        now = int(time.time())
        claim = struct.pack(">BII", 0, now - 60 * 86_400, now - 86_400)
        secret = (self.keys / "link-secret").read_text().strip().encode()
        proof = hmac.new(secret, f"link:{candidate.application_id}:".encode() + claim, hashlib.sha256).digest()[:18]
        token = base64.urlsafe_b64encode(claim + proof).decode().rstrip("=")
        return f"{self.origin}/i#{candidate.application_id}.{token}"

    def code(self, candidate, act, seconds=60):
        """What `act` has sent: the one-time code of the mail that comes next to this candidate."""
        def codes():
            digits = [word for mail in self.outside.mails() if candidate.application_id in (mail["to"] or "")
                      for word in mail["subject"].replace("：", " ").split() if word.isdigit() and len(word) == 8]
            return digits
        known = codes()
        act()
        return wait(lambda: codes()[len(known):], f"a code for {candidate.application_id}", seconds)[-1]

    def view(self, candidate, done, what, seconds=60):
        """What staff see of an application, once it is as it should be."""
        def find():
            view = self.outside.application(candidate.application_id)
            return view if view and done(view) else None
        return wait(find, f"{what} of {candidate.application_id}", seconds)

    def requests(self, candidate):
        """What the candidate asked for, as it stands in the inbox."""
        page = self.outside.call("GET", "/v1/requests?limit=100", role="hr")
        return [one for one in page["items"] if one["applicationID"] == candidate.application_id]

    def offer(self, candidate):
        """After an interview that people look at; gives the link that brings the offer."""
        self.view(candidate, lambda view: view.get("stage") == "review", "the review")
        self.outside.submit(f"/v1/applications/{candidate.application_id}/decisions",
                            {"decision": "offer", "reason": "convinced-in-person"}, role="hr")
        return self.link(candidate.application_id, 1)

    def approve(self, candidate):
        """The contract as it was drawn up; gives the link that brings it."""
        view = self.view(candidate, lambda view: (view.get("contract") or {}).get("draft"), "the contract")
        self.outside.submit(f"/v1/applications/{candidate.application_id}/approvals",
                            {"sha256": view["contract"]["draft"]["sha256"], "isApproved": True}, role="approver")
        return self.link(candidate.application_id, 2)

    def take_interview(self, candidate, purposes=()):
        """Over the API, for cases that begin after it: a written interview, handed in."""
        outside = self.outside
        application, token = candidate.link.split("#")[1].rsplit(".", 1)
        session = outside.enter({"applicationID": application, "token": token})
        if purposes:
            outside.submit("/v1/candidate/consents", {"purposes": list(purposes)}, headers=session)
        outside.submit("/v1/candidate/start", {}, headers=session)
        questions = "/v1/candidate/questions"
        text = "I listened first." if candidate.language == "en" else "我先倾听客户的意见。"
        outside.submit(f"{questions}/letter/written-answer", {"text": text}, headers=session)
        outside.submit(f"{questions}/sum/written-answer", {
            "text": "print(sum(map(int, input().split())))", "codeLanguage": "python"}, headers=session)
        outside.submit("/v1/candidate/submit", {}, headers=session)


def identity_number(number, head="11010119940307"):
    """A resident identity number as of GB 11643; its last digits are the number's."""
    digits = f"{head}{number:03}"
    weights = [2 ** (17 - place) % 11 for place in range(17)]
    return digits + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(digits, weights)) % 11]
