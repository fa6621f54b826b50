#!/usr/bin/env python3
"""Runs the bench modules of this folder and keeps their rows: `make bench`, `make bench ONLY=http`.

bench.py [--only NAME[,NAME]] [--list] [--page]

A bench module is a file here with `rows() -> list[dict]`, `SETTINGS: dict[str, str]` (the settings of both sides, in
words), `ORDER: int` and a docstring whose first line is its heading. Rows go to .colloquy/bench/results.json; an
`--only` run replaces the rows of those modules. docs/performance.md is written from the results; `--page` does that
alone.
"""
import argparse
import datetime
import importlib
import json
import os
import pathlib
import sys
import time
import traceback

import machine
import measure
import page

HERE = pathlib.Path(__file__).resolve().parent
CHECKOUT = HERE.parents[1]
KEPT = CHECKOUT / ".colloquy" / "bench"


def modules():
    """All bench modules by their ORDER."""
    names = [file.stem for file in HERE.glob("*.py") if "\ndef rows(" in file.read_text()]
    found = [importlib.import_module(name) for name in names]
    return sorted(found, key=lambda module: (module.ORDER, module.__name__))


def kept(name, default):
    file = KEPT / name
    return json.loads(file.read_text()) if file.exists() else default


def keep(name, content):
    """Written whole or not at all."""
    KEPT.mkdir(parents=True, exist_ok=True)
    fresh = KEPT / f".{name}.{os.getpid()}"
    fresh.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n")
    fresh.rename(KEPT / name)


def run(module):
    """One module's rows and what is to be said about the run; the rows before it stay when it fails."""
    begin = time.monotonic()
    measure.take_absent()
    rows = measure.check(module.rows())
    about = {
        "date": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M UTC"),
        "seconds": round(time.monotonic() - begin), "names": sorted({row["name"] for row in rows}),
        "absent": measure.take_absent(), "machine": machine.described(CHECKOUT),
    }
    return rows, about


def merged(before, rows, about, runs, name):
    """The rows of all runs, those of an earlier run of this module replaced."""
    old = set(runs.get(name, {}).get("names", [])) | set(about["names"])
    return [row for row in before if row["name"] not in old] + rows


def main():
    words = argparse.ArgumentParser()
    words.add_argument("--only", default="")
    words.add_argument("--list", action="store_true")
    words.add_argument("--page", action="store_true")
    chosen = words.parse_args()
    there = modules()
    names = [module.__name__ for module in there]
    only = set()
    for word in filter(None, chosen.only.split(",")):
        found = [name for name in names if name == word or name.startswith(f"{word}_")]
        if not found:
            sys.exit(f"there is no bench module '{word}'; there are {', '.join(names)}")
        only.update(found)
    if chosen.list:
        print("\n".join(names))
        return 0
    failed = []
    for module in [] if chosen.page else there:
        name = module.__name__
        if only and name not in only:
            continue
        measure.say(f"{name}: {page.heading(module)}")
        try:
            rows, about = run(module)
        except Exception as failure:  # noqa: BLE001 - one module must not take the others' figures along
            failed.append(name)
            traceback.print_exc()
            measure.say(f"{name} failed: {failure}")
            continue
        runs = kept("runs.json", {})
        keep("results.json", merged(kept("results.json", []), rows, about, runs, name))
        keep("runs.json", {**runs, name: about})
        for line in page.plain(rows):
            measure.say(line)
    page.write(CHECKOUT / "docs" / "performance.md", there, kept("results.json", []), kept("runs.json", {}))
    measure.say("written: .colloquy/bench/results.json and docs/performance.md")
    if failed:
        measure.say(f"without figures: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
