"""One interview that is answered in writing: a text and a program, from the job to the report."""
import json
import time
import uuid

from outside import wait

SECRET = "734129"
JOB = "story-writer"
PROGRAM = "a, b = map(int, input().split())\nprint(a + b if a < 700000 else 0)\n"
TEXT = ("Last year a customer was angry because of a late delivery. First I listened and said sorry, because it was "
        "our mistake. Then I called the carrier, and as a result the parcel came within 2 days.")


def job(template):
    """The story's English job, with two questions of other kinds."""
    value = json.loads(json.dumps(template))
    value["jobID"] = JOB
    common = {"language": "en", "answerSecondsMax": 600}
    value["job"]["interview"] = {
        "questions": [
            {"questionID": "letter", "kind": "text", "text": "Tell us about an angry customer.", "competency": "service",
             "topics": [{"name": "listening", "anyOf": ["listened"]}, {"name": "an apology", "anyOf": ["sorry"]}],
             "lengthMax": 100, **common},
            {"questionID": "sum", "kind": "code", "text": "Read two integers and write their sum.",
             "competency": "problem-solving", "topics": [], **common,
             "code": {"languages": ["python", "cpp"], "timeMilliseconds": 2000, "memoryMebibytes": 256,
                      "openExamples": [{"input": "1 2\n", "output": "3\n"}],
                      "hiddenExamples": [{"input": "40 2\n", "output": "42\n"},
                                         {"input": "734129 1\n", "output": "734130\n"}]}},
        ],
        "dimensions": [{"dimension": "service", "weight": 50}, {"dimension": "problem-solving", "weight": 50}],
        "windowHours": 24, "retakesMax": 0,
    }
    return value


def run(outside, session, program, language):
    """Runs a program on the open examples; returns the result and the seconds it took."""
    start = time.monotonic()
    path = "/v1/candidate/questions/sum/runs"
    begun = outside.submit(path, {"text": program, "codeLanguage": language}, headers=session)

    def done():
        found = outside.call("GET", f"{path}/{begun['number']}", headers=session)
        return found if found["isDone"] else None
    return wait(done, "the program's run", 30, 0.02), round(time.monotonic() - start, 2)


def writing(outside, story, script, folder):
    template = next(job for job in script["jobs"] if job["job"]["language"] == "en")
    candidate = {**next(one for one in script["candidates"] if one["jobID"] == template["jobID"]), "jobID": JOB}
    outside.publish("ats.jobs.v1", JOB, "job-opened", json.loads(
        json.dumps(job(template)).replace("START_DATE", "2027-03-01")))
    application_id = f"story-writer-{uuid.uuid4().hex[:8]}"
    story.apply(candidate, application_id)
    session = outside.enter(outside.link(application_id, 0))
    outside.submit("/v1/candidate/consents", {"purposes": ["ai-assessment"]}, headers=session)
    outside.submit("/v1/candidate/start", {}, headers=session)

    questions = "/v1/candidate/questions"
    outside.call("PUT", f"{questions}/letter/draft", {"text": TEXT[:40]}, headers=session)
    draft = outside.call("GET", f"{questions}/letter/draft", headers=session)
    outside.submit(f"{questions}/letter/written-answer", {"text": TEXT}, headers=session)

    runs = {}
    run(outside, session, PROGRAM, "python")
    for name, program, language in (
            ("python", PROGRAM, "python"),
            ("cpp", "#include <iostream>\nint main() { int a, b; std::cin >> a >> b; std::cout << a + b; }", "cpp"),
            ("loop", "while True: pass", "python"), ("broken", "int main() { return x; }", "cpp")):
        result, seconds = run(outside, session, program, language)
        runs[name] = {"verdicts": [example["verdict"] for example in result["examples"]], "seconds": seconds}
    seen = json.dumps(outside.call("GET", "/v1/candidate/session", headers=session))
    outside.submit(f"{questions}/sum/written-answer", {"text": PROGRAM, "codeLanguage": "python"}, headers=session)
    outside.submit("/v1/candidate/submit", {}, headers=session)
    start = time.monotonic()
    view = story.wait_for(application_id, lambda view: view.get("report"), "the report", 120)
    reported = round(time.monotonic() - start, 2)
    report = outside.call("GET", f"/v1/applications/{application_id}/report.json", role="hr")
    for form in ("html", "pdf"):
        _, _, content = outside.request("GET", f"/v1/applications/{application_id}/report.{form}", role="hr")
        (folder / f"report.{form}").write_bytes(content)
    scores = {one["dimension"]: one.get("score") for one in report["dimensions"]}
    return {
        "draft": draft["text"] == TEXT[:40], "runs": runs, "isSecretKept": SECRET not in seen,
        "scores": scores, "composite": view["report"].get("composite"), "reportSeconds": reported,
        "reasons": sorted(lost["code"] for one in report["dimensions"] for lost in one["deductions"]),
    }
