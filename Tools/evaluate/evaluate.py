#!/usr/bin/env python3
"""Asks what the scores are worth, and writes docs/validity.md: our own answers of known quality, typed and spoken, the same content
said otherwise, and the sets that others labelled, where they are at hand.

evaluate.py [--only scores,spoken,otherwise,hearing,graded] [--program .build/release/workbench] [--sets FOLDER]
"""
import argparse
import pathlib
import subprocess
import sys
import time

import graded
import hearing
import known
import otherwise
import page
import scoring
import spoken

PARTS = ("scores", "spoken", "otherwise", "hearing", "graded")
# What the parts need that set-up does not install: voices, error rates, traditional characters.
VOICES = scoring.CHECKOUT / ".colloquy/venv-voices/bin/python"
NEED_VOICES = {"spoken", "otherwise", "hearing"}
BEGIN = time.monotonic()


def say(sentence):
    print(f"evaluate {time.monotonic() - BEGIN:7.1f} s  {sentence}", flush=True)


def main():
    words = argparse.ArgumentParser()
    words.add_argument("--only", default=",".join(PARTS))
    words.add_argument("--program", default=str(scoring.CHECKOUT / ".build" / "release" / "workbench"))
    words.add_argument("--sets", type=pathlib.Path, default=scoring.CHECKOUT.parent / "shared" / "data")
    chosen = words.parse_args()
    parts = set(chosen.only.split(","))
    if parts - set(PARTS):
        sys.exit(f"evaluate  there is {', '.join(PARTS)}, and no {', '.join(sorted(parts - set(PARTS)))}")
    if parts & NEED_VOICES:
        subprocess.run([scoring.CHECKOUT / "scripts/voices-setup"], check=True)
    typed = known.typed(chosen.program) if parts & {"scores", "spoken", "otherwise"} else {}
    if "scores" in parts:
        page.write(known.TITLE, known.lines(typed))
    if "otherwise" in parts:
        page.write(otherwise.TITLE, otherwise.section(chosen.program, VOICES, typed, say))
    if "spoken" in parts:
        page.write(spoken.TITLE, spoken.section(chosen.program, VOICES, typed, say))
    if "hearing" in parts and at_hand(chosen.sets / "av", hearing.TITLE):
        page.write(hearing.TITLE, hearing.section(chosen.program, VOICES, chosen.sets / "av", say))
    if "graded" in parts and at_hand(chosen.sets / "scoring", graded.TITLE):
        graded.write(chosen.program, chosen.sets / "scoring", say)
    say("written: docs/validity.md")


def at_hand(folder, title):
    if not folder.is_dir():
        say(f"'{title}' stays as it was: its recordings or answers are not at hand")
    return folder.is_dir()


if __name__ == "__main__":
    main()
