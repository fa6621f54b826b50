#!/usr/bin/env python3
"""Asks what the scores are worth, and writes docs/validity.md: our own answers of known quality, and sets of answers that people
graded, where they are at hand.

evaluate.py [--program .build/release/workbench] [--sets FOLDER]
"""
import argparse
import collections
import datetime
import pathlib
import statistics
import subprocess
import time

import correlation
import scoring
import texts

PAGE = scoring.CHECKOUT / "docs" / "validity.md"
KINDS = {
    "good": "good", "good-other-words": "good, in other words", "good-short": "good, a third as long",
    "padded": "good, padded with talk", "middling": "middling", "hypothetical": "what one would do", "bad": "bad, as long as good",
    "bad-long": "bad, twice as long", "denial": "everything denied", "list": "a list of the words", "nonsense": "nonsense with the words",
    "copy": "the question said back", "other": "good, to another question", "injection": "orders to the scorer",
}
BOUNDS = {"denial": 20, "list": 20, "nonsense": 20, "copy": 20, "other": 20, "injection": 20}
HEAD = """# What the scores are worth

Written by `make evaluate`. **None of this shows that a score predicts work.** It shows how far the scores agree with what people say
of the same words. Whether they predict performance in a job is for the employer's own study: score everybody, hire without looking at
the score for a while or hire across its whole range, and compare with performance that others rated a half year later, at least a
hundred people for each job family, with adverse impact by group. Until then a score is a reason to listen to an answer, not to turn
anybody down.
"""


def say(sentence):
    print(f"evaluate {time.monotonic() - BEGIN:7.1f} s  {sentence}", flush=True)


BEGIN = time.monotonic()


def known_groups(program):
    rows = list(texts.known_groups())
    found = scoring.scored(program, [(question, answer) for question, _, answer in rows], keep="known-groups")
    table = collections.defaultdict(dict)
    for (question, kind, _), one in zip(rows, found):
        table[question["questionID"]][kind] = scoring.points(one) or 0.0
    say(f"known groups: {len(rows)} answers")
    gaps = [kinds["good"] - kinds["bad"] for kinds in table.values()]
    ordered = sum(kinds["good"] > kinds["middling"] > kinds["bad"] for kinds in table.values())
    good = statistics.fmean(kinds["good"] for kinds in table.values())
    lines = [
        "## Answers of known quality", "",
        f"{len(table)} questions ({sum(q.endswith('-en') for q in table)} English, {sum(q.endswith('-zh') for q in table)} Chinese), "
        f"fourteen answers each (`Tools/evaluate/known_groups.json`), written before anybody looked at how they would be scored; "
        "words by which a clause is read as told or denied were then looked over on the same answers, so other questions will come out "
        "somewhat worse. Points of the competency, 0 to 100.", "",
        "| answer | mean | lowest | highest | bound |", "|---|---:|---:|---:|---|",
    ]
    for kind, name in KINDS.items():
        values = [kinds[kind] for kinds in table.values()]
        mean = statistics.fmean(values)
        bound = ""
        if kind in BOUNDS:
            bound = f"≤ {BOUNDS[kind]}: {'held' if mean <= BOUNDS[kind] else '**missed**'} on average, " \
                    f"in {sum(value <= BOUNDS[kind] for value in values)} of {len(values)}"
        elif kind in ("good-other-words", "good-short"):
            share, least = mean / good, {"good-other-words": 0.85, "good-short": 0.8}[kind]
            bound = f"≥ {least:.0%} of good: {'held' if share >= least else '**missed**'}, {share:.0%}"
        elif kind == "padded":
            bound = f"within 5 of good: {'held' if abs(mean - good) <= 5 else '**missed**'} on average"
        lines.append(f"| {name} | {mean:.0f} | {min(values):.0f} | {max(values):.0f} | {bound} |")
    lines += ["", f"Good minus bad of the same length: **{statistics.fmean(gaps):.0f} points** on average (lowest {min(gaps):.0f}); "
              f"good above middling above bad in **{ordered} of {len(table)}** questions.", ""]
    return lines


def open_sets(program, folder):
    """The lines of the page so far, after each set."""
    lines = [
        "## Answers that people graded", "",
        "Pearson r with the grades, 95 % interval by drawing whole questions; beside each other way how much better (+) or worse (−) the "
        "product is, by the same drawing. *Plain share* is the share of the reference's own words that the question does not hold; "
        "*tf-idf* the cosine with the reference; *e5 alone* the nearness of the whole answer. An answer without a score counts as 0. "
        "Nothing was trained on these sets; the few weights were chosen while looking at them as wholes, so these are no figures of unseen "
        "data. CESA and DigiKlausur hold no reference answer: of each question the full-mark answer most like the other full-mark answers "
        "was taken as one, and left out. DigiKlausur rewards length.", "",
        "| set | answers | questions | product | plain share | tf-idf | e5 alone | within a question | length partialled out | without a score |",
        "|---|---:|---:|---|---|---|---|---:|---:|---:|"]
    for name, rows in sorted(texts.open_sets(folder).items(), key=lambda one: sum(len(row["references"]) for row in one[1])):
        lines.append(one_set(program, name, rows))
        yield [*lines, ""]


def one_set(program, name, rows):
    asked = [(place, texts.question(row["question"], row["text"], row["language"], reference=reference), row["answer"])
             for place, row in enumerate(rows) for reference in row["references"]]
    found = scoring.scored(
        program, [(question, answer) for _, question, answer in asked], keep=name.split()[0].lower())
    ours, near, missing = [0.0] * len(rows), [-1.0] * len(rows), [True] * len(rows)
    for (place, _, _), one in zip(asked, found):
        points = scoring.points(one)
        if points is not None:
            ours[place], missing[place] = max(ours[place], points), False
        near[place] = max(near[place], one["observation"]["content"].get("relevance") or 0)
    columns = {"product": ours, "plain": [correlation.plain_share(row) for row in rows], "tfidf": correlation.tfidf(rows), "e5": near}
    drawn = correlation.drawn(rows, columns)
    cells = [f"**{one['r']:.2f}** [{one['low']:.2f}, {one['high']:.2f}]" if key == "product" else
             f"{one['r']:.2f} ({one['differenceLow']:+.2f} to {one['differenceHigh']:+.2f})" for key, one in drawn.items()]
    lengths = [float(len(correlation.words(row["answer"], row["language"]))) for row in rows]
    partial = correlation.partial(ours, [row["human"] for row in rows], lengths)
    say(f"{name}: r {drawn['product']['r']:.3f}")
    return (f"| {name} | {len(rows)} | {len({row['question'] for row in rows})} | " + " | ".join(cells)
            + f" | {within(rows, ours):.2f} | {partial:.2f} | {sum(missing) / len(rows):.0%} |")


def within(rows, values):
    groups = collections.defaultdict(list)
    for row, value in zip(rows, values):
        groups[row["question"]].append((value, row["human"]))
    found = [correlation.pearson(*zip(*pairs)) for pairs in groups.values()
             if len(pairs) > 4 and len({human for _, human in pairs}) > 1]
    return statistics.fmean(found) if found else 0.0


def main():
    words = argparse.ArgumentParser()
    words.add_argument("--program", default=str(scoring.CHECKOUT / ".build" / "release" / "workbench"))
    words.add_argument("--sets", type=pathlib.Path, default=scoring.CHECKOUT.parent / "shared" / "data" / "scoring")
    chosen = words.parse_args()
    own = [HEAD, *known_groups(chosen.program)]
    if not chosen.sets.is_dir():
        say("the sets that people graded are not at hand: that part stays as it was")
        before = PAGE.read_text() if PAGE.exists() else ""
        graded = before.partition("## Answers that people graded")[2].rpartition("\nMeasured ")[0].rstrip()
        write([*own, *(["## Answers that people graded" + graded, ""] if graded else [])])
        return
    write(own)
    for graded in open_sets(chosen.program, chosen.sets):
        write([*own, *graded])


def write(lines):
    revision = subprocess.run(["git", "describe", "--always", "--dirty"], cwd=scoring.CHECKOUT, capture_output=True, text=True)
    measured = f"Measured {datetime.date.today()} at revision {revision.stdout.strip()}, on typed answers.\n"
    PAGE.write_text("\n".join([*lines, measured]))
    say("written: docs/validity.md")


if __name__ == "__main__":
    main()
