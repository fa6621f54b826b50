#!/usr/bin/env python3
"""Breaks a house under load in every way of the rows beside this file and asks `colloquy verify` after each what was lost or doubled.

prove.py [--seed N] [--long] [--only WORDS] [--write]

Prints a line per fault and a table; writes the table into docs/promises.md with --write. Ends with 1 when anything was lost,
doubled or otherwise wrong. Needs the debug build and `make setup`. Everything it starts ends with it.
"""
import argparse
import json
import pathlib
import random
import re
import signal
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import crashes  # noqa: E402, F401
import inputs  # noqa: E402, F401
import outages  # noqa: E402, F401
import plant  # noqa: E402
import whole  # noqa: E402
from fleet import House  # noqa: E402
from load import Load, Watcher  # noqa: E402
from rows import ROWS, Round  # noqa: E402
from stage import CHECKOUT, Broken  # noqa: E402

PAGE = CHECKOUT / "docs" / "promises.md"
BEGIN, END = "<!-- make prove: begin -->", "<!-- make prove: end -->"
SERVICES = ["screening", "workflow", "gateway", "notification"]
PROGRESS_SECONDS_MAX = 60
# What I3 adds to I1 is the sum.
LOSS, DOUBLE, SUM = {1, 5, 6, 11}, {2, 4}, "on neither side"


class Proof:
    def __init__(self, chosen):
        self.chosen = chosen
        self.began = time.monotonic()
        self.rows, self.left_out = [], []
        self.known = {}
        self.counted, self.verify_seconds = {}, 0

    def say(self, sentence):
        print(f"prove {time.monotonic() - self.began:6.1f} s  {sentence}", flush=True)

    def verify(self, house, load, wait=90):
        """Violations by invariant."""
        words = ["verify", "--json", "--ledger", load.ledger.path, "--mails", house.mails, "--search", house.logs,
                 "--wait", wait]
        began = time.monotonic()
        done = house.colloquy(*words, check=False, seconds=wait + 120)
        self.verify_seconds = time.monotonic() - began
        try:
            lines = json.loads(done.stdout)
        except ValueError:
            raise Broken(f"colloquy verify: {(done.stdout + done.stderr)[-600:]}") from None
        self.counted = {line["invariant"]: line["counted"] for line in lines}
        return {int(line["invariant"][1:]): line["violations"] for line in lines}

    def run(self):
        with House(SERVICES) as house:
            self.say(f"{len(SERVICES)} services on {house.broker.title}, seed {self.chosen.seed}")
            load = self.load(house)
            watcher = Watcher(house.broker.servers)
            try:
                self.all_rows(house, load, watcher)
            finally:
                load.is_on.clear()
                watcher.close()

        if self.chosen.long and not self.chosen.only or "houses" in self.chosen.only:
            for play in whole.HOUSES:
                self.known = {}
                play(self, self.chosen.seed)

    def load(self, house):
        """Clients of a house, with the job that they apply for."""
        script = json.loads((CHECKOUT / "Tools/demo/story.json").read_text().replace("START_DATE", "2030-01-01"))
        job = next(job for job in script["jobs"] if job["jobID"] == "demo-support-engineer")
        load = Load(house, self.chosen.seed, job["jobID"])
        load.job_description = job["job"]
        load.open_job(job["jobID"], job["job"])
        load.flush()
        return load

    def all_rows(self, house, load, watcher):
        self.one(house, load, watcher, {"title": "none (a healthy run)", "body": lambda round: round.house.watch(5), "load": {}})
        for row in ROWS:
            if self.chosen.only and not any(word in row["title"] for word in self.chosen.only.split(",")):
                continue
            reason = "only with LONG=1" if row["long"] and not self.chosen.long else row["needs"] and row["needs"](house)
            if reason:
                self.left_out.append((row["title"], reason))
                continue
            self.one(house, load, watcher, row)
        if not self.chosen.only or "replay" in self.chosen.only:
            self.replay(house)
        if not self.chosen.only or "plant" in self.chosen.only:
            self.self_test(house, load)

    def one(self, house, load, watcher, row):
        round = Round(house, load, random.Random(f"{self.chosen.seed}/{row['title']}"), self.chosen.long)
        load.start(**{"rate": 5.0, **row["load"]})
        try:
            row["body"](round)
            over = round.over_at or time.monotonic()
            progress = self.progress(house, load, watcher, over)
            if progress is None:
                round.trouble.append(f"nothing came out for {PROGRESS_SECONDS_MAX} s after the fault")
        except Exception as broken:  # whatever goes wrong in one row, the others are played
            round.trouble.append(f"{type(broken).__name__}: {broken}")
            progress = None
        finally:
            load.stop()
        for service in SERVICES:
            house.disarm(service)
        self.settle(row["title"], round, house, load, progress)

    def settle(self, title, round, house, load, progress=None):
        """Asks the checker, and keeps the row."""
        trouble = round.trouble
        try:
            house.await_ready()
            found = self.verify(house, load)
        except (Broken, subprocess.TimeoutExpired) as broken:
            trouble.append(str(broken))
            found = {}
        fresh = {number: sorted(one for one in set(all) - self.known.get(number, set()) if SUM not in one)
                 for number, all in found.items()}
        for number, all in found.items():
            self.known.setdefault(number, set()).update(all)
        # What lies in the vault without a row is left over, not lost.
        lost = max(sum(not one.startswith("folder") for one in fresh.get(number, [])) for number in LOSS)
        doubled = max([len(fresh.get(number, [])) for number in DOUBLE] or [0])
        other = sum(number not in LOSS | DOUBLE or one.startswith("folder") for number, all in fresh.items() for one in all)
        self.rows.append({"title": title, "injected": round.injected, "lost": lost, "doubled": doubled,
                          "other": other, "progress": progress, "trouble": trouble})
        shown = "-" if progress is None else f"{progress:.1f} s"
        self.say(f"{title}: injected {round.injected}, lost {lost}, doubled {doubled}, other {other}, progress {shown}"
                 f"  ({self.counted.get('I3', '') if found else ''}, verified in {self.verify_seconds:.0f} s)")
        for note in round.notes + trouble:
            self.say(f"    {note}")
        for number, all in sorted(fresh.items()):
            for violation in all[:3]:
                self.say(f"    I{number}: {violation}")
            if len(all) > 3:
                self.say(f"    I{number}: and {len(all) - 3} more")

    def progress(self, house, load, watcher, over):
        """Seconds from the end of a fault until the workflow spoke of an application that was acknowledged after it."""
        found = None
        end = time.monotonic() + PROGRESS_SECONDS_MAX
        while found is None and time.monotonic() < end:
            house.watch(0.2)
            keys = [key for key, at in list(load.acknowledged.items()) if at > over]
            found = watcher.first(keys, over)
        return found

    def replay(self, house):
        """The states once more from the topics; then the same with a state that somebody changed."""
        done = house.colloquy("verify", "--replay", check=False)
        self.replayed = done.returncode == 0
        for line in done.stdout.splitlines() if done.stdout else [done.stderr.strip()[-300:]]:
            self.say(f"    {line}")
        key = house.database.psql("select key from workflow.applications order by key limit 1")[0]
        swap = "update workflow.applications set state = jsonb_set(state::jsonb, '{{language}}', '\"{}\"')::json where key = '{}'"
        house.database.psql(swap.format("zh", key))
        found = house.colloquy("verify", "--replay", check=False)
        self.replayed = self.replayed and found.returncode == 1 and f"{key} differs in language" in found.stdout
        house.database.psql(swap.format("en", key))
        self.say(f"the states from the topics once more: {'equal' if self.replayed else 'NOT equal'}")

    def self_test(self, house, load):
        try:
            found, planted, missed = plant.check(house, load.ledger, lambda wait=90: self.verify(house, load, wait))
            self.say(f"the checker: {planted} faults planted, {found} found")
            trouble = [f"not found: {one}" for one in missed]
        except (Broken, subprocess.TimeoutExpired) as broken:
            found, planted, trouble = 0, 14, [str(broken)]
        for one in trouble:
            self.say(f"    {one}")
        self.planted = (found, planted)

    # The result.

    def table(self):
        lines = ["| fault | injected | lost | doubled | seconds until progress |", "|---|---|---|---|---|"]
        for row in self.rows:
            shown = "–" if row["progress"] is None else f"{row['progress']:.1f}"
            lines.append(f"| {row['title']} | {row['injected']} | {row['lost']} | {row['doubled']} | {shown} |")
        return "\n".join(lines)

    @property
    def is_good(self):
        planted = getattr(self, "planted", None)
        return (planted is None or planted[0] == planted[1]) and getattr(self, "replayed", True) and not any(
            row["lost"] or row["doubled"] or row["other"] or row["trouble"] for row in self.rows)

    def write(self, broker_words):
        revision = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=CHECKOUT, capture_output=True, text=True)
        words = [f"Seed {self.chosen.seed}{', LONG=1' if self.chosen.long else ''}, revision {revision.stdout.strip()}, "
                 f"{broker_words}.", "", self.table(), ""]
        if hasattr(self, "planted"):
            words.append(f"The checker itself: {self.planted[1]} faults planted, {self.planted[0]} found.")
        if hasattr(self, "replayed"):
            words.append("The states made once more from the topics were "
                         + ("equal to the tables, and a changed one was found." if self.replayed else "NOT equal to the tables."))
        if self.left_out:
            words.append("Left out: " + "; ".join(f"{title} ({reason})" for title, reason in self.left_out) + ".")
        page = PAGE.read_text()
        if BEGIN not in page:
            raise Broken(f"{PAGE.name} has no {BEGIN}")
        fresh = re.sub(re.escape(BEGIN) + ".*?" + re.escape(END), lambda _: f"{BEGIN}\n" + "\n".join(words).rstrip() + f"\n{END}",
                       page, flags=re.S)
        PAGE.write_text(fresh)


def main():
    words = argparse.ArgumentParser()
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--long", action="store_true")
    words.add_argument("--only", default="", help="rows whose title has one of these words, with commas between")
    words.add_argument("--write", action="store_true", help="the table into docs/promises.md")
    chosen = words.parse_args()
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(130))
    proof = Proof(chosen)
    try:
        proof.run()
    except KeyboardInterrupt:
        proof.say("interrupted; everything is stopped")
        return 130
    print("\n" + proof.table() + "\n", flush=True)
    for title, reason in proof.left_out:
        proof.say(f"left out: {title} ({reason})")
    if chosen.write:
        proof.write("on this machine")
    proof.say("everything held" if proof.is_good else "NOT everything held")
    return 0 if proof.is_good else 1


if __name__ == "__main__":
    sys.exit(main())
