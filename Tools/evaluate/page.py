"""docs/validity.md, section by section: what a run measured takes the place of the section of that name, the others stay."""
import datetime
import subprocess

import scoring

PAGE = scoring.CHECKOUT / "docs" / "validity.md"
HEAD = """# What the scores are worth

Written by `make evaluate`. **None of this shows that a score predicts work.** It shows how far the scores agree with what people say
of the same words. Whether they predict performance in a job is for the employer's own study: score everybody, hire without looking at
the score for a while or hire across its whole range, and compare with performance that others rated a half year later, at least a
hundred people for each job family, with adverse impact by group. Until then a score is a reason to listen to an answer, not to turn
anybody down.
"""
ORDER = [
    "Answers of known quality", "The same answers, spoken", "The same content, said otherwise", "Speech of real people",
    "Answers that people graded",
]


def write(title, lines):
    sections = {}
    for part in (PAGE.read_text() if PAGE.exists() else "").split("\n## ")[1:]:
        name, _, body = part.partition("\n")
        sections[name] = body.strip("\n")
    sections[title] = "\n".join([*lines, "", measured()])
    text = "\n".join([HEAD, *(f"## {name}\n\n{sections[name]}\n" for name in ORDER if name in sections)])
    PAGE.write_text(text.rstrip("\n") + "\n")


def measured():
    revision = subprocess.run(["git", "describe", "--always", "--dirty"], cwd=scoring.CHECKOUT, capture_output=True, text=True)
    return f"Measured {datetime.date.today()} at revision {revision.stdout.strip()}."


def verdict(is_held):
    return "held" if is_held else "**missed**"
