"""Sending from the page: what it costs a browser to keep and send what it records.

Once a second 1 Mbit comes, as from a recorder, and the page's own modules put it into the browser's store, send it by tus
with its check sum, and take it out of the store when it is acknowledged. A page on which the same comes and is dropped is
subtracted.
"""
import measure
import places

ORDER = 43
ROUNDS = 4
SETTINGS = {
    "Colloquy": f"Debian's Chromium, processor time of all its processes over 20 s, {ROUNDS} rounds of each in turns; the services "
                "run on the same machine",
}


def rows():
    found = places.browsed("bench-sending", "sending.py", ROUNDS)
    costs = [(sending - idle) * 100 for sending, idle in zip(found["sending"], found["idle"])]
    measure.say(f"  sending {found['sending']}, dropping {found['idle']}")
    return [measure.row("page.sending", "% of a processor", costs)]
