"""Debian's Firefox ESR without a window, driven by the protocol that is built into it."""
import contextlib
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import time

from websockets.sync.client import connect

from bidi import BiDi
from voice import MICROPHONE

PROGRAM = "/usr/bin/firefox-esr"
PREFERENCES = {
    # Nobody is there to be asked.
    "media.navigator.permission.disabled": True,
    # A picture that Firefox draws itself; beside it, instead of a tone, what the microphone of this name hears.
    "media.navigator.streams.fake": True,
    "media.audio_loopback_dev": MICROPHONE,
    "media.autoplay.default": 0,
    # It is to talk to nobody but the house.
    "services.settings.server": "data:,#remote-settings-dummy/v1",
    "datareporting.policy.dataSubmissionEnabled": False,
}


def is_there():
    return shutil.which(PROGRAM) is not None


@contextlib.contextmanager
def firefox(log, environment, profile=None):
    """A Firefox with a fresh profile, or one that was used before; gives the connection, which knows the process."""
    with contextlib.ExitStack() as stack:
        folder = profile or stack.enter_context(
            tempfile.TemporaryDirectory(prefix="colloquy-firefox-", ignore_cleanup_errors=True))
        note = pathlib.Path(folder) / "WebDriverBiDiServer.json"
        note.unlink(missing_ok=True)
        note.with_name("user.js").write_text("".join(
            f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in PREFERENCES.items()))
        with log.open("w") as output:
            program = subprocess.Popen(
                [PROGRAM, "--headless", "--no-remote", "--profile", folder, "--remote-debugging-port", "0"],
                env={**os.environ, **environment}, stdin=subprocess.DEVNULL, stdout=output, stderr=output)
        stack.callback(end, program)
        socket = stack.enter_context(connect(f"{address(note, program, log)}/session", max_size=None))
        bidi = BiDi(socket)
        bidi.program = program
        bidi.version = bidi.send("session.new", capabilities={})["capabilities"]["browserVersion"]
        yield bidi


def end(program):
    program.terminate()
    try:
        program.wait(15)
    except subprocess.TimeoutExpired:
        program.kill()
        program.wait()


def address(note, program, log, seconds=60):
    """Where the browser listens, as it writes into its profile."""
    last = time.monotonic() + seconds
    while program.poll() is None and time.monotonic() < last:
        with contextlib.suppress(OSError, ValueError, KeyError):
            told = json.loads(note.read_text())
            return f"ws://{told['ws_host']}:{told['ws_port']}"
        time.sleep(0.1)
    raise SystemExit(f"Firefox did not come up:\n{log.read_text()[-2000:]}")
