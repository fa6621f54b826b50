"""Answers whose worth is known, as lines for `workbench score`: the open sets, where they are at hand, and our own groups."""
import collections
import csv
import json
import math
import pathlib
import re

OWN = pathlib.Path(__file__).with_name("known_groups.json")


def question(number, text, language, competency="professional-knowledge", topics=(), reference=None):
    made = {"questionID": number, "text": text, "language": language, "competency": competency, "topics": list(topics),
            "answerSecondsMax": 120}
    return made | ({"referenceAnswer": reference} if reference else {})


def known_groups():
    """(question, kind, answer) of our own set."""
    for one in json.loads(OWN.read_text())["questions"]:
        asked = question(one["id"], one["text"], one["language"], one["competency"], one["topics"], one.get("referenceAnswer"))
        for kind, answer in one["answers"].items():
            yield asked, kind, answer


def open_sets(folder):
    """Name -> rows of {question, references, answer, human (0 to 1), language}."""
    return {
        "Mohler": [row(one["id"], one["question"], [one["desired_answer"]], one["student_answer"],
                       float(one["score_avg"]) / 5, "en") for one in table(folder / "mohler.csv")],
        "ADS zh": [row(one["q_id"], one["question"],
                       [one[f"reference{n}"] for n in (1, 2, 3) if one[f"reference{n}"].strip()], one["answer"],
                       float(one["score"]) / 10, "zh") for one in map(json.loads, (folder / "zh_ads.jsonl").open())],
        "LE zh": [row(one["q_id"], one["question"], [one["reference"]], one["answer"], float(one["score"]), "zh")
                  for one in table(folder / "zh_le.csv")],
        "CESA zh": anchored([row(one["Q#"], "", [], one["answer"], float(one["final judge"]) / 2, "zh")
                             for one in table(folder / "zh_cesa.tsv", "\t")]),
        "DigiKlausur": anchored([row(one["question_id"], one["question"], [], one["answer"], float(one["grade"]) / 2, "en")
                                 for one in table(folder / "digiklausur.csv")]),
    }


def table(file, delimiter=","):
    with file.open(newline="") as lines:
        return [one for one in csv.DictReader(lines, delimiter=delimiter) if all(value is not None for value in one.values())]


def row(number, text, references, answer, human, language):
    return {"question": number, "text": text, "references": references, "answer": answer, "human": human, "language": language}


def anchored(rows):
    """A set without reference answers: of each question the full-mark answer most like the other ones becomes the reference, as
    an employer picks an example, and leaves the set."""
    kept = []
    for number in sorted({one["question"] for one in rows}):
        own = [one for one in rows if one["question"] == number]
        pairs = {one["answer"]: collections.Counter(zip(*[re.sub(r"\s+", "", one["answer"].lower())[n:] for n in (0, 1)]))
                 for one in own if one["human"] == 1}
        sum_of_all = sum(pairs.values(), collections.Counter())
        best = max(sorted(pairs), key=lambda text: sum(count * sum_of_all[pair] for pair, count in pairs[text].items())
                   / (math.sqrt(sum(count * count for count in pairs[text].values())) or 1))
        kept += [one | {"references": [best], "text": one["text"] or "-"} for one in own if one["answer"] != best]
    return kept
