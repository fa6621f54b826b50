#!/usr/bin/env python3
"""Takes the pages of candidates and of the console through the distribution's Chromium, with camera and microphone from files.

browser.py [--folder FOLDER] [--only WORDS] [--pictures FOLDER]

It starts a house of its own and ends with 1 when something is wrong. The last line it prints is its findings as JSON.
"""
import argparse
import contextlib
import json
import pathlib
import queue
import re
import signal
import sys
import threading
import time
import traceback

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "demo"), str(HERE.parent / "story")]
import console  # noqa: E402, F401
import entry  # noqa: E402, F401
import faces  # noqa: E402, F401
import in_time  # noqa: E402, F401
import offer  # noqa: E402, F401
import pay  # noqa: E402, F401
import recording  # noqa: E402, F401
import tables  # noqa: E402, F401
import taking_back  # noqa: E402, F401
import weight  # noqa: E402, F401
import writing_pages  # noqa: E402, F401
from cases import TABLE  # noqa: E402
from chromium import chromium, is_there  # noqa: E402
from examine import Examiner  # noqa: E402
from house import own_house  # noqa: E402
from outside import Outside  # noqa: E402
from people import Employer  # noqa: E402
from pictures import Pictures  # noqa: E402
from scenario import House  # noqa: E402

CHECKOUT = HERE.parents[1]
# What a browser hears while it plays the cases of a language.
RECORDINGS = {"en": "carter-incident", "zh": "chen-performance"}


class Stage:
    """What a case works with."""

    def __init__(self, environment, employer, browser):
        self.house, self.employer, self.outside, self.browser = House(environment), employer, employer.outside, browser
        self.reader = browser.reader
        self.house_folder = pathlib.Path(environment).parent


def play(case, stage):
    """None when the sentence is true; else what showed that it is not."""
    try:
        case.play(stage, case.language)
        return None
    except Exception as error:  # noqa: BLE001: whatever goes wrong is the case's end, and is told.
        last = traceback.extract_tb(error.__traceback__)
        place = next((frame for frame in reversed(last) if frame.filename.startswith(str(HERE))), last[-1])
        lines = [line for line in str(error).splitlines() if line.strip()]
        return f"{type(error).__name__}: {' '.join(lines[:6])[:700]} ({pathlib.Path(place.filename).name}:{place.lineno})"


def work(language, cases, environment, employer, chosen, examiner, pictures, found):
    """All cases of a language, one after the other in one browser."""
    try:
        with chromium(employer.origin, chosen.folder, RECORDINGS[language], examiner, pictures) as browser:
            stage = Stage(environment, employer, browser)
            for case in cases:
                begin = time.monotonic()
                fault = play(case, stage)
                seconds = round(time.monotonic() - begin, 1)
                print(f"browser {seconds:6.1f} s  {case.sentence}" + (f": {fault}" if fault else ""), flush=True)
                found.put({"sentence": case.sentence, "seconds": seconds, "fault": fault})
    except Exception as error:  # noqa: BLE001: a browser that does not start is a finding, too.
        found.put({"sentence": f"Chromium starts for {language}", "seconds": 0, "fault": str(error)[:500]})


def unseen(seen):
    """Pages of the gateway that no case has looked at, by the names that its sources give them."""
    sources = (CHECKOUT / "Services/Gateway/App").rglob("*.swift")
    names = {name for source in sources
             for name in re.findall(r'(?:Candidate|Console)Page\(\s*"([a-z-]+)"', source.read_text())}
    # The page behind the link goes on by itself.
    names.discard("enter")
    looked = {(name, language) for name, language, _ in seen}
    return sorted(f"{name} ({language})" for name in names for language in ("en", "zh") if (name, language) not in looked)


def main():
    words = argparse.ArgumentParser()
    words.add_argument("--folder", type=pathlib.Path, default=CHECKOUT / ".colloquy/browser")
    words.add_argument("--only", default="", help="cases whose sentence contains these words")
    words.add_argument("--pictures", type=pathlib.Path)
    chosen = words.parse_args()
    if not is_there():
        print(json.dumps({"skipped": "Debian's chromium is missing, so no page was looked at in a browser"}))
        return 0
    chosen.folder.mkdir(parents=True, exist_ok=True)
    cases = [case for case in TABLE if chosen.only in case.sentence]
    if not cases:
        sys.exit(f"no case speaks of '{chosen.only}'")
    begin = time.monotonic()
    # Who is asked to end takes down the house that was put up.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with contextlib.ExitStack() as stack:
        environment = stack.enter_context(own_house())
        employer = Employer(Outside.of(environment), pathlib.Path(environment).parent / "keys")
        examiner, found = Examiner(), queue.Queue()
        pictures = Pictures(chosen.pictures) if chosen.pictures else None
        for is_alone in (False, True):
            threads = [
                threading.Thread(daemon=True, target=work, args=(
                    language, own, environment, employer, chosen, examiner, pictures, found))
                for language in RECORDINGS
                if (own := [case for case in cases if case.language == language and case.alone == is_alone])]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
    findings = {
        "cases": list(found.queue), "pages": sorted({name for name, _, _ in examiner.seen}), "flaws": examiner.flaws,
        "notLookedAt": [] if chosen.only else unseen(examiner.seen), "seconds": round(time.monotonic() - begin, 1)}
    for flaw in findings["flaws"] + findings["notLookedAt"]:
        print(f"browser  {flaw}")
    faults = sum(one["fault"] is not None for one in findings["cases"]) + len(findings["flaws"])
    print(f"browser {findings['seconds']:6.1f} s  {len(findings['cases'])} cases, {len(findings['pages'])} pages, "
          + (f"{faults} faults" if faults else "nothing to complain of"))
    print(json.dumps(findings, ensure_ascii=False))
    return 1 if faults or findings["notLookedAt"] else 0


if __name__ == "__main__":
    sys.exit(main())
