"""How many words are misheard: WER of English, CER of Chinese (NIST: substitutions, deletions and insertions over the reference's
length), over all recordings of a language together."""
import csv
import json
import subprocess

import scoring

TITLE = "Speech of real people"


def rates(pairs, python):
    """{language: [(reference, heard)]} -> {language: rate}, by the Python that has the libraries for it."""
    done = subprocess.run(
        [python, "-B", str(scoring.CHECKOUT / "Tools/evaluate/rates.py")], input=json.dumps(pairs).encode(), capture_output=True)
    if done.returncode:
        raise SystemExit(done.stderr.decode()[-500:])
    return json.loads(done.stdout)


def recording(file):
    """The clip as a browser would have recorded it."""
    folder = scoring.KEPT / "clips"
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{file.stem}.webm"
    if not target.exists():
        subprocess.run(
            ["ffmpeg", "-nostdin", "-loglevel", "error", "-y", "-i", str(file), "-vn", "-ac", "1", "-c:a", "libopus", "-b:a", "48k",
             str(target)], check=True)
    return str(target)


def section(program, python, folder, say):
    with (folder / "labels.csv").open(newline="") as lines:
        clips = [one for one in csv.DictReader(lines) if one["transcript"] and one["language"]]
    pairs, seconds = {}, {}
    for clip in clips:
        file, language = folder.parent / clip["file"], clip["language"]
        done = subprocess.run([program, "words", recording(file), language, str(scoring.MODELS)], capture_output=True)
        if done.returncode:
            raise SystemExit(f"workbench words {clip['file']}: {done.stdout.decode()[-300:]}")
        group = (language, "phrases of six words (GRID)" if "grid" in clip["file"] else "sentences")
        pairs.setdefault(group, []).append((clip["transcript"], json.loads(done.stdout)["transcript"]["text"]))
        seconds[group] = seconds.get(group, 0) + float(clip["duration_s"])
    say(f"{len(clips)} clips with transcripts are heard")
    told = [
        "Public clips with transcripts, heard by the bundled recogniser: read sentences, a speech, a meeting, commands. They are few, and no "
        "interviews: a check that hearing works, no figure of how well it does. Rates over all clips together; punctuation and case do not "
        "count, and a figure is the same in digits as in words.", "",
        "| language | speech | clips | seconds | misheard |", "|---|---|---:|---:|---:|"]
    for group in sorted(pairs):
        language, kind = group
        rate = rates({language: pairs[group]}, python)[language]
        measure = "of words (WER)" if language == "en" else "of characters (CER)"
        told.append(f"| {'English' if language == 'en' else 'Chinese'} | {kind} | {len(pairs[group])} | {seconds[group]:.0f} | "
                    f"{rate:.1%} {measure} |")
    return told
