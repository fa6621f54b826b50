"""Speaks texts with the synthetic voices of the demo, as a browser records them: WebM with Opus, live.

say.py: JSON lines of {file, language, voice, speed, text} on standard input; a line with the file's name when it is there.
Run by the Python of scripts/voices-setup.
"""
import json
import os
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "demo"))
from make_recordings import RATE, speak, voice_model  # noqa: E402
from misaki import zh  # noqa: E402

# What the voice can say in one breath; longer sentences are cut at their commas.
CHARACTERS_MAX = {"en": 220, "zh": 60}


def sentences(text, language):
    found = [part.strip() for part in re.findall(r"[^.!?。！？；]+[.!?。！？；]*", text) if part.strip()]
    for sentence in found:
        if len(sentence) <= CHARACTERS_MAX[language]:
            yield sentence
            continue
        piece = ""
        for part in re.findall(r"[^,，、:：]+[,，、:：]*", sentence):
            if piece and len(piece) + len(part) > CHARACTERS_MAX[language]:
                yield piece.strip()
                piece = ""
            piece += part
        yield piece.strip()


def write(audio, file):
    """Through a name of its own, so that a run that is ended leaves no half of a recording."""
    part = file.with_suffix(".part")
    subprocess.run(
        ["ffmpeg", "-loglevel", "error", "-y", "-f", "f32le", "-ar", str(RATE), "-ac", "1", "-i", "pipe:0",
         "-c:a", "libopus", "-b:a", "32k", "-ar", "48000", "-map_metadata", "-1", "-fflags", "+bitexact", "-f", "webm", "-live", "1",
         str(part)], input=audio.tobytes(), check=True)
    os.replace(part, file)


def main():
    model, vocabulary, voices = voice_model()
    chinese = zh.ZHG2P()
    for line in sys.stdin:
        asked = json.loads(line)
        spoken = asked | {"sentences": list(sentences(asked["text"], asked["language"]))}
        write(speak(spoken, model, vocabulary, voices, chinese), pathlib.Path(asked["file"]))
        print(asked["file"], flush=True)


if __name__ == "__main__":
    main()
