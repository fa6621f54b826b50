#!/usr/bin/env python3
"""Takes answers before Debian's Firefox ESR, with a picture that it draws and a microphone that plays the demo's recordings.

firefox.py [--only WORDS]

Starts a house of its own. The last line it prints is its findings as JSON; it ends with 1 when there is something to mend.
"""
import argparse
import contextlib
import json
import pathlib
import signal
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / name) for name in ("browser", "demo", "story")]
from answering import TABLE  # noqa: E402
from house import CHECKOUT, own_house  # noqa: E402
from outside import Outside  # noqa: E402
from people import Employer  # noqa: E402
from program import firefox, is_there  # noqa: E402
from scenario import House  # noqa: E402
from voice import lacking, voice  # noqa: E402

LOG = CHECKOUT / ".colloquy/firefox.log"


class Stage:
    """What a case works with."""

    def __init__(self, environment, bidi, mouth):
        self.house, self.house_folder = House(environment), pathlib.Path(environment).parent
        self.outside = Outside.of(environment)
        self.employer = Employer(self.outside, self.house_folder / "keys")
        self.bidi, self.voice, self.log = bidi, mouth, LOG


def fault(case, stage):
    """None when the sentence is true; else what showed that it is not."""
    try:
        case.play(stage)
        return None
    except Exception as error:  # noqa: BLE001: whatever goes wrong is the case's end, and is told.
        return f"{type(error).__name__}: {str(error)[:700]}"
    finally:
        stage.voice.be_silent()


def main():
    words = argparse.ArgumentParser()
    words.add_argument("--only", default="", help="cases whose sentence contains these words")
    chosen = words.parse_args()
    missing = ([] if is_there() else ["firefox-esr"]) + lacking()
    if missing:
        sys.exit(f"firefox: {', '.join(missing)} missing; scripts/firefox-setup installs them")
    cases = [case for case in TABLE if chosen.only in case.sentence]
    if not cases:
        sys.exit(f"no case speaks of '{chosen.only}'")
    # Who is asked to end takes down what was put up.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    findings = []
    with contextlib.ExitStack() as stack:
        environment = stack.enter_context(own_house("firefox"))
        mouth = stack.enter_context(voice())
        bidi = stack.enter_context(firefox(LOG, mouth.environment))
        stage = Stage(environment, bidi, mouth)
        for case in cases:
            begin = time.monotonic()
            found = fault(case, stage)
            seconds = round(time.monotonic() - begin, 1)
            print(f"firefox {seconds:6.1f} s  {case.sentence}" + (f": {found}" if found else ""), flush=True)
            findings.append({"sentence": case.sentence, "seconds": seconds, "fault": found})
    faults = sum(one["fault"] is not None for one in findings)
    print(f"firefox {bidi.version}  {len(findings)} cases, {faults or 'no'} faults")
    print(json.dumps({"version": bidi.version, "cases": findings}, ensure_ascii=False))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
