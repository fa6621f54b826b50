"""Scores texts by the product's own code, some at a time; what was measured is kept, so that other rubrics need no engine."""
import concurrent.futures
import hashlib
import json
import pathlib
import subprocess

CHECKOUT = pathlib.Path(__file__).resolve().parents[2]
KEPT = CHECKOUT / ".colloquy" / "evaluate"
MODELS = CHECKOUT / ".colloquy" / "models"


def scored(program, asked, processes=2, keep=None):
    """[(question, answer)] -> what `workbench score` says of each, in order. `keep` names the file of what this program measured: a run
    that is ended goes on where it was."""
    return measured(program, "answer", asked, processes, keep)


def heard(program, asked, processes=2, keep=None):
    """[(question, file of a recording)] -> the same, of what the product hears in it, with the words in `words`."""
    return measured(program, "recording", asked, processes, keep)


def measured(program, source, asked, processes, keep):
    KEPT.mkdir(parents=True, exist_ok=True)
    file = KEPT / f"{keep}-{digest(program)}.json" if keep else None
    kept = json.loads(file.read_text()) if file and file.exists() else {}
    lines = []
    for number, (question, answer) in enumerate(asked):
        key = name(question, answer)
        line = {"id": str(number), "question": question}
        lines.append(line | ({"observation": kept[key]["observation"]} if key in kept else {source: answer}))
    with concurrent.futures.ThreadPoolExecutor(processes) as pool:
        parts = list(pool.map(lambda part: run(program, part), (lines[n::processes] for n in range(processes))))
    found = {one["id"]: one for part in parts for one in part}
    answers = [found[str(number)] for number in range(len(asked))]
    for (question, answer), one in zip(asked, answers):
        known = kept.setdefault(name(question, answer), {"observation": one["observation"], "words": one.get("words")})
        one["words"] = known["words"]
    if file:
        file.write_text(json.dumps(kept))
    return answers


def digest(program):
    return hashlib.sha256(pathlib.Path(program).read_bytes()).hexdigest()[:12]


def name(question, answer):
    return hashlib.sha256(json.dumps([question, answer], sort_keys=True).encode()).hexdigest()[:24]


def run(program, lines):
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    done = subprocess.run([program, "score", str(MODELS)], input=text.encode(), capture_output=True)
    if done.returncode:
        raise SystemExit(f"workbench score: {done.stderr.decode()[-500:]}")
    return [json.loads(line) for line in done.stdout.splitlines()]


def points(one):
    """The content's points, 0 to 100; None where there are none."""
    found = [dimension["score"] for dimension in one["result"]["dimensions"] if dimension["outcome"] == "scored"]
    return float(found[0]) if found else None
