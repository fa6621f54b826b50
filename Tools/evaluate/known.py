"""Our own answers of known quality: typed, and the bounds that hold for them."""
import collections
import statistics

import page
import scoring
import texts

TITLE = "Answers of known quality"
KINDS = {
    "good": "good", "good-other-words": "good, in other words", "good-short": "good, a third as long",
    "padded": "good, padded with talk", "middling": "middling", "hypothetical": "what one would do", "bad": "bad, as long as good",
    "bad-long": "bad, twice as long", "denial": "everything denied", "list": "a list of the words", "nonsense": "nonsense with the words",
    "copy": "the question said back", "other": "good, to another question", "injection": "orders to the scorer",
}
BOUNDS = {"denial": 20, "list": 20, "nonsense": 20, "copy": 20, "other": 20, "injection": 20}


def typed(program):
    """{question: {kind: points}}; an answer without a score has none."""
    rows = list(texts.known_groups())
    found = scoring.scored(program, [(question, answer) for question, _, answer in rows], keep="known-groups")
    table = collections.defaultdict(dict)
    for (question, kind, _), one in zip(rows, found):
        table[question["questionID"]][kind] = scoring.points(one) or 0.0
    return table


def lines(table):
    gaps = [kinds["good"] - kinds["bad"] for kinds in table.values()]
    ordered = sum(kinds["good"] > kinds["middling"] > kinds["bad"] for kinds in table.values())
    good = statistics.fmean(kinds["good"] for kinds in table.values())
    told = [
        f"{len(table)} questions ({sum(q.endswith('-en') for q in table)} English, {sum(q.endswith('-zh') for q in table)} Chinese), "
        f"fourteen answers each (`Tools/evaluate/known_groups.json`), written before anybody looked at how they would be scored; "
        "words by which a clause is read as told or denied were then looked over on the same answers, so other questions will come out "
        "somewhat worse. Typed. Points of the competency, 0 to 100.", "",
        "| answer | mean | lowest | highest | bound |", "|---|---:|---:|---:|---|",
    ]
    for kind, name in KINDS.items():
        values = [kinds[kind] for kinds in table.values()]
        mean = statistics.fmean(values)
        told.append(f"| {name} | {mean:.0f} | {min(values):.0f} | {max(values):.0f} | {bound(kind, values, good)} |")
    return told + ["", f"Good minus bad of the same length: **{statistics.fmean(gaps):.0f} points** on average (lowest {min(gaps):.0f}); "
                   f"good above middling above bad in **{ordered} of {len(table)}** questions."]


def bound(kind, values, good):
    mean = statistics.fmean(values)
    if kind in BOUNDS:
        return (f"≤ {BOUNDS[kind]}: {page.verdict(mean <= BOUNDS[kind])} on average, "
                f"in {sum(value <= BOUNDS[kind] for value in values)} of {len(values)}")
    if kind in ("good-other-words", "good-short"):
        share, least = mean / good, {"good-other-words": 0.85, "good-short": 0.8}[kind]
        return f"≥ {least:.0%} of good: {page.verdict(share >= least)}, {share:.0%}"
    return f"within 5 of good: {page.verdict(abs(mean - good) <= 5)} on average" if kind == "padded" else ""
