"""Private places to measure in: a whole house, or only database and broker; started for one module and removed."""
import contextlib
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import time

import measure

CHECKOUT = pathlib.Path(__file__).resolve().parents[2]
RELEASE = CHECKOUT / ".build" / "release"
KEPT = CHECKOUT / ".colloquy" / "bench"


class Stopped(Exception):
    """A place did not come up, or ended too early; the text has the last lines of its log."""


@contextlib.contextmanager
def house(name="bench", only=(), variables=None):
    """All services of a release build on a fresh database and broker; yields the path of `environment.json`."""
    command = [str(RELEASE / "colloquy"), "up", "--name", name, "--fresh"]
    if only:
        command += ["--only", ",".join(only)]
    root = CHECKOUT / ".colloquy" / "local" / name
    with _running(command, name, variables) as (child, log):
        _await(child, log, lambda: "everything is up" in log.read_text(errors="replace"), 240)
        yield root / "environment.json"
    shutil.rmtree(root, ignore_errors=True)


@contextlib.contextmanager
def database_and_broker(name="bench", durable=True, variables=None):
    """A fresh PostgreSQL and broker; yields the environment variables that lead to them."""
    KEPT.mkdir(parents=True, exist_ok=True)
    told = KEPT / f"{name}.environment"
    told.unlink(missing_ok=True)
    script = f"env -0 > '{told}.new' && mv '{told}.new' '{told}' && exec sleep infinity"
    command = [str(RELEASE / "colloquy"), "local", "--name", name, *(["--durable"] if durable else []),
               "--", "/bin/sh", "-c", script]
    with _running(command, name, variables) as (child, log):
        _await(child, log, told.exists, 240)
        pairs = (entry.partition("=") for entry in told.read_text().split("\0") if entry)
        told.unlink()
        yield {key: value for key, _, value in pairs}


@contextlib.contextmanager
def _running(command, name, variables):
    KEPT.mkdir(parents=True, exist_ok=True)
    log = KEPT / f"{name}.log"
    with log.open("w") as output:
        child = subprocess.Popen(command, cwd=CHECKOUT, stdout=output, stderr=subprocess.STDOUT,
                                 env={**os.environ, **(variables or {})})
    try:
        yield child, log
    finally:
        if child.poll() is None:
            child.send_signal(signal.SIGTERM)
        try:
            child.wait(60)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def _await(child, log, done, seconds):
    end = time.monotonic() + seconds
    while not done():
        if child.poll() is not None or time.monotonic() > end:
            tail = "\n".join(log.read_text(errors="replace").splitlines()[-15:])
            raise Stopped(f"{' '.join(child.args[:3])} did not come up:\n{tail}")
        time.sleep(0.05)


def browsed(name, script, rounds):
    """What a program of Tools/browser says, which drives Chromium against a house of its own: the JSON of its last line."""
    with house(name) as path:
        done = subprocess.run(
            [CHECKOUT / ".colloquy/venv-browser/bin/python", "-B", CHECKOUT / "Tools/browser" / script,
             "--environment", path, "--rounds", str(rounds)], capture_output=True, text=True, timeout=600)
    if done.returncode != 0:
        raise Stopped(done.stderr[-2000:])
    return json.loads(done.stdout.splitlines()[-1])


def environment(path):
    """What `colloquy up` tells about a running house."""
    return json.loads(pathlib.Path(path).read_text())


def free_port():
    """A port of loopback that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def compiled(name, *flags):
    """The program made from `bare/NAME.c`; None, and said so, when the compiler or a library is absent."""
    source = pathlib.Path(__file__).resolve().parent / "bare" / f"{name}.c"
    program = KEPT / name
    KEPT.mkdir(parents=True, exist_ok=True)
    command = ["gcc", "-O2", "-o", str(program), str(source), *flags]
    try:
        made = subprocess.run(command, capture_output=True, text=True, timeout=120)
    except OSError as failure:
        measure.absent(f"{name} could not be compiled: {failure}")
        return None
    if made.returncode != 0:
        measure.absent(f"{name} could not be compiled: {made.stderr.strip().splitlines()[-1:]}")
        return None
    return program
