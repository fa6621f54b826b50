"""The answers of known quality, spoken by synthetic voices and heard by the product: what of their scores is left, how many words
were misheard, and whether another voice changes a score."""
import hashlib
import json
import statistics
import subprocess

import hearing
import page
import scoring
import texts

TITLE = "The same answers, spoken"
KINDS = {
    "good": "good", "good-short": "good, a third as long", "middling": "middling", "bad": "bad, as long as good",
    "denial": "everything denied", "nonsense": "nonsense with the words",
}
# Who says the answers, and how fast; the others say the good ones once more. All five voices of the model are Japanese speakers', so
# both languages have an accent.
VOICE = ("jf_alpha", 1.0)
OTHERS = (("jf_nezumi", 1.0), ("jm_kumo", 0.9))
MOVE_MAX = 2
FOLDER = scoring.KEPT / "spoken"


def recorded(rows, python, say):
    """[(question, text, voice)] -> the recordings' files; what was spoken in an earlier run is there."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    asked = []
    for question, text, (voice, speed) in rows:
        language = question["language"]
        name = hashlib.sha256(json.dumps([text, language, voice, speed]).encode()).hexdigest()[:24]
        asked.append({"file": str(FOLDER / f"{name}.webm"), "language": language, "voice": voice, "speed": speed, "text": text})
    missing = [one for one in asked if not (FOLDER / one["file"].rsplit("/", 1)[1]).exists()]
    if missing:
        say(f"{len(missing)} of {len(asked)} answers are to be spoken first")
    speakers = [subprocess.Popen(
        [python, "-B", str(scoring.CHECKOUT / "Tools/evaluate/say.py")], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
        for part in (missing[0::2], missing[1::2]) if part]
    for speaker, part in zip(speakers, (missing[0::2], missing[1::2])):
        speaker.stdin.write("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in part))
        speaker.stdin.close()
    if any([speaker.wait() for speaker in speakers]):
        raise SystemExit("an answer could not be spoken: scripts/voices-setup")
    return [one["file"] for one in asked]


def section(program, python, typed, say):
    groups = [(question, kind, text) for question, kind, text in texts.known_groups() if kind in KINDS]
    rows = [(question, kind, text, VOICE) for question, kind, text in groups]
    rows += [(question, kind, text, voice) for voice in OTHERS for question, kind, text in groups if kind == "good"]
    files = recorded([(question, text, voice) for question, _, text, voice in rows], python, say)
    heard = scoring.heard(program, [(question, file) for (question, _, _, _), file in zip(rows, files)], keep="spoken")
    say(f"{len(heard)} spoken answers are heard")
    own = [(row, one) for row, one in zip(rows, heard) if row[3] == VOICE]
    table = {}
    for (question, kind, _, _), one in own:
        table.setdefault(question["questionID"], {})[kind] = scoring.points(one)
    return [*scores(table, typed), "", *misheard(rows, heard, python), "", *voices(rows, heard)]


def scores(table, typed):
    lines = [
        f"{sum(map(len, table.values()))} of the answers above, each spoken by a synthetic voice with an accent (Kokoro-82M, `{VOICE[0]}`), "
        "encoded as a browser does it, and heard, measured and scored by the product. Synthetic speech is clear and steady: no room, no noise, "
        "no hesitation. Points of the competency, 0 to 100.", "",
        "| answer | typed | spoken | moved by, on average | by more than 10 points | without a score |", "|---|---:|---:|---:|---:|---:|"]
    for kind, name in KINDS.items():
        pairs = [(typed[question][kind], kinds[kind]) for question, kinds in table.items()]
        both = [(before, after) for before, after in pairs if after is not None]
        moves = [abs(after - before) for before, after in both]
        lines.append(
            f"| {name} | {statistics.fmean(before for before, _ in both):.0f} | {statistics.fmean(after for _, after in both):.0f} | "
            f"{statistics.fmean(moves):.1f} | {sum(move > 10 for move in moves)} of {len(moves)} | {len(pairs) - len(both)} |")
    whole = {question: kinds for question, kinds in table.items() if None not in (kinds["good"], kinds["middling"], kinds["bad"])}
    gaps = [kinds["good"] - kinds["bad"] for kinds in whole.values()]
    ordered = sum(kinds["good"] > kinds["middling"] > kinds["bad"] for kinds in whole.values())
    return lines + ["", f"Good minus bad of the same length: **{statistics.fmean(gaps):.0f} points** on average (lowest {min(gaps):.0f}); "
                    f"good above middling above bad in **{ordered} of {len(whole)}** questions."]


def misheard(rows, heard, python):
    pairs = {"en": [], "zh": []}
    for (question, _, text, _), one in zip(rows, heard):
        pairs[question["language"]].append((text, one.get("words") or ""))
    rates = hearing.rates(pairs, python)
    return [f"Misheard: {rates['en']:.1%} of the English words (WER), {rates['zh']:.1%} of the Chinese characters (CER), "
            f"in {sum(map(len, pairs.values()))} recordings."]


def voices(rows, heard):
    points = {}
    for (question, kind, _, voice), one in zip(rows, heard):
        if kind == "good":
            points.setdefault(question["questionID"], []).append(scoring.points(one))
    whole = {question: values for question, values in points.items() if None not in values}
    spans = {question: max(values) - min(values) for question, values in whole.items()}
    lines = [f"The good answers in {1 + len(OTHERS)} voices, one of them a man's:", "",
             "| language | questions | highest minus lowest, on average | most | within 2 points |", "|---|---:|---:|---:|---|"]
    for language, name in (("en", "English"), ("zh", "Chinese")):
        own = [span for question, span in spans.items() if question.endswith(language)]
        within = sum(span <= MOVE_MAX for span in own)
        lines.append(f"| {name} | {len(own)} | {statistics.fmean(own):.1f} | {max(own):.0f} | {page.verdict(within == len(own))}, "
                     f"{within} of {len(own)} |")
    return lines
