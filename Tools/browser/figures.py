#!/usr/bin/env python3
"""Times of the candidate's pages as a phone on a poor line has them; for `make bench ONLY=first_page`.

figures.py --environment FILE [--rounds N]: a line of JSON
"""
import argparse
import json
import pathlib
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "demo")]
from chromium import chromium  # noqa: E402
from examine import Examiner  # noqa: E402
from outside import Outside  # noqa: E402
from people import Employer  # noqa: E402
from weight import Line  # noqa: E402

# A processor four times as slow as this one, 1.6 Mbit/s down, 750 kbit/s up, 150 ms there and back for each request.
SLOWER = 4
NETWORK = {"offline": False, "latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8}


def first_button(browser, link):
    """(milliseconds, bytes, requests in a row) from a click on the link until the first button answers a press."""
    with browser.reader("zh", "phone") as reader:
        page, line = reader.page, Line(reader.page)
        devtools = page.context.new_cdp_session(page)
        devtools.send("Network.enable")
        devtools.send("Network.emulateNetworkConditions", NETWORK)
        devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        begin = time.monotonic()
        page.goto(link, wait_until="commit")
        page.wait_for_selector('[data-do="begin"]')
        # The answer comes when the processor has time for it, as it would for a finger.
        page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
        milliseconds = (time.monotonic() - begin) * 1000
        page.wait_for_load_state("networkidle")
        return milliseconds, line.bytes, line.in_a_row


def main():
    words = argparse.ArgumentParser()
    words.add_argument("--environment", required=True)
    words.add_argument("--rounds", type=int, default=15)
    chosen = words.parse_args()
    folder = pathlib.Path(chosen.environment).parent
    employer = Employer(Outside.of(chosen.environment), folder / "keys")
    candidate = employer.invite("spoken", "zh")
    with chromium(employer.origin, folder, "chen-performance", Examiner()) as browser:
        found = [first_button(browser, candidate.link) for _ in range(chosen.rounds + 1)][1:]
    print(json.dumps({"milliseconds": [one[0] for one in found], "bytes": found[0][1], "inARow": found[0][2]}))


if __name__ == "__main__":
    main()
