"""What the browser's camera sees and its microphone hears: the demo's recordings as files that Chromium plays."""
import os
import pathlib
import subprocess
import wave

RECORDINGS = pathlib.Path(__file__).resolve().parents[1] / "demo" / "recordings"


def media(folder, name):
    """The flags that let a browser see and hear one of the demo's recordings again and again, or nothing at all."""
    recording = RECORDINGS / f"{name}.webm"
    camera, microphone = folder / f"{name}.mjpeg", folder / f"{name}.wav"
    if name == "nothing":
        draw("color=c=black:s=640x480:r=15", "-t", "2", "-c:v", "mjpeg", "-q:v", "4", camera)
        draw("anullsrc=r=48000:cl=stereo", "-t", "2", "-c:a", "pcm_s16le", microphone)
    elif not microphone.exists():
        convert(recording, "-an", "-vf", "scale=640:480,fps=15", "-t", "8", "-c:v", "mjpeg", "-q:v", "4", camera)
        convert(recording, "-vn", "-ac", "2", "-ar", "48000", "-c:a", "pcm_s16le", microphone)
    return flags(camera, microphone)


def flags(camera, microphone):
    return [f"--use-file-for-fake-video-capture={camera}", f"--use-file-for-fake-audio-capture={microphone}"]


class Tape:
    """Recordings that are played once, each from its beginning, and changed while the browser runs.

    Chromium reads both files anew whenever a page opens camera and microphone, so what is inserted between two pages is what
    the second one sees and hears.
    """

    def __init__(self, folder, lead_seconds):
        self.camera, self.microphone, self.lead_seconds = folder / "tape.mjpeg", folder / "tape.wav", lead_seconds
        self.seconds = 0.0

    @property
    def flags(self):
        return flags(self.camera, f"{self.microphone}%noloop")

    def insert(self, recording):
        """From now on devices that are opened play this: silence first, then the recording, then silence."""
        camera, microphone = self.camera.with_name("next.mjpeg"), self.microphone.with_name("next.wav")
        convert(recording, "-an", "-vf", "scale=640:480,fps=15", "-t", "8", "-c:v", "mjpeg", "-q:v", "4", camera)
        convert(recording, "-vn", "-af", f"adelay={round(self.lead_seconds * 1000)}:all=1", "-ac", "2", "-ar", "48000",
                "-c:a", "pcm_s16le", microphone)
        with wave.open(str(microphone)) as sound:
            self.seconds = sound.getnframes() / sound.getframerate()
        os.replace(camera, self.camera)
        os.replace(microphone, self.microphone)


def convert(source, *words):
    subprocess.run(["ffmpeg", "-nostdin", "-loglevel", "error", "-y", "-i", str(source), *map(str, words)], check=True)


def draw(source, *words):
    subprocess.run(
        ["ffmpeg", "-nostdin", "-loglevel", "error", "-y", "-f", "lavfi", "-i", source, *map(str, words)], check=True)
