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
    "administrator": ["applications", "pool", "jobs", "inbox", "live", "starters", "numbers", "audit", "people", "keys", "operations",
                      "account"],
    "hr": ["applications", "pool", "jobs", "inbox", "live", "starters", "numbers", "account"],
    "hiring-manager": ["applications", "jobs", "live", "account"],
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


def interviewed(stage, language, name=None, **terms):
    """Somebody whose interview has its report and waits for a person."""
    candidate = stage.employer.invite("written", language, name, **terms)
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


@case("HR offers times for a talk, the candidate takes one and moves it, and both sides see it", "en", "zh")
def arranges(stage, language):
    candidate = interviewed(stage, language)
    with stage.reader(language, "phone" if language == "zh" else "desktop") as reader:
        enter(stage, reader, user(stage, language, "arranger"), "hr")
        reader.go(f"/hr/applications/{candidate.application_id}", "application")
        reader.leave_by("decide-advance", "decision")
        reader.page.locator("[name=reason]").select_option(index=1)
        reader.do("confirm", "application")
        stage.employer.view(candidate, lambda view: view.get("stage") == "human-interview", "the talk")
        reader.go(f"/hr/applications/{candidate.application_id}", "application")
        days = [(time.strftime("%Y-%m-%d", time.gmtime(time.time() + day * 86_400))) for day in (2, 3)]
        for place, day in enumerate(days):
            reader.page.locator(f"[name=slot-{place}]").fill(f"{day}T10:30")
        reader.write("place", "Room 5, with Ms Wang 五号会议室")
        reader.leave_by("offer-times", "application").part("appointment").wait_for()
        reader.look("offered")
    with stage.reader(language, "phone") as guest:
        guest.follow(candidate.link, "status")
        guest.go("/i/appointment", "appointment").look()
        guest.page.locator("[name=slot]").first.check()
        guest.leave_by("choose", "appointment").part("time").wait_for()
        guest.page.locator("[name=slot]").last.check()
        guest.leave_by("choose", "appointment").look("agreed")
        if "Room 5" not in guest.page.locator("main").inner_text():
            raise Unseen("the place is not shown")
        if guest.button("cannot").is_visible():
            raise Unseen("a talk is cancelled by one tap")
        guest.part("cancelling").locator("summary").click()
        guest.button("cannot").wait_for()
        guest.look("cancelling")
    stage.employer.view(
        candidate, lambda view: (view.get("appointment") or {}).get("status") == "agreed", "the agreed talk")
    with stage.reader(language) as reader:
        enter(stage, reader, user(stage, language, "arranger-again"), "hr")
        reader.go(f"/hr/applications/{candidate.application_id}", "application").look("agreed")
        reader.leave_by("cancel-appointment", "application").part("done").wait_for()


@case("somebody is found by a part of their name as it is typed, and nobody by another", "en", "zh")
def finds(stage, language):
    candidate = stage.employer.invite("written", language)
    with stage.reader(language, "phone") as reader:
        enter(stage, reader, user(stage, language, "finder"), "hr")
        reader.go(f"/hr/applications/{candidate.application_id}", "application")
        name = reader.page.locator("h1").first.inner_text().split()
        for typed, is_found in ((name[0].lower(), True), ("zzz", False)):
            reader.go("/hr/applications", "applications").write("name", typed)
            reader.leave_by("search", "applications").look("found" if is_found else "not-found")
            if bool(reader.page.locator(f"a[href$='{candidate.application_id}']").count()) != is_found:
                raise Unseen(f"{typed}: {'nobody' if is_found else 'somebody'} is found")
            if typed in reader.page.url:
                raise Unseen("the name stands in the address")


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


@case("an administrator makes a key for a program, which is good until it is taken back", "en", "zh")
def makes_key(stage, language):
    name = user(stage, language, "program")
    with stage.reader(language, "phone" if language == "en" else "desktop") as reader:
        enter(stage, reader, user(stage, language, "keeper"), "administrator")
        reader.leave_by("room-keys", "keys").look()
        reader.page.locator("section.card [name=name]").fill(name)
        reader.leave_by("make-key", "keys").look("made")
        key = reader.part("key").inner_text()

        def status():
            return stage.outside.request("GET", "/v1/jobs", headers={"Authorization": f"Bearer {key}"}, expect=(200, 401))[0]

        if status() != 200:
            raise Unseen("the key is not good")
        reader.go("/hr/keys", "keys")
        if key in reader.page.content():
            raise Unseen("the key is shown again")
        reader.page.locator(f"[data-name='{name}'] [data-do=revoke-key]").click()
        reader.page.locator(f"[data-name='{name}'] .badge.warn").wait_for()
        if status() != 401:
            raise Unseen("the key is good although it was taken back")


def bury(stage, kind):
    """A record that nobody can read, on the topic of jobs: it becomes a dead letter of screening."""
    stage.outside.publish("ats.jobs.v1", f"odd-{stage.employer.run}", kind, {"odd": True})


@case("an administrator sees what was put aside, gives it back, and sees that it comes back or is gone", "en", "zh")
def operates(stage, language):
    kind = f"odd-{language}"
    bury(stage, kind)
    with stage.reader(language, "phone" if language == "zh" else "desktop") as reader:
        enter(stage, reader, user(stage, language, "operator"), "administrator")

        def shown(what, seconds=90):
            """Loads the page until this stands on it."""
            end = time.time() + seconds
            while True:
                reader.go("/hr/operations", "operations")
                found = reader.page.locator(what)
                if found.count():
                    return found
                if time.time() > end:
                    raise Unseen(f"{what} does not come")
                time.sleep(1)

        reader.leave_by("room-operations", "operations")
        # Every service has told how it is, and retention when it runs next.
        shown("[data-part=heard]:has-text('screening'):has-text('contracts')")
        shown("[data-part=retention]")
        heap = shown("[data-part=heap][data-service=screening][data-reason^=unknown-type]").first
        if f"odd-{stage.employer.run}" in reader.page.content() or kind in reader.page.locator("main").inner_text():
            raise Unseen("what a stranger wrote is shown")
        heap.locator("summary").click()
        reader.look()
        letter = heap.locator("[data-part=letter]").first
        place = letter.get_attribute("data-place")
        with reader.page.expect_navigation():
            letter.locator("[data-do=give-back]").click()
        reader.part("done").wait_for()
        # Nothing has been mended: the service says that it still cannot read it.
        shown(f"[data-part=return][data-place='{place}'][data-state=unreadable]")
        reader.look("given-back")


@case("HR sees a candidate come to the device check and to a question without loading the page again", "en", "zh")
def watches(stage, language):
    candidate = stage.employer.invite("written", language)
    with stage.reader(language, "phone" if language == "en" else "desktop") as reader:
        enter(stage, reader, user(stage, language, "watcher"), "hr")
        reader.leave_by("room-live", "live")
        line = reader.page.locator(f"[data-part=candidate][data-id='{candidate.application_id}']")
        if line.count():
            raise Unseen("who has not come yet is shown")
        session = stage.outside.enter(stage.outside.link(candidate.application_id, 0))
        stage.outside.submit(
            "/v1/candidate/consents", {"purposes": ["recording", "ai-assessment"]}, headers=session)
        line.wait_for(timeout=20_000)
        first = line.inner_text()
        reader.look("check")
        stage.outside.submit("/v1/candidate/start", {}, headers=session)
        reader.page.wait_for_function(
            "([id, first]) => { const line = document.querySelector(`[data-id='${id}']`); return line && line.innerText !== first; }",
            arg=[candidate.application_id, first])
        if "1" not in line.locator("[data-part=step]").inner_text():
            raise Unseen(f"the question is not shown: {line.inner_text()}")
        reader.look()
        reader.leave_by("refresh", "live")
        line.wait_for()


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


@case("HR copies the built-in rubric to edit it, and hears in which order the machine puts anchor answers", "en", "zh")
def edits_rubric(stage, language):
    good = {
        "en": "Last year a guest waited for an hour. I asked the guest what she needed, I found that the order was lost, and I made "
              "the coffee myself within three minutes. I called her the next day and the complaint was settled.",
        "zh": "去年有位客人等了一个小时。我先问客人需要什么，我查明原因是订单丢了，我在三分钟内重新做好了咖啡。第二天我又打电话给她，问题解决了。",
    }[language]
    poor = {
        "en": "Guests are sometimes difficult, and one would perhaps have to see how the others in the team usually do it.",
        "zh": "客人有时候比较难办，这种时候也许可以看看团队里别的人一般是怎么处理的，再说吧。",
    }[language]
    with stage.reader(language, "phone" if language == "en" else "desktop") as reader:
        enter(stage, reader, user(stage, language, "rubrics"), "hr")
        reader.leave_by("room-jobs", "jobs")
        job_id = f"judged-{language}-{stage.employer.run}"
        for pointer, text in (("/title", "Barista 咖啡师"), ("/jobID", job_id), (
                "/interview/questions/0/text",
                "Tell us about a guest who was not content." if language == "en" else "请讲一次您让不满的客人满意的经历。"),
                ("/interview/questions/0/competency", "service")):
            field(reader, pointer).fill(text)
        field(reader, "/language").select_option(language)
        reader.press_on("make", page="job").look("job")
        reader.leave_by("edit-rubric-2", "job-part").part("borrowed").wait_for()
        reader.look("built-in")
        reader.leave_by("copy-rubric", "job-part").look("copied")
        rubric = "/interview/rubrics/0"
        field(reader, f"{rubric}/source").fill("")
        field(reader, f"{rubric}/criteria/0/words/{language}").fill("")
        reader.watch.expected.add(422)
        reader.leave_by("save", "job-part").part("faults").wait_for()
        reader.look("faults")
        field(reader, f"{rubric}/source").fill("Talks with ten people who do this work well. 与十位做得好的人的访谈。")
        field(reader, f"{rubric}/criteria/0/words/{language}").fill("asked the guest" if language == "en" else "问客人")
        reader.leave_by("save", "job").part("done").wait_for()
        if ("version" if language == "en" else "版本") not in reader.part("rubrics").inner_text():
            raise Unseen("the rubric has no version")
        reader.leave_by("edit-rubric-2", "job-part").part("rubric-version").wait_for()
        reader.look("own")
        reader.go(f"/hr/jobs/{job_id}", "job")
        reader.leave_by("edit-anchors-1", "job-part").look("anchors")
        for row, (level, text) in enumerate(((1, good), (4, poor))):
            field(reader, f"/interview/anchors/0/answers/{row}/level").select_option(str(level))
            field(reader, f"/interview/anchors/0/answers/{row}/text").fill(text)
        reader.leave_by("save", "job").part("done").wait_for()
        for _ in range(60):
            reader.go(f"/hr/jobs/{job_id}/anchors-1", "job-part")
            if reader.part("contradictions").count():
                break
            reader.page.wait_for_timeout(1000)
        reader.part("contradictions").wait_for()
        reader.look("contradictions")


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


@case("colleagues comment on an application, correct and remove, and an interviewer judges before reading", "en", "zh")
def comments(stage, language):
    candidate = interviewed(stage, language)
    path = f"/hr/applications/{candidate.application_id}"
    with stage.reader(language, "phone" if language == "zh" else "desktop") as reader:
        enter(stage, reader, user(stage, language, "writer"), "hr")
        reader.go(path, "application")
        reader.page.locator("#comment").fill("Knows our tills. 熟悉收银系统。\nAsk about Sundays. 请问周日。")
        reader.leave_by("write-comment", "application").part("comment").wait_for()
        reader.part("comment").locator("summary").click()
        reader.part("comment").locator("textarea").fill("Knows our tills well. 很熟悉收银系统。")
        reader.look("comments")
        reader.leave_by("correct-comment", "application").part("corrected").wait_for()
        reader.watch.expected.add(422)
        reader.page.locator("#comment").fill("   ")
        reader.leave_by("write-comment", "application").page.locator("#comment-fault").wait_for()
        reader.look("comment-fault")
        reader.do("sign-out", "sign-in")
        enter(stage, reader, user(stage, language, "reader"), "interviewer")
        reader.go(path, "application").part("hidden-comments").wait_for()
        reader.look("comments-hidden")
        if "tills" in reader.page.locator("main").inner_text():
            raise Unseen("an interviewer reads what others think before judging")
        reader.page.locator("#comment").fill("Room 5 is booked. 五号会议室已订。")
        reader.leave_by("write-comment", "application").part("comment").wait_for()
        reader.leave_by("remove-comment", "application").part("removed").wait_for()
        reader.look("comment-removed")


@case("HR filters the list, keeps the view under a name for all, and an interviewer finds it", "en", "zh")
def keeps_views(stage, language):
    candidate = interviewed(stage, language)
    name = f"Held {language} {stage.employer.run}"
    with stage.reader(language, "phone" if language == "en" else "desktop") as reader:
        enter(stage, reader, user(stage, language, "keeper-of-views"), "hr")
        reader.go("/hr/applications?held=any&order=longest-waiting", "applications").look("filtered")
        if not reader.page.locator(f"[data-id='{candidate.application_id}']").count():
            raise Unseen("who is held is not in the list of those who are")
        reader.page.locator("[data-do=begin-keeping]").click()
        reader.write("called", name)
        reader.page.locator("[name=shared]").check()
        reader.leave_by("keep-view", "applications").part("done").wait_for()
        reader.look("kept")
        reader.page.locator("[data-do=begin-keeping]").click()
        reader.page.locator("#view-name").fill(name)
        reader.watch.expected.add(422)
        reader.leave_by("keep-view", "applications").page.locator("#keep-fault").wait_for()
        reader.look("keep-fault")
        reader.do("sign-out", "sign-in")
        enter(stage, reader, user(stage, language, "finder-of-views"), "interviewer")
        reader.go("/hr/applications", "applications")
        reader.page.get_by_role("link", name=name).click()
        reader.at("applications").part("left-out").wait_for()
        reader.look("left-out")
        reader.do("sign-out", "sign-in")
        enter(stage, reader, user(stage, language, "manager-of-views"), "hr")
        reader.go("/hr/views", "views").look()
        reader.page.locator("[data-part=view]", has_text=name).locator("[data-do=delete-view]").click()
        reader.page.get_by_role("link", name=name).wait_for(state="detached")


@case("HR sees a job's applications by stage, and whom they may keep in mind and contact first", "en", "zh")
def board_and_pool(stage, language):
    candidate = stage.employer.invite("written", language)
    stage.employer.take_interview(candidate, ("recording", "ai-assessment", "talent-pool"))
    held = stage.employer.view(candidate, lambda view: view.get("review"), "the review", 120)
    with stage.reader(language, "phone" if language == "zh" else "desktop") as reader:
        enter(stage, reader, user(stage, language, "pooler"), "hr")
        reader.go(f"/hr/jobs/{held['jobID']}", "job")
        reader.leave_by("board", "board").look()
        if not reader.page.locator(f"[data-stage=review] [data-id='{candidate.application_id}']").count():
            raise Unseen("who is held does not stand in the column of those who are")
        stage.employer.outside.submit(
            f"/v1/applications/{candidate.application_id}/decisions",
            {"decision": "reject", "reason": "others-fit-better"}, role="hr")
        stage.employer.view(candidate, lambda view: view.get("outcome") == "rejected", "the end")
        reader.leave_by("room-pool", "pool").look()
        line = reader.page.locator(f"[data-part=pooled][data-id='{candidate.application_id}']")
        line.locator("[data-do=mark]").click()
        line.locator("[data-part=marked]").wait_for()
        reader.go("/hr/pool?first=yes", "pool").look("first")
        line.locator("[data-do=unmark]").click()
        line.wait_for(state="detached")
