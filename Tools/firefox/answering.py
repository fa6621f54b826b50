"""Answers before Firefox: recorded, interrupted, and heard on the server as they were spoken."""
import collections
import contextlib
import signal
import tempfile

from person import Person
from program import firefox
from reader import Unseen
from recording import SPOKEN, answers, hear

Case = collections.namedtuple("Case", "sentence play")
TABLE = []
LANGUAGE = "en"
RECORDING = SPOKEN[LANGUAGE][0]
# The sound goes through a server in real time, and a busy machine loses some of it once before it comes to the browser.
LOSSES_MAX = 1
# As if a browser could not say what it records into: it chooses by itself then, and Firefox chooses Ogg for sound alone, which
# it names no sooner than with the first piece.
SAYS_NO_TYPE = """() => {
    MediaRecorder.isTypeSupported = () => false;
    const start = MediaRecorder.prototype.start;
    MediaRecorder.prototype.start = function (...words) {
        document.typeBefore = this.mimeType;
        this.addEventListener("dataavailable", (event) => { document.typeAfter = event.data.type; });
        start.apply(this, words);
    };
}"""


def case(sentence):
    def add(play):
        TABLE.append(Case(sentence, play))
        return play
    return add


@contextlib.contextmanager
def somebody(stage):
    """A candidate who was invited, before a browser."""
    candidate, person = stage.employer.invite("spoken", LANGUAGE), Person(stage.bidi, stage.employer.origin)
    try:
        yield candidate, person
    except BaseException:
        person.flaws.clear()
        with contextlib.suppress(Exception):
            person.leave()
        raise
    person.leave()


def record(stage, person):
    """Begins to record and to speak; what is spoken is shorter than any case."""
    person.do("record").is_recording()
    stage.voice.speak(RECORDING)
    return person


def stop(person):
    return person.do("stop").in_state("answered", seconds=60)


def parts(answer, count):
    if answer.get("partCount", 1) != count or answer.get("missingParts"):
        raise Unseen(f"the answer has {answer.get('partCount')} parts, {answer.get('missingParts')} are missing")


@case("one checks the device, answers, plays it back, hands in; the report has what was said")
def whole_way(stage):
    with somebody(stage) as (candidate, person):
        person.come_to_devices(candidate.link).do("allow")
        stage.voice.speak(RECORDING)
        person.until("document.body.dataset.seen === 'yes' && document.body.dataset.heard === 'yes'")
        person.do("practice-record").sit(2).do("practice-stop")
        person.until("document.querySelector('[data-part=practice-play]').readyState > 0")
        person.do("practice-discard").leave_by("start", "question").in_state("thinking")
        stop(record(stage, person).sit(10))
        person.until("document.querySelector('[data-part=checked]').innerText.includes(':')", 60).do("play")
        person.until("document.querySelector('[data-part=playback]').currentTime > 0.5")
        person.leave_by("next", "question").in_state("thinking")
        stop(record(stage, person).sit(4)).leave_by("next", "hand-in").leave_by("submit", "status")
        found = answers(stage, candidate, 2)
        hear(stage, candidate, found[0], LANGUAGE, 9, breaks_max=LOSSES_MAX)
    stage.employer.view(candidate, lambda view: view.get("report"), "the report", 120)
    report = stage.outside.call("GET", f"/v1/applications/{candidate.application_id}/report.json", role="hr")
    said = " ".join(answer.get("transcript") or "" for answer in report["answers"]).lower()
    if not all(word in said for word in SPOKEN[LANGUAGE][1]):
        raise Unseen(f"the transcript is '{said[:200]}'")


@case("with the network cut while one speaks, nothing of the answer is lost")
def cut_off(stage):
    with somebody(stage) as (candidate, person):
        record(stage, person.come_to_question(candidate.link)).sit(3).lose_line()
        person.until("document.body.dataset.line === 'cut'").sit(3).find_line()
        stop(person.sit(2))
    found = answers(stage, candidate)
    parts(found[0], 1)
    hear(stage, candidate, found[0], LANGUAGE, 8, breaks_max=LOSSES_MAX)


@case("a page that is loaded again while one speaks goes on with the same answer")
def reloaded(stage):
    with somebody(stage) as (candidate, person):
        record(stage, person.come_to_question(candidate.link)).sit(5).reload().is_recording()
        stop(person.sit(5))
    found = answers(stage, candidate)
    parts(found[0], 2)
    hear(stage, candidate, found[0], LANGUAGE, 8.5, breaks_max=1 + LOSSES_MAX)


@case("with no line at the moment of a reload, what was recorded before it still arrives")
def reloaded_after_a_cut(stage):
    with somebody(stage) as (candidate, person):
        record(stage, person.come_to_question(candidate.link)).sit(4).lose_line()
        person.sit(3).find_line()
        person.reload().is_recording()
        stop(person.sit(4))
    found = answers(stage, candidate)
    parts(found[0], 2)
    hear(stage, candidate, found[0], LANGUAGE, 9, breaks_max=1 + LOSSES_MAX)


@case("a Firefox that is killed while one speaks and started again goes on with the same answer")
def killed(stage):
    candidate = stage.employer.invite("spoken", LANGUAGE)
    with tempfile.TemporaryDirectory(prefix="colloquy-firefox-", ignore_cleanup_errors=True) as profile:
        with firefox(stage.log, stage.voice.environment, profile) as bidi:
            person = Person(bidi, stage.employer.origin, has_container=False)
            record(stage, person.come_to_question(candidate.link)).sit(5)
            bidi.program.kill()
            bidi.program.wait()
        with firefox(stage.log, stage.voice.environment, profile) as bidi:
            person = Person(bidi, stage.employer.origin, has_container=False).go("/i/home").is_recording()
            stop(person.sit(5)).leave()
    found = answers(stage, candidate)
    parts(found[0], 2)
    hear(stage, candidate, found[0], LANGUAGE, 8.5, breaks_max=1 + LOSSES_MAX)


@case("a poor line gets sound alone, which is heard as it was spoken")
def sound_alone(stage):
    with somebody(stage) as (candidate, person):
        person.come_to_question(candidate.link)
        person.value("localStorage.setItem('colloquy.uplink', '0.1')")
        person.reload().in_state("thinking")
        stop(record(stage, person).sit(8))
    hear(stage, candidate, answers(stage, candidate)[0], LANGUAGE, 7, breaks_max=LOSSES_MAX)


@case("sound alone in a form that the browser chose without a word, Ogg, can be played and is heard as it was spoken")
def in_ogg(stage):
    with somebody(stage) as (candidate, person):
        person.come_to_question(candidate.link)
        person.value("localStorage.setItem('colloquy.uplink', '0.1')")
        stage.bidi.send("script.addPreloadScript", functionDeclaration=SAYS_NO_TYPE, contexts=[person.tab])
        person.reload().in_state("thinking")
        record(stage, person).sit(5).reload().is_recording()
        stop(person.sit(5))
        named = person.value("document.typeBefore"), person.value("document.typeAfter").split(";")[0]
        if named != ("", "audio/ogg"):
            raise Unseen(f"it recorded into something else, and said so: {named}")
        person.do("play").until("document.querySelector('[data-part=playback]').currentTime > 0.5")
    found = answers(stage, candidate)
    parts(found[0], 2)
    hear(stage, candidate, found[0], LANGUAGE, 8.5, breaks_max=1 + LOSSES_MAX)


@case("a gateway that is killed while an answer is on its way gets all of it")
def gateway_killed(stage):
    with somebody(stage) as (candidate, person):
        record(stage, person.come_to_question(candidate.link)).sit(4)
        person.is_offline = True
        stage.house.hit("gateway", signal.SIGKILL)
        stop(person.sit(4))
    hear(stage, candidate, answers(stage, candidate)[0], LANGUAGE, 7, breaks_max=LOSSES_MAX)
