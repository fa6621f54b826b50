"""Sending from the page: what it costs a browser to keep and send what it records.

Once a second 1 Mbit comes, as from a recorder, and the page's own modules put it into the browser's store, send it by tus
with its check sum, and take it out of the store when it is acknowledged. A page on which the same comes and is dropped is
subtracted.
"""
import json
import subprocess

import measure
import places

ORDER = 43
ROUNDS = 4
SETTINGS = {
    "Colloquy": f"Debian's Chromium, processor time of all its processes over 20 s, {ROUNDS} rounds of each in turns; the services "
                "run on the same machine",
}


def rows():
    with places.house("bench-sending") as path:
        done = subprocess.run(
            [places.CHECKOUT / ".colloquy/venv-browser/bin/python", "-B", places.CHECKOUT / "Tools/browser/sending.py",
             "--environment", path, "--rounds", str(ROUNDS)], capture_output=True, text=True, timeout=600)
    if done.returncode != 0:
        raise RuntimeError(done.stderr[-2000:])
    found = json.loads(done.stdout.splitlines()[-1])
    costs = [(sending - idle) * 100 for sending, idle in zip(found["sending"], found["idle"])]
    measure.say(f"  sending {found['sending']}, dropping {found['idle']}")
    return [measure.row("page.sending", "% of a processor", costs)]
