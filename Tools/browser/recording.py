"""Answers before the camera: recorded, interrupted in every way, and heard on the server as they were spoken."""
import signal
import time

from cases import case
from entry import come_to_devices
from media import RECORDINGS
from outside import wait
from reader import Unseen
from sound import RATE, breaks, decoded, places
from tab import tabs

# What is spoken in the recordings that browsers hear, as a transcript has to have it.
SPOKEN = {"en": ("carter-incident", ["customer", "logs"]), "zh": ("chen-performance", ["用户", "系统", "平台", "公司", "投诉"])}
# Devices and a recorder that are there before anything comes from them, as Firefox has them on a busy machine.
SLOW = """(() => {
    const { play } = HTMLMediaElement.prototype, { start } = MediaRecorder.prototype;
    const later = () => new Promise((resolve) => { setTimeout(resolve, 1500); });
    HTMLMediaElement.prototype.play = function () {
        return play.call(this).then(later).then(() => { document.isMoving = true; });
    };
    MediaRecorder.prototype.start = function (...words) {
        document.isEarly = !document.isMoving;
        later().then(() => {
            document.isSaidEarly = document.body.dataset.live === "yes";
            start.apply(this, words);
        });
    };
})()"""
# Coding and the browser's own treatment of a voice leave at least this likeness; strangers have less than half of it.
LIKENESS_MIN = 0.6


def come_to_question(reader, candidate, *purposes):
    come_to_devices(reader, candidate, *purposes).leave_by("start", "question")
    return in_state(reader, "thinking", "unopened")


def in_state(reader, *states, seconds=20):
    """Waits until the question's page is in one of these states."""
    selector = ", ".join(f'body[data-state="{state}"]' for state in states)
    try:
        reader.page.wait_for_selector(selector, state="attached", timeout=seconds * 1000)
    except Exception as error:
        state = reader.page.locator("body").get_attribute("data-state")
        raise Unseen(f"waited for {' or '.join(states)}, the page is in '{state}': {reader.where()}") from error
    return reader


def record(reader, seconds):
    reader.do("record")
    recording(reader)
    return speak(reader, seconds)


def recording(reader):
    """Waits until the page records on this device."""
    reader.page.wait_for_selector('body[data-state="recording"][data-live="yes"]', state="attached")
    return reader


def speak(reader, seconds):
    reader.page.wait_for_timeout(seconds * 1000)
    return reader


def stop(reader):
    reader.do("stop")
    return in_state(reader, "answered", seconds=60)


def answers(stage, candidate, count=1):
    """The answers as the server has them, once all are prepared for playing."""
    application, token = candidate.link.split("#")[1].rsplit(".", 1)
    session = stage.outside.enter({"applicationID": application, "token": token})

    def find():
        found = stage.outside.call("GET", "/v1/candidate/session", headers=session)["answers"]
        return found if len(found) >= count and all(one.get("isPlayable") for one in found) else None
    return wait(find, f"{count} playable answers of {application}", 90)


def hear(stage, candidate, answer, language, seconds_min, breaks_max=0):
    """What staff hear of an answer is what was spoken, from the first second to the last."""
    path = f"/v1/applications/{candidate.application_id}/answers/{answer['answerID']}/recording"
    _, _, content = stage.outside.request("GET", path, role="hr", expect=(200, 206))
    file = stage.house_folder / f"heard-{answer['answerID']}"
    file.write_bytes(content)
    recorded, spoken = decoded(file), decoded(RECORDINGS / f"{SPOKEN[language][0]}.webm")
    seconds = len(recorded) / RATE
    if seconds < seconds_min:
        raise Unseen(f"{seconds:.1f} s arrived of {seconds_min} s that were spoken")
    found = places(recorded, spoken)
    likenesses = sorted(like for _, _, like in found)
    if len(found) < 2 or likenesses[len(likenesses) // 2] < LIKENESS_MIN:
        raise Unseen(f"what arrived is not what was spoken: {[round(like, 2) for like in likenesses]}")
    sure = [one for one in found if one[2] >= LIKENESS_MIN]
    count = breaks(sure, len(spoken) / RATE)
    if count > breaks_max:
        raise Unseen(f"the sound breaks {count} times, {breaks_max} were to be: {found}")
    print(f"browser         {seconds:.1f} s arrived, like what was spoken {likenesses[0]:.2f} to {likenesses[-1]:.2f}, "
          f"{count} breaks", flush=True)


def whole_way(stage, language, size):
    candidate = stage.employer.invite("spoken", language)
    with stage.reader(language, size) as reader:
        come_to_question(reader, candidate).look("thinking")
        record(reader, 9).look("recording")
        stop(reader)
        reader.part("checked").filter(has_text=":").wait_for(timeout=60_000)
        reader.do("play")
        reader.until("document.querySelector('[data-part=playback]').currentTime > 0.5")
        reader.look("answered")
        reader.leave_by("next", "question")
        record(in_state(reader, "thinking"), 4)
        stop(reader).leave_by("next", "hand-in").look()
        reader.leave_by("submit", "status").look("handed-in")
        found = answers(stage, candidate, 2)
        hear(stage, candidate, found[0], language, 8)
        stage.employer.view(candidate, lambda view: view.get("report"), "the report", 120)
        report = stage.outside.call("GET", f"/v1/applications/{candidate.application_id}/report.json", role="hr")
        said = " ".join(answer.get("transcript") or "" for answer in report["answers"]).lower()
        if not any(word in said for word in SPOKEN[language][1]):
            raise Unseen(f"the transcript is '{said[:200]}'")


@case("on a desktop one answers, plays it back, hands in; the report has what was said", "en")
def on_a_desktop(stage, language):
    whole_way(stage, language, "desktop")


@case("on a phone one answers, plays it back, hands in; the report has what was said", "zh")
def on_a_phone(stage, language):
    whole_way(stage, language, "phone")


@case("with the network cut while one speaks, nothing of the answer is lost", "en")
def cut_off(stage, language):
    candidate = stage.employer.invite("spoken", language)
    with stage.reader(language) as reader:
        record(come_to_question(reader, candidate), 3)
        reader.watch.is_offline = True
        reader.context.set_offline(True)
        reader.page.wait_for_selector('body[data-line="cut"]', state="attached")
        reader.part("offline").wait_for()
        speak(reader, 3).look("offline")
        reader.context.set_offline(False)
        stop(speak(reader, 1))
        reader.watch.is_offline = False
    hear(stage, candidate, answers(stage, candidate)[0], language, 7)


@case("a page that is loaded again while one speaks goes on with the same answer", "zh")
def reloaded(stage, language):
    candidate = stage.employer.invite("spoken", language)
    with stage.reader(language, "phone") as reader:
        record(come_to_question(reader, candidate), 5)
        reader.page.reload()
        speak(recording(reader), 5)
        stop(reader)
    found = answers(stage, candidate)
    if found[0].get("partCount") != 2 or found[0].get("missingParts"):
        raise Unseen(f"the answer has {found[0].get('partCount')} parts, {found[0].get('missingParts')} are missing")
    hear(stage, candidate, found[0], language, 8, breaks_max=1)


@case("devices and a recorder that are slow to begin: nobody is told before that the answer is recorded", "en")
def slow(stage, language):
    candidate = stage.employer.invite("spoken", language)
    with stage.reader(language) as reader:
        reader.context.add_init_script(SLOW)
        record(come_to_question(reader, candidate), 4)
        early = reader.page.evaluate("[document.isEarly, document.isSaidEarly]")
        if early != [False, False]:
            raise Unseen(f"recorded before a picture came, said to be recorded before it was: {early}")
        stop(reader)
    hear(stage, candidate, answers(stage, candidate)[0], language, 3.5)


@case("a tab that is killed while one speaks loses at most a moment of the answer", "en")
def killed(stage, language):
    candidate = stage.employer.invite("spoken", language)
    with stage.reader(language) as reader:
        record(come_to_question(reader, candidate), 5)
        reader.watch.may_crash = True
        old = reader.page
        try:
            old.goto("chrome://crash", wait_until="commit", timeout=5_000)
        except Exception:  # noqa: BLE001: nobody is left who could answer.
            pass
        reader.page = reader.context.new_page()
        old.close()
        reader.watch.may_crash = False
        reader.go("/i/home", "question")
        speak(recording(reader), 5)
        stop(reader)
    found = answers(stage, candidate)
    hear(stage, candidate, found[0], language, 8, breaks_max=1)


@case("a page that is hidden, frozen and woken goes on with the same answer", "zh")
def frozen(stage, language):
    candidate = stage.employer.invite("spoken", language)
    with tabs(stage.browser.browser, stage.employer.origin) as (tab, other):
        tab.show().send("Page.navigate", {"url": candidate.link})
        tab.at("welcome").do("begin").at("consent").do("purpose-recording").do("agree").at("devices").do("start")
        tab.at("question").do("record")
        is_live = "document.body.dataset.state === 'recording' && document.body.dataset.live === 'yes'"
        tab.until(is_live)
        time.sleep(5)
        tab.value("document.addEventListener('freeze', () => { document.body.dataset.frozen = 'yes'; })")
        tab.hide(other).freeze(4).show()
        if tab.value("document.body.dataset.frozen") != "yes":
            raise Unseen("the page was not frozen")
        tab.until(is_live)
        time.sleep(5)
        tab.do("stop").until("document.body.dataset.state === 'answered'", 60)
    found = answers(stage, candidate)
    if found[0].get("partCount") != 2 or found[0].get("missingParts"):
        raise Unseen(f"the answer has {found[0].get('partCount')} parts, {found[0].get('missingParts')} are missing")
    hear(stage, candidate, found[0], language, 8, breaks_max=1)


@case("an answer without sound and light is told at once, costs no take, and is given again", "en")
def nothing_arrived(stage, language):
    candidate = stage.employer.invite("spoken", language)
    with stage.browser.elsewhere("nothing") as browser, browser.reader(language, "phone") as reader:
        record(come_to_question(reader, candidate), 4)
        reader.do("stop")
        in_state(reader, "fault", seconds=60).look("fault")
        left = reader.session()["questions"][0]["takesLeft"]
        if left != 2:
            raise Unseen(f"{left} takes are left of 2")
        reader.page.locator('[data-do="again"]:visible').click()
        in_state(reader, "thinking")


@case("an answer is paused, gone on with, and given a second time", "en")
def paused(stage, language):
    candidate = stage.employer.invite("timed", language)
    with stage.reader(language, "phone") as reader:
        come_to_question(reader, candidate).look("unopened")
        reader.do("open")
        record(in_state(reader, "thinking"), 2)
        reader.do("pause")
        in_state(reader, "paused").look("paused")
        reader.do("resume")
        speak(recording(reader), 3)
        stop(reader)
        reader.page.locator('[data-do="again"]:visible').click()
        record(in_state(reader, "thinking"), 4)
        stop(reader)
    found = answers(stage, candidate)
    if found[-1]["take"] != 2:
        raise Unseen(f"the second take is {found[-1]}")


@case("think time and answer time end by the server's clock, with nobody pressing anything", "zh")
def by_the_clock(stage, language):
    candidate = stage.employer.invite("timed", language)
    with stage.reader(language) as reader:
        come_to_question(reader, candidate).do("open")
        in_state(reader, "thinking")
        recording(reader)
        in_state(reader, "sending", "answered", seconds=40)
        in_state(reader, "answered", seconds=60)
    hear(stage, candidate, answers(stage, candidate)[0], language, 17)


@case("with a keyboard alone one answers a question", "en")
def by_keyboard(stage, language):
    candidate = stage.employer.invite("spoken", language)
    with stage.reader(language) as reader:
        come_to_question(reader, candidate)
        reader.page.wait_for_selector('[data-do="record"]:enabled')
        reader.press_on("record")
        speak(recording(reader), 3)
        reader.press_on("stop")
        in_state(reader, "answered", seconds=60)
        reader.press_on("next", page="question")


@case("a camera that is denied at the question brings help, and a way to ask", "zh")
def denied(stage, language):
    candidate = stage.employer.invite("spoken", language)
    with stage.reader(language, has_camera=False) as reader:
        come_to_question(reader, candidate)
        reader.part("trouble").wait_for()
        reader.look("denied")
        if not reader.part("trouble-text").inner_text().strip():
            raise Unseen("the page does not say what to do")
        reader.part("trouble").locator("a").click()
        reader.at("requests")


@case("a gateway that is killed while an answer is on its way gets all of it", "en", alone=True)
def gateway_killed(stage, language):
    candidate = stage.employer.invite("spoken", language)
    with stage.reader(language) as reader:
        record(come_to_question(reader, candidate), 4)
        reader.watch.is_offline = True
        stage.house.hit("gateway", signal.SIGKILL)
        speak(reader, 4)
        stop(reader)
        reader.watch.is_offline = False
    hear(stage, candidate, answers(stage, candidate)[0], language, 7)
