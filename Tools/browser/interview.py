#!/usr/bin/env python3
"""Takes an interview in Chromium as a person does, for the demo: from the link in the mail until it is handed in.

interview.py --link LINK --language en --folder FOLDER QUESTION=RECORDING…

Each recording is played before the camera once, from its first word to its last. Prints what it does, a line for each step.
"""
import argparse
import pathlib
import signal
import sys
import time
import urllib.parse

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "demo")]
from chromium import chromium  # noqa: E402
from entry import check_devices, come_to_devices  # noqa: E402
from media import Tape  # noqa: E402
from reader import Unseen  # noqa: E402
from recording import in_state, recording, stop  # noqa: E402

# One reads the question before one speaks. The recorder needs a part of a second to start, and takes this much silence at most.
LEAD_SECONDS, BREATH_SECONDS = 4.0, 1.0


class Invited:
    """As much of a candidate as the first pages need."""

    def __init__(self, link):
        self.link = link


def answer(reader, tape):
    """Presses the button shortly before the tape begins to speak, and again when it has nothing more to say."""
    in_state(reader, "thinking")
    # The tape runs since both devices are open.
    reader.page.wait_for_selector('body[data-camera="on"]', state="attached")
    opened = time.monotonic()
    wait_until(reader, opened + tape.lead_seconds - BREATH_SECONDS)
    reader.do("record")
    began = time.monotonic()
    recording(reader)
    wait_until(reader, opened + tape.seconds)
    stop(reader)
    return time.monotonic() - began


def wait_until(reader, moment):
    reader.page.wait_for_timeout(max(0, moment - time.monotonic()) * 1000)


def take(reader, link, tape, answers):
    come_to_devices(reader, Invited(link))
    say("reads the first page and agrees to be recorded and assessed")
    tape.insert(next(iter(answers.values())))
    check_devices(reader)
    say("tries camera and microphone on the page for it")
    leave = "start"
    for question, file in answers.items():
        tape.insert(file)
        reader.leave_by(leave, "question")
        asked = reader.part("question").get_attribute("data-question")
        if asked != question:
            raise Unseen(f"the page asks '{asked}', the answer is to '{question}'")
        say(f"answers '{question}' before the camera ({answer(reader, tape):.0f} s)")
        leave = "next"
    reader.leave_by("next", "hand-in").leave_by("submit", "status")
    say("hands the interview in")


def say(sentence):
    print(sentence, flush=True)


def main():
    words = argparse.ArgumentParser()
    words.add_argument("--link", required=True)
    words.add_argument("--language", required=True)
    words.add_argument("--folder", type=pathlib.Path, required=True)
    words.add_argument("answers", nargs="+", type=lambda word: word.split("=", 1))
    chosen = words.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    # Who is asked to end closes the browser first.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    parts = urllib.parse.urlsplit(chosen.link)
    tape = Tape(chosen.folder, LEAD_SECONDS)
    with chromium(f"{parts.scheme}://{parts.netloc}", chosen.folder, tape=tape) as browser:
        say(f"opens the link of the mail in Chromium {browser.browser.version}")
        with browser.reader(chosen.language) as reader:
            take(reader, chosen.link, tape, dict(chosen.answers))


if __name__ == "__main__":
    main()
