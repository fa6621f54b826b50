"""First page: what it takes on a phone and a poor line until the first button answers.

From the navigation to the link of a mail until the button of the first page can be pressed and the processor has time to
answer, in Debian's Chromium with a screen of a phone; beside it what went over the line, headers included.
"""
import statistics

import measure
import places

ORDER = 12
ROUNDS = 15
SETTINGS = {
    "Colloquy": f"the services in release with default settings on one machine, {ROUNDS} visits by new profiles, each with "
                "an empty cache; the debugging protocol makes the processor four times as slow and the line one of "
                "1.6 Mbit/s down, 0.75 Mbit/s up and 150 ms for each request",
    "bare": "the same three requests in a row to a server that sends next to nothing: a script that hands the proof over, a "
            "redirect, a button; what is left of our time beside it is our page's own",
    "first button": "the first page is seen and its scripts have run; only the browser's own clocks are read, and late, since a "
                    "driver that looks for a button all the time takes a third of the processor's time itself",
}


def rows():
    found = places.browsed("bench-page", "figures.py", ROUNDS)
    ratio = statistics.median(bare / ours for ours, bare in zip(found["milliseconds"], found["bare"]))
    return [
        measure.row("page.first-button", "ms", found["milliseconds"]),
        measure.row("page.first-button", "ms", found["bare"], "bare", ratio),
        measure.row("page.bytes", "bytes", [found["bytes"]]),
        measure.row("page.requests in a row", "requests", [found["inARow"]]),
        measure.row("page.scripts of all pages", "bytes", [found["scripts"]]),
    ]
