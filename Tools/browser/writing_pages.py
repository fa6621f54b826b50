"""Answers in writing, what follows the interview, and all of it without a script."""
from cases import case
from entry import agree
from outside import wait
from reader import Unseen

TEXT = {"en": "A customer was angry because of a late parcel. I listened, said sorry, and called the carrier.",
        "zh": "客户因为包裹晚到很生气。我先倾听，道歉，然后联系了快递公司，两天后解决了问题。"}
PROGRAM = "a, b = map(int, input().split())\nprint(a + b)"


def begin(reader, candidate):
    """Nothing is recorded, so nobody asks for a camera or for consent to one."""
    reader.follow(candidate.link).look("written").do("begin", "consent").look("written")
    if reader.page.locator('[value="recording"]').count():
        raise Unseen("consent to be recorded is asked for, and nothing is recorded")
    agree(reader, "ai-assessment").at("writing")


@case("a text and a program are written, tried and handed in; the report's feedback can be read", "en", "zh")
def written(stage, language):
    candidate = stage.employer.invite("written", language)
    with stage.reader(language) as reader:
        begin(reader, candidate)
        reader.go("/i/writing/letter", "writing").look()
        reader.page.locator("#answer").fill(TEXT[language])
        if not any(letter.isdigit() for letter in reader.part("count").inner_text()):
            raise Unseen("nothing is counted")
        # It is kept a moment after; another load brings it back.
        with reader.page.expect_response(lambda answer: "/draft" in answer.url) as kept:
            pass
        if kept.value.status >= 300:
            raise Unseen(f"the draft was not kept: {kept.value.status}")
        reader.go("/i/writing/letter", "writing")
        if reader.page.locator("#answer").input_value() != TEXT[language]:
            raise Unseen("the draft is gone after a reload")
        reader.do("hand-in-answer").page.locator(".note").wait_for()
        reader.go("/i/writing/sum", "writing")
        # Typed as by hand: the editor indents by itself.
        reader.page.locator("#answer").focus()
        for line in PROGRAM.split("\n"):
            reader.page.keyboard.type(line)
            reader.page.keyboard.press("Enter")
        reader.do("run")
        reader.page.locator("[data-part=results] tr").first.wait_for()
        reader.look()
        verdict = reader.part("verdict").inner_text()
        if "2" not in verdict:
            raise Unseen(f"the open examples did not pass: {verdict}")
        reader.do("hand-in-answer").page.locator(".note").wait_for()
        reader.leave_by("next", "hand-in")
        reader.leave_by("submit", "status").look()
        survey(reader, language)
        requests(reader, language)
        stage.employer.view(candidate, lambda view: view.get("report"), "the report", 90)
        reader.go("/i/feedback", "feedback").look()
        if not reader.part("dimension").count():
            raise Unseen("the feedback has no dimension")


def survey(reader, language):
    reader.go("/i/survey", "survey")
    if reader.has_script:
        reader.look()
    # The radio button lies under its label; a click on the number is one on it.
    reader.page.locator(".scale label").nth(3).click()
    reader.write("words", TEXT[language])
    reader.leave_by("send-survey")


def requests(reader, language):
    reader.go("/i/requests", "requests").look()
    reader.tick("kind", "question")
    reader.write("words", TEXT[language])
    reader.do("ask", "requests")
    reader.part("request").first.wait_for()
    if TEXT[language] not in reader.part("request").first.inner_text():
        raise Unseen("what was asked does not show")


@case("rights are at hand: talent pool, withdrawal, erasure by a code", "en", "zh")
def rights(stage, language):
    candidate = stage.employer.invite("written", language)
    with stage.reader(language, "phone") as reader:
        reader.follow(candidate.link).do("begin", "consent")
        reader.go("/i/rights", "rights").look()
        reader.do("join-pool", "rights")
        reader.button("leave-pool").wait_for()
        reader.go("/i/withdraw", "withdraw").look()
        reader.tick("sure")
        reader.do("confirm-withdraw", "status").look()
        stage.employer.view(candidate, lambda view: view.get("outcome") == "withdrawn", "the end")
        reader.go("/i/erasure", "erasure").look()
        code = stage.employer.code(candidate, lambda: reader.do("send-code", "erasure"))
        reader.look()
        reader.write("code", code)
        reader.do("confirm-code", "erasure").part("asked").wait_for()
        wait(lambda: [one for one in stage.employer.requests(candidate) if one["kind"] == "erasure"],
             "the request in the inbox", 30)


@case("without a script one comes in by pasting the link, writes, hands in and is asked how it was", "en")
def without_script(stage, language):
    candidate = stage.employer.invite("written", language)
    with stage.reader(language, has_script=False) as reader:
        reader.go("/i", "enter")
        reader.write("link", candidate.link)
        reader.do("enter", "welcome")
        reader.do("begin", "consent")
        reader.do("agree", "writing")
        reader.go("/i/writing/letter", "writing")
        reader.page.locator("#answer").fill(TEXT[language])
        reader.do("save", "writing")
        reader.do("hand-in-answer", "writing").page.locator(".note").wait_for()
        reader.go("/i/writing/sum", "writing")
        reader.page.locator("#answer").fill(PROGRAM)
        reader.do("run", "writing")
        reader.page.locator("section[data-part=run]").wait_for()
        reader.do("hand-in-answer", "writing").page.locator(".note").wait_for()
        reader.do("next", "hand-in").do("submit", "status")
        survey(reader, language)
