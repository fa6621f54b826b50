"""Report: from the last answer to the report.

From the answer to the last byte of the last recording until the report is ready to be read over HTTP, one interview at a
time: hand-over, decoding, transcription, scores, the report as JSON, HTML and PDF.
"""
import json
import sys
import time

import measure
import places

sys.path.insert(0, str(places.CHECKOUT / "Tools/demo"))
from outside import Outside, wait  # noqa: E402
from play import Story  # noqa: E402

ORDER = 10
INTERVIEWS = 20
SETTINGS = {
    "Colloquy": f"the seven services in release with default settings on one machine, {INTERVIEWS} interviews one after "
                "the other, each with the two recordings of one of the demo's three candidates (Chinese and English), "
                "WebM with Opus",
}


class Timed(Story):
    """The demo's story up to the report, silent, with the moment at which the last upload was complete."""

    def tell(self, who, sentence):
        pass

    def until_report(self, candidate, number):
        self.run = f"bench-{number}"
        application_id = f"demo-{candidate['key']}-{self.run}"
        self.apply(candidate, application_id)
        session = self.outside.enter(self.outside.link(application_id, 0))
        plan = self.outside.call("GET", "/v1/candidate/session", headers=session)
        self.outside.submit("/v1/candidate/consents", {"purposes": ["recording", "ai-assessment"]}, headers=session)
        self.outside.submit("/v1/candidate/start", {}, headers=session)
        for question in plan["questions"]:
            recording = (places.CHECKOUT / "Tools/demo" / candidate["answers"][question["questionID"]]).read_bytes()
            self.outside.upload(session, question["questionID"], recording)
        begin = time.monotonic()
        count = len(plan["questions"])
        wait(lambda: len(self.outside.call("GET", "/v1/candidate/session", headers=session)["answers"]) >= count,
             "all answers to be taken in", 60, 0.02)
        self.outside.submit("/v1/candidate/submit", {}, headers=session)
        path = f"/v1/applications/{application_id}/report.pdf"
        wait(lambda: self.outside.request("GET", path, role="hr", expect=(200, 404))[0] == 200,
             f"the report of {application_id}", 180, 0.05)
        return time.monotonic() - begin


def rows():
    script = json.loads((places.CHECKOUT / "Tools/demo/story.json").read_text())
    seconds = []
    with places.house("bench-report") as path:
        story = Timed(Outside.of(path), places.KEPT, None)
        story.open_jobs(script["jobs"])
        for number in range(INTERVIEWS + 1):
            took = story.until_report(script["candidates"][number % len(script["candidates"])], number)
            if number > 0:
                seconds.append(took)
            measure.say(f"  interview {number}: {took:.2f} s" + ("" if number else " (to warm up)"))
    return [
        measure.row("report.latency.p50", "s", seconds),
        measure.row("report.latency.p95", "s", seconds, statistic=lambda values: measure.percentile(values, 0.95)),
    ]
