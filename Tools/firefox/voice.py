"""A sound server of our own (PulseAudio) whose only microphone hears what is played to it."""
import contextlib
import os
import pathlib
import shutil
import subprocess
import tempfile

from media import RECORDINGS, convert
from outside import wait

PROGRAMS = ["pulseaudio", "paplay", "pactl"]
MICROPHONE = "Microphone"


def lacking():
    """Which of the programs are missing."""
    return [name for name in PROGRAMS if not shutil.which(name)]


class Voice:
    def __init__(self, folder):
        self.folder = folder
        self.environment = {
            "PULSE_SERVER": f"unix:{folder}/socket", "PULSE_RUNTIME_PATH": str(folder), "XDG_CONFIG_HOME": str(folder)}
        self.words = {"env": {**os.environ, **self.environment}, "stdin": subprocess.DEVNULL,
                      "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.player = None

    def server(self):
        """A sink that nobody hears; what is played into it is what the microphone hears."""
        return subprocess.Popen([
            "pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no",
            f"--load=module-native-protocol-unix socket={self.folder}/socket auth-anonymous=1",
            "--load=module-null-sink sink_name=voice rate=48000",
            "--load=module-remap-source master=voice.monitor source_name=microphone "
            f"source_properties=device.description={MICROPHONE}"], **self.words)

    def is_up(self):
        return subprocess.run(["pactl", "info"], **self.words).returncode == 0

    def speak(self, name):
        """Begins one of the demo's recordings; what was spoken before ends."""
        sound = self.folder / f"{name}.wav"
        if not sound.exists():
            convert(RECORDINGS / f"{name}.webm", "-vn", "-ac", "2", "-ar", "48000", "-c:a", "pcm_s16le", sound)
        self.be_silent()
        self.player = subprocess.Popen(["paplay", "--device=voice", sound], **self.words)

    def be_silent(self):
        if self.player:
            self.player.terminate()
            self.player.wait()


@contextlib.contextmanager
def voice():
    # Not in the checkout: the name of a socket may be 107 bytes long.
    with tempfile.TemporaryDirectory(prefix="colloquy-voice-") as folder:
        mouth = Voice(pathlib.Path(folder))
        server = mouth.server()
        try:
            wait(mouth.is_up, "the sound server", 20)
            yield mouth
        finally:
            mouth.be_silent()
            server.terminate()
            server.wait()
