"""The console of the employer's people: each role's first minutes, and HR's way through one application."""
import concurrent.futures
import csv
import io
import pathlib
import time
import zipfile

from cases import case
from reader import Unseen
from staff import ROLES, code, invite

PASSWORD = "a good sentence to begin with"
# What each role comes to from its first view, and what it never does.
ROOMS = {
    "administrator": ["applications", "jobs", "inbox", "starters", "numbers", "audit", "people", "account"],
    "hr": ["applications", "jobs", "inbox", "starters", "numbers", "account"],
    "hiring-manager": ["applications", "jobs", "account"],
    "interviewer": ["applications", "account"],
    "approver": ["applications", "account"],
    "finance": ["starters", "account"],
    "it-office": ["starters", "account"],
    "auditor": ["audit", "account"],
}


def enter(stage, reader, name, role, look=False):
    """From the link that an operator hands over to the first view; gives the key of the authenticator."""
    reader.page.goto("about:blank")
    reader.page.goto(invite(stage.house_folder / "environment.json", name, role))
    reader.at("set-up")
    if look:
        reader.look()
    secret = reader.part("secret").inner_text()
    reader.write("password", PASSWORD)
    reader.write("code", code(secret))
    reader.do("set-up", "desk")
    return secret


def user(stage, language, role):
    return f"{role}.{language}.{stage.employer.run}"


def interviewed(stage, language):
    """Somebody whose interview has its report and waits for a person."""
    candidate = stage.employer.invite("written", language)
    stage.employer.take_interview(candidate, ("recording", "ai-assessment"))
    waits = ("review", "human-interview", "second-interview")
    stage.employer.view(candidate, lambda view: view.get("report") and view.get("stage") in waits, "the report", 120)
    return candidate


@case("each role finds what is theirs from the first view, and no door that is shut", "en", "zh")
def rooms(stage, language):
    for role in ROLES:
        with stage.reader(language, "phone" if role in ("approver", "finance") else "desktop") as reader:
            enter(stage, reader, user(stage, language, role), role, look=role == "administrator")
            shown = reader.page.eval_on_selector_all("[data-do^=room-]", "all => all.map((it) => it.dataset.do.slice(5))")
            if shown != ["desk"] + ROOMS[role]:
                raise Unseen(f"{role} is shown {shown}")
            for room in ROOMS[role]:
                reader.leave_by(f"room-{room}", room).look()
            reader.watch.expected.update({403, 404})
            for room in set(ROOMS["administrator"]) - set(ROOMS[role]):
                reader.go(f"/hr/{room}", "trouble")
            reader.look()


@case("who signs out signs in again with the next code, and a wrong one is told kindly", "en", "zh")
def signing_in(stage, language):
    with stage.reader(language) as reader:
        name = user(stage, language, "again")
        secret = enter(stage, reader, name, "hr")
        used = int(time.time()) // 30
        reader.do("sign-out", "sign-in").look()
        reader.watch.expected.add(401)
        reader.go("/hr/inbox", "sign-in")
        reader.write("name", name)
        reader.write("password", PASSWORD)
        reader.write("code", "000000")
        reader.do("sign-in", "sign-in").page.locator(".error").wait_for()
        reader.look()
        while int(time.time()) // 30 <= used:
            time.sleep(1)
        reader.write("password", PASSWORD)
        reader.write("code", code(secret))
        reader.do("sign-in", "inbox")


@case("HR reads an application, sees what a rejection sends, and decides", "en", "zh")
def decides(stage, language):
    candidate = interviewed(stage, language)
    with stage.reader(language) as reader:
        enter(stage, reader, user(stage, language, "decider"), "hr")
        reader.look()
        reader.go(f"/hr/applications/{candidate.application_id}", "application").look()
        for part in ("criterion", "composite", "dimension", "answer", "course", "message"):
            reader.part(part).first.wait_for(state="attached")
        reader.leave_by("decide-reject", "decision").look()
        letter = reader.part("letter").inner_text()
        if len(letter) < 80:
            raise Unseen(f"the letter is not shown: {letter[:80]}")
        reader.page.locator("[name=reason]").select_option("others-fit-better")
        reader.do("confirm", "application").part("done").wait_for()
        stage.employer.view(candidate, lambda view: view.get("outcome") == "rejected", "the end")
        reader.go(f"/hr/applications/{candidate.application_id}", "application")
        if reader.button("decide-reject").count():
            raise Unseen("what has ended can still be decided")


@case("a question of a candidate is read and answered in the inbox", "en", "zh")
def answers(stage, language):
    candidate = stage.employer.invite("written", language)
    with stage.reader(language, "phone") as asker:
        asker.follow(candidate.link)
        asker.go("/i/requests?kind=question", "requests")
        asker.write("words", "How long is the probation? 试用期多久？")
        asker.do("ask", "requests")
    request = stage.employer.requests(candidate)[0]["requestID"]
    with stage.reader(language) as reader:
        enter(stage, reader, user(stage, language, "answerer"), "hr")
        reader.go("/hr/inbox", "inbox")
        reader.go(f"/hr/inbox/{request}", "wish").look()
        reader.write("text", "Three months. 三个月。")
        reader.do("settle", "wish").part("done").wait_for()
        if "Three months" not in reader.part("answer").inner_text():
            raise Unseen("the answer does not show")


@case("a manager and an interviewer see no address, no résumé and no pay; an auditor sees who looked", "en")
def masks(stage, language):
    candidate = interviewed(stage, language)
    with stage.reader(language) as reader:
        for role, sees_scores in (("hiring-manager", True), ("interviewer", False)):
            enter(stage, reader, user(stage, language, f"{role}-mask"), role)
            reader.go(f"/hr/applications/{candidate.application_id}", "application")
            text = reader.page.locator("main").inner_text()
            for hidden in ("@mail.example", "Bachelor of Science", "CNY"):
                if hidden in text:
                    raise Unseen(f"{role} sees {hidden}")
            if bool(reader.part("composite").count()) != sees_scores:
                raise Unseen(f"{role} and the scores")
            reader.do("sign-out", "sign-in")
        enter(stage, reader, user(stage, language, "auditor-mask"), "auditor")
        reader.go("/hr/audit", "audit")
        if "hiring-manager-mask" not in reader.page.locator("main").inner_text():
            raise Unseen("the look of the manager is not in the audit")


@case("an administrator asks somebody in, and the link is shown once", "en", "zh")
def asks_in(stage, language):
    with stage.reader(language) as reader:
        enter(stage, reader, user(stage, language, "root"), "administrator")
        reader.go("/hr/people", "people")
        reader.page.locator("section.card [name=name]").fill(user(stage, language, "newcomer"))
        reader.page.locator("section.card [name=role]").select_option("finance")
        reader.leave_by("invite", "people").look("asked")
        link = reader.part("invitation").inner_text()
        reader.go("/hr/people", "people")
        if link in reader.page.content():
            raise Unseen("the link is shown again")
        reader.do("sign-out", "sign-in")
        reader.page.goto("about:blank")
        reader.page.goto(link)
        reader.at("set-up")
        reader.watch.expected.add(401)
        reader.go("/hr/welcome", "invitation").look()


def field(reader, pointer):
    return reader.page.locator(f"[id='{pointer.lstrip('/').replace('/', '-')}']")


@case("HR makes a job, is shown what is wrong at its field, sees the weights summed and previews rules", "en", "zh")
def makes_job(stage, language):
    with stage.reader(language, "phone" if language == "zh" else "desktop") as reader:
        enter(stage, reader, user(stage, language, "jobs"), "hr")
        reader.leave_by("room-jobs", "jobs").look()
        reader.watch.expected.add(422)
        reader.leave_by("make", "jobs").part("faults").wait_for()
        reader.look("faults")
        job_id = f"made-{language}-{stage.employer.run}"
        for pointer, text in (("/title", "Barista 咖啡师"), ("/jobID", job_id), (
                "/interview/questions/0/text", "How do you calm a guest? 您怎样安抚客人？"),
                ("/interview/questions/0/competency", "service")):
            field(reader, pointer).fill(text)
        reader.press_on("make", page="job").look()
        reader.part("warnings").wait_for()
        reader.leave_by("edit-scores", "job-part").look("scores")
        weight = field(reader, "/interview/dimensions/0/weight")
        weight.fill("50")
        if "120" not in reader.part("sum").inner_text():
            raise Unseen("the sum of the weights does not follow")
        reader.leave_by("save", "job-part").part("faults").wait_for()
        reader.look("wrong-weights")
        field(reader, "/interview/dimensions/0/weight").fill("30")
        reader.leave_by("save", "job").part("done").wait_for()
        for part in ("basics", "criteria", "offer", "question-1"):
            reader.leave_by(f"edit-{part}", "job-part").look(part)
            reader.go(f"/hr/jobs/{job_id}", "job")
        reader.leave_by("edit-rules", "job-part").look("rules")
        field(reader, "/ruleSet/rules/0/when/0/value").fill("80")
        reader.leave_by("preview", "job-part").part("preview").wait_for()
        reader.look("preview")
        reader.leave_by("save", "job").part("done").wait_for()
        if "80" not in reader.part("rules").inner_text():
            raise Unseen("the rule was not saved")


@case("HR grades an answer on the rubric's levels, and sees the machine's score only afterwards", "en", "zh")
def grades(stage, language):
    candidate = interviewed(stage, language)
    with stage.reader(language, "phone" if language == "zh" else "desktop") as reader:
        enter(stage, reader, user(stage, language, "grader"), "hr")
        reader.go(f"/hr/applications/{candidate.application_id}", "application")
        reader.leave_by("grade", "grading").look()
        if reader.part("machine").count():
            raise Unseen("the machine's score is there before a grade")
        reader.page.locator("[name=level][value='4']").first.check()
        reader.page.locator("[name=words]").first.fill("Both sides. 双方都听了。")
        reader.press_on("grade", page="grading").part("own").first.wait_for()
        reader.part("machine").first.wait_for()
        reader.look("graded")


@case("HR ticks two candidates of a job and reads them side by side, within the page on any screen", "en", "zh")
def compares(stage, language):
    with concurrent.futures.ThreadPoolExecutor(2) as both:
        candidates = list(both.map(lambda _: interviewed(stage, language), range(2)))
    with stage.reader(language, "phone" if language == "zh" else "desktop") as reader:
        enter(stage, reader, user(stage, language, "comparer"), "hr")
        reader.go(f"/hr/applications?job=browser-written-{language}", "applications").look("choosing")
        reader.watch.expected.add(422)
        reader.leave_by("compare", "comparison").part("fault").wait_for()
        reader.look("fault")
        reader.go(f"/hr/applications?job=browser-written-{language}", "applications")
        for candidate in candidates:
            reader.page.locator(f"[name=application][value='{candidate.application_id}']").check()
        reader.leave_by("compare", "comparison").look()
        columns = reader.page.eval_on_selector_all("[data-part=candidate]", "all => all.map((it) => it.dataset.id)")
        if sorted(columns) != sorted(candidate.application_id for candidate in candidates):
            raise Unseen(f"other candidates stand there: {columns}")
        for part in ("stage", "composite", "standing", "dimension", "screening", "grades", "flags"):
            reader.part(part).first.wait_for(state="attached")
        frame = reader.part("comparison")
        frame.evaluate("it => it.scrollTo(it.scrollWidth, 0)")
        left = "it => it.querySelector('tbody th').getBoundingClientRect().left - it.getBoundingClientRect().left"
        if frame.evaluate(left) > 2:
            raise Unseen("the names of the rows go away with the columns")
        reader.look("scrolled")


@case("HR reads the numbers of a job in plots and tables, and takes them along as files", "en", "zh")
def numbers(stage, language):
    with concurrent.futures.ThreadPoolExecutor(3) as several:
        list(several.map(lambda _: stage.employer.invite("written", language), range(6)))
    with stage.reader(language, "phone" if language == "zh" else "desktop") as reader:
        enter(stage, reader, user(stage, language, "counter"), "hr")
        reader.leave_by("room-numbers", "numbers").look()
        reader.page.locator("[name=job]").select_option(f"browser-written-{language}")
        reader.leave_by("filter", "numbers").look("job")
        for part in ("passes", "bands", "lead-times", "drop-outs", "ratings"):
            reader.part(part).wait_for()
        plot = reader.part("lead-times").locator("svg.chart")
        figures = reader.part("lead-times").locator("tbody tr").first.locator("td").all_inner_texts()
        if figures[1] not in plot.locator(".number").first.text_content():
            raise Unseen(f"the plot says otherwise than the table: {figures}")
        files = {}
        for name in ("csv", "xlsx"):
            with reader.page.expect_download() as download:
                reader.button(name).click()
            files[name] = pathlib.Path(download.value.path()).read_bytes()
        lines = list(csv.reader(io.StringIO(files["csv"].decode("utf-8-sig"))))
        if not any(line[0] == reader.part("lead-times").locator("h2").inner_text() for line in lines):
            raise Unseen(f"the file has no lead times: {lines[:4]}")
        sheets = [name for name in zipfile.ZipFile(io.BytesIO(files["xlsx"])).namelist() if "worksheets/sheet" in name]
        if len(sheets) != 5:
            raise Unseen(f"the workbook has {sheets}")
        reader.watch.expected.add(422)
        reader.go("/hr/numbers?from=2020-01-01", "numbers").part("fault").wait_for()
        reader.look("fault")
