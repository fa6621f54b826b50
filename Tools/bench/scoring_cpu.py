"""Scoring: processor seconds per minute of video, by stage.

Our stages run as in the scoring service: sound decoded in a sandbox, speech found, words recognised, meaning compared.
Beside them the engines alone: FFmpeg, and a C program that calls Silero, whisper.cpp and e5 with the same models,
settings and single thread. *whole* is the sum of the stages.
"""
import json
import pathlib
import resource
import statistics
import subprocess

import measure
import places

ORDER = 20
PAIRS = 2
STAGES = ("decode", "detect", "transcribe", "embed")
PROMPTS = {"zh": "以下是普通话的面试回答。", "en": "Um, uh, so, like, you know, er, hmm, let me think."}
BEAMS = {"zh": 3, "en": 1}
RECORDINGS = places.CHECKOUT / "Tools/demo/recordings"
LIBRARIES = ("whisper", "ggml", "ggml-cpu", "ggml-base", "sherpa-onnx-c-api", "onnxruntime", "e5", "stdc++", "m")
SETTINGS = {
    "both": "the demo's six recordings (three Chinese, beam 3; three English, greedy), whisper base in 8 bits, Silero 5, "
            f"e5-small in 4 bits, one thread, models loaded once and not counted, {PAIRS} alternating pairs of a "
            "recording; processor time, not elapsed time",
    "bare": "windows of 28 s of speech one behind the other, no word times, no evidence",
}


def rows():
    engines = places.CHECKOUT / ".colloquy/engines"
    bare = places.compiled("hear", f"-I{engines}/include", f"-L{engines}/lib", f"-Wl,-rpath,{engines}/lib",
                           *[f"-l{name}" for name in LIBRARIES])
    ours = {stage: [] for stage in (*STAGES, "whole")}
    theirs = {stage: [] for stage in (*STAGES, "whole")}
    for recording, language, question in _answers():
        for number in range(PAIRS):
            sides = [(ours, _ours), (theirs, lambda *words: _bare(bare, *words))] if bare else [(ours, _ours)]
            for kept, run in sides if number % 2 == 0 else reversed(sides):
                cost = run(recording, language, question)
                for stage in STAGES:
                    kept[stage].append(cost[stage] * 60 / cost["seconds"])
                kept["whole"].append(sum(cost[stage] for stage in STAGES) * 60 / cost["seconds"])
        measure.say(f"  {recording.name}: {ours['whole'][-1]:.1f} s a minute"
                    + (f", bare {theirs['whole'][-1]:.1f}" if bare else ""))
    result = []
    for stage in (*STAGES, "whole"):
        result.append(measure.row(f"scoring.cpu.{stage}", "CPU-s/min", ours[stage]))
        if bare:
            ratio = statistics.median(peer / mine for mine, peer in zip(ours[stage], theirs[stage]))
            result.append(measure.row(f"scoring.cpu.{stage}", "CPU-s/min", theirs[stage], "bare", ratio))
    return result


def _answers():
    """Each recording of the demo with its language and question."""
    script = json.loads((places.CHECKOUT / "Tools/demo/story.json").read_text())
    questions = {(job["jobID"], question["questionID"]): question
                 for job in script["jobs"] for question in job["job"]["interview"]["questions"]}
    for candidate in script["candidates"]:
        for question_id, file in candidate["answers"].items():
            question = questions[(candidate["jobID"], question_id)]
            yield RECORDINGS / pathlib.Path(file).name, question["language"], question


def _ours(recording, language, question):
    done = subprocess.run(
        [places.RELEASE / "workbench", "hear", recording, language, question["text"],
         question.get("referenceAnswer", ""), places.CHECKOUT / ".colloquy/models", "1"],
        capture_output=True, text=True, timeout=600, cwd=places.CHECKOUT)
    if done.returncode != 0:
        raise places.Stopped(f"workbench: {done.stdout}{done.stderr}")
    return json.loads(done.stdout.splitlines()[-1])


def _bare(program, recording, language, question):
    before = _children_seconds()
    sound = subprocess.run(
        ["ffmpeg", "-nostdin", "-hide_banner", "-v", "error", "-threads", "1", "-i", recording, "-map", "0:a:0", "-vn",
         "-af", "aresample=async=1:first_pts=0", "-ac", "1", "-ar", "16000", "-f", "s16le", "pipe:1"],
        capture_output=True, timeout=120, check=True).stdout
    decode = _children_seconds() - before
    done = subprocess.run(
        [program, places.CHECKOUT / ".colloquy/models", language, PROMPTS[language], str(BEAMS[language]),
         question["text"], question.get("referenceAnswer", ""), "1"],
        input=sound, capture_output=True, timeout=600, check=True)
    return {**json.loads(done.stdout.splitlines()[-1]), "decode": decode}


def _children_seconds():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
