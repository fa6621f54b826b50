#!/usr/bin/env python3
"""Clients and tools that nobody here wrote, against a running house; each check prints its findings as one line of JSON.

foreign.py --environment FILE --folder FOLDER CHECK     (run it with .colloquy/venv-test/bin/python)
"""
import argparse
import importlib
import json
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "demo")]
from outside import Outside, Unexpected  # noqa: E402

# Check → module in which a function of its name is.
CHECKS = {
    "producers": "guide", "answers": "answers", "readback": "readback", "metrics": "probes", "uploads": "uploads",
    "edge": "edge",
}


def main():
    words = argparse.ArgumentParser()
    words.add_argument("--environment", required=True)
    words.add_argument("--folder", type=pathlib.Path, required=True)
    words.add_argument("check", choices=CHECKS)
    chosen = words.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    check = getattr(importlib.import_module(CHECKS[chosen.check]), chosen.check)
    print(json.dumps(check(Outside.of(chosen.environment), chosen.folder), ensure_ascii=False))


if __name__ == "__main__":
    try:
        main()
    except Unexpected as failure:
        print(f"the check stopped: {failure}", file=sys.stderr)
        sys.exit(1)
