"""The same content said as other people say it: whose grammar, spelling or region it is must not matter.

The changes are made by rule, so that whoever doubts one can read it. Traditional characters by OpenCC, in the Python of
scripts/voices-setup.
"""
import json
import re
import statistics
import subprocess

import known
import page
import scoring
import texts

TITLE = "The same content, said otherwise"
MOVE_MAX = 2
SPOKEN = {"en": ("um", "you know", "like"), "zh": ("嗯", "那个", "就是说")}
WRITTEN_OUT = {"I'm": "I am", "I've": "I have", "I'd": "I had", "it's": "it is", "It's": "It is", "that's": "that is", "didn't": "did not",
               "don't": "do not", "wasn't": "was not", "couldn't": "could not", "isn't": "is not", "we'd": "we had", "they'd": "they had",
               "she'd": "she had", "he'd": "he had", "hadn't": "had not", "wouldn't": "would not", "haven't": "have not"}
AMERICAN = (("ise", "ize"), ("ising", "izing"), ("isation", "ization"), ("our", "or"), ("programme", "program"), ("centre", "center"))
BRITISH = re.compile(r"\b(apologis|organis|realis|recognis|prioritis|summaris|minimis|standardis|colour|behaviour|favour|neighbour|labour|programme|centre)")
REGIONAL = {"什么": "啥", "怎么": "咋", "我们": "咱们", "一起": "一块儿", "现在": "眼下", "昨天": "昨儿", "今天": "今儿", "晚上": "夜里"}


def without_articles(text):
    return re.sub(r"\b(a|an|the) ", "", text, flags=re.IGNORECASE)


def present_only(text):
    """As somebody speaks who has not yet learnt the past of common verbs."""
    verbs = {"was": "is", "were": "are", "had": "have", "went": "go", "said": "say", "told": "tell", "took": "take", "got": "get",
             "came": "come", "found": "find", "saw": "see", "made": "make", "gave": "give", "brought": "bring", "wrote": "write"}
    return re.sub(r"\b[a-z]+\b", lambda word: verbs.get(word[0], word[0]), text)


def one_long_sentence(text):
    return re.sub(r"\. ([A-Z])", lambda end: f", and then {end[1].lower() if end[1] != 'I' else 'I'}", text)


def american(text):
    def spelled(word):
        found = word[0]
        for british, own in AMERICAN:
            found = found.replace(british, own) if british in found else found
        return found.replace("apologis", "apologiz").replace("organis", "organiz").replace("realis", "realiz") \
            .replace("recognis", "recogniz").replace("prioritis", "prioritiz").replace("standardis", "standardiz")
    return re.sub(r"\b\w+\b", lambda word: spelled(word) if BRITISH.match(word[0].lower()) else word[0], text)


def written_out(text):
    return re.sub(r"\b[A-Za-z]+'[a-z]+\b", lambda word: WRITTEN_OUT.get(word[0], word[0]), text)


def with_fillers(text, language):
    parts = re.split(r"(?<=[,，])", text) if language == "zh" else re.split(r"(?<=,) ", text)
    said = SPOKEN[language]
    joined = [part if number % 2 else (f"{said[number % 3]}，{part}" if language == "zh" else f"{said[number % 3]}, {part}")
              for number, part in enumerate(parts)]
    return ("" if language == "zh" else " ").join(joined)


def regional(text):
    for usual, own in REGIONAL.items():
        text = text.replace(usual, own)
    return text


WAYS = {
    "en": {
        "without articles": without_articles, "common verbs in the present alone": present_only, "one long sentence": one_long_sentence,
        "with um, you know, like": lambda text: with_fillers(text, "en"), "American spelling": american, "nothing contracted": written_out,
    },
    "zh": {
        "without 了": lambda text: text.replace("了", ""), "one long sentence": lambda text: text[:-1].replace("。", "，") + text[-1:],
        "with 嗯, 那个, 就是说": lambda text: with_fillers(text, "zh"), "words of the north (啥, 咋, 咱们)": regional,
        "in traditional characters": None,
    },
}


def traditional(python, written):
    code = ("import json, sys, opencc; to = opencc.OpenCC('s2twp'); "
            "print(json.dumps([to.convert(one) for one in json.load(sys.stdin)]))")
    done = subprocess.run([python, "-c", code], input=json.dumps(written).encode(), capture_output=True)
    if done.returncode:
        raise SystemExit(done.stderr.decode()[-500:])
    return json.loads(done.stdout)


def section(program, python, typed, say):
    groups = [one for one in texts.known_groups() if one[1] in ("good", "middling", "bad")]
    rows = []
    for language, ways in WAYS.items():
        own = [one for one in groups if one[0]["language"] == language]
        for name, way in ways.items():
            said = [way(text) for _, _, text in own] if way else traditional(python, [text for _, _, text in own])
            rows += [(language, name, question, kind, text) for (question, kind, before), text in zip(own, said) if text != before]
    found = scoring.scored(program, [(question, text) for _, _, question, _, text in rows], keep="otherwise")
    say(f"{len(rows)} answers said otherwise are scored")
    moves = {}
    for (language, name, question, kind, _), one in zip(rows, found):
        moves.setdefault((language, name), []).append((scoring.points(one) or 0.0) - typed[question["questionID"]][kind])
    lines = [
        "The good, middling and bad answers above, typed, changed by rule (`Tools/evaluate/otherwise.py`) as other people would say them. "
        f"A competency is to move by at most {MOVE_MAX} points. That somebody says the same in wholly other words is in the table "
        f"\"{known.TITLE}\".", "",
        "| language | said otherwise | answers changed | moved on average | up or down as a whole | most | within 2 points |",
        "|---|---|---:|---:|---:|---:|---|"]
    for (language, name), values in moves.items():
        sizes = [abs(value) for value in values]
        within = sum(size <= MOVE_MAX for size in sizes)
        lines.append(
            f"| {'English' if language == 'en' else 'Chinese'} | {name} | {len(values)} | {statistics.fmean(sizes):.1f} | "
            f"{statistics.fmean(values):+.1f} | {max(sizes):.0f} | {page.verdict(within == len(values))}, {within} of {len(values)} |")
    return lines
