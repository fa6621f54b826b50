"""What the browser's camera sees and its microphone hears: the demo's recordings as files that Chromium plays for ever."""
import pathlib
import subprocess

RECORDINGS = pathlib.Path(__file__).resolve().parents[1] / "demo" / "recordings"


def media(folder, name):
    """The flags that let a browser see and hear one of the demo's recordings, or nothing at all."""
    recording = RECORDINGS / f"{name}.webm"
    camera, microphone = folder / f"{name}.mjpeg", folder / f"{name}.wav"
    if name == "nothing":
        draw("color=c=black:s=640x480:r=15", "-t", "2", "-c:v", "mjpeg", "-q:v", "4", camera)
        draw("anullsrc=r=48000:cl=stereo", "-t", "2", "-c:a", "pcm_s16le", microphone)
    elif not microphone.exists():
        convert(recording, "-an", "-vf", "scale=640:480,fps=15", "-t", "8", "-c:v", "mjpeg", "-q:v", "4", camera)
        convert(recording, "-vn", "-ac", "2", "-ar", "48000", "-c:a", "pcm_s16le", microphone)
    return [f"--use-file-for-fake-video-capture={camera}", f"--use-file-for-fake-audio-capture={microphone}"]


def convert(source, *words):
    subprocess.run(["ffmpeg", "-nostdin", "-loglevel", "error", "-y", "-i", str(source), *map(str, words)], check=True)


def draw(source, *words):
    subprocess.run(
        ["ffmpeg", "-nostdin", "-loglevel", "error", "-y", "-f", "lavfi", "-i", source, *map(str, words)], check=True)
