"""Sets of answers that people graded, where they are at hand."""
import collections
import statistics

import correlation
import page
import scoring
import texts

TITLE = "Answers that people graded"
HEAD = [
    "Pearson r with the grades, 95 % interval by drawing whole questions; beside each other way how much better (+) or worse (−) the "
    "product is, by the same drawing. *Plain share* is the share of the reference's own words that the question does not hold; "
    "*tf-idf* the cosine with the reference; *e5 alone* the nearness of the whole answer. An answer without a score counts as 0. "
    "Nothing was trained on these sets; the few weights were chosen while looking at them as wholes, so these are no figures of unseen "
    "data. CESA and DigiKlausur hold no reference answer: of each question the full-mark answer most like the other full-mark answers "
    "was taken as one, and left out. DigiKlausur rewards length. Typed.", "",
    "| set | answers | questions | product | plain share | tf-idf | e5 alone | within a question | length partialled out | without a score |",
    "|---|---:|---:|---|---|---|---|---:|---:|---:|"]


def write(program, folder, say):
    """The section grows with each set, so that a run that is ended has told what it found."""
    lines = list(HEAD)
    for name, rows in sorted(texts.open_sets(folder).items(), key=lambda one: sum(len(row["references"]) for row in one[1])):
        lines.append(one_set(program, name, rows, say))
        page.write(TITLE, lines)


def one_set(program, name, rows, say):
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
