"""The face in the picture: asked for apart, told as a sentence, gone when consent to it is taken back."""
from cases import case
from console import enter, user
from entry import agree, check_devices
from reader import Unseen
from recording import answers, in_state, record, stop


def interview(stage, language, candidate):
    """Agrees to a look at the face besides, answers the one question and hands in."""
    with stage.reader(language, "phone") as reader:
        reader.follow(candidate.link).do("begin", "consent").look("asked")
        if reader.page.locator("[data-do=purpose-face-features]").is_checked():
            raise Unseen("the face is agreed to beforehand")
        agree(reader, "recording", "ai-assessment", "face-features").at("devices")
        check_devices(reader)
        reader.leave_by("start", "question")
        in_state(reader, "thinking", "unopened")
        stop(record(reader, 12))
        reader.leave_by("next", "hand-in").leave_by("submit", "status")


@case("the face in the picture is asked for apart, told as a sentence, and forgotten when its consent goes", "en", "zh")
def face(stage, language):
    candidate = stage.employer.invite("faces", language)
    interview(stage, language, candidate)
    version = stage.employer.view(candidate, lambda view: view.get("report"), "the report", 180)["report"]["version"]
    with stage.reader(language) as reader:
        enter(stage, reader, user(stage, language, "onlooker"), "hr")
        reader.go(f"/hr/applications/{candidate.application_id}", "application")
        told = reader.part("face").first.inner_text()
        # The demo's speakers have drawn faces, which are none.
        if {"en": "fewer than half of the looks", "zh": "不到一半的画面"}[language] not in told:
            raise Unseen(f"what was seen is told otherwise: {told}")
        reader.look("seen")
        with stage.reader(language, "phone") as guest:
            guest.follow(candidate.link, "status")
            guest.go("/i/feedback", "feedback").part("faces").wait_for()
            guest.look("told")
            guest.go("/i/consent", "consent").look("agreed")
            guest.do("withdraw-face-features", "consent")
            if guest.button("withdraw-face-features").count():
                raise Unseen("the consent stands after it was taken back")
        stage.employer.view(
            candidate, lambda view: (view.get("report") or {}).get("version", 0) > version, "the report without it", 60)
        reader.go(f"/hr/applications/{candidate.application_id}", "application")
        if reader.part("face").count() or not reader.part("composite").count():
            raise Unseen("what was seen of the face is told after it was forgotten")
        reader.look("forgotten")
        if len(answers(stage, candidate)) != 1:
            raise Unseen("the recording went with what was seen in it")


@case("a job may let faces be looked at where the law allows it, and is told where it does not", "en", "zh")
def policy(stage, language):
    candidate = stage.employer.invite("faces", language)
    job = stage.employer.view(candidate, lambda view: view.get("jobID"), "the job")["jobID"]
    with stage.reader(language) as reader:
        enter(stage, reader, user(stage, language, "switch"), "hr")
        reader.go(f"/hr/jobs/{job}/basics", "job-part")
        reader.page.locator("[name='/policy']").select_option("eu")
        reader.watch.expected.update({409, 422})
        reader.leave_by("save", "job-part")
        fault = reader.page.locator("main").inner_text()
        if {"en": "no candidate's face is looked at", "zh": "不得观察候选人的面部"}[language] not in fault:
            raise Unseen(f"it is not told: {fault[:400]}")
        reader.look("forbidden")
        reader.page.locator("[name='/policy']").select_option("cn")
        reader.leave_by("save", "job").look("allowed")
