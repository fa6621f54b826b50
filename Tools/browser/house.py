"""A house of one's own for looking at pages: `colloquy up`, empty, ended with us."""
import contextlib
import os
import pathlib
import subprocess
import time

CHECKOUT = pathlib.Path(__file__).resolve().parents[2]


@contextlib.contextmanager
def own_house(name="browser", seconds_max=180):
    """Starts an empty house and gives the file that describes it."""
    folder = CHECKOUT / ".colloquy/local" / name
    log = CHECKOUT / f".colloquy/{name}-house.log"
    # The broker that other tests share is not for this: all topics are our own.
    variables = {key: value for key, value in os.environ.items() if key != "KAFKA_BOOTSTRAP_SERVERS"}
    # Jobs of one case ask for it; nobody else is asked.
    variables["FACE_CHANNEL"] = "true"
    with log.open("w") as output:
        supervisor = subprocess.Popen(
            [CHECKOUT / ".build/debug/colloquy", "up", "--name", name, "--fresh"], cwd=CHECKOUT, env=variables,
            stdout=output, stderr=output)
    try:
        end = time.monotonic() + seconds_max
        while "everything is up" not in log.read_text():
            if supervisor.poll() is not None or time.monotonic() > end:
                raise SystemExit(f"the house did not come up:\n{log.read_text()[-2000:]}")
            time.sleep(0.1)
        yield str(folder / "environment.json")
    finally:
        supervisor.terminate()
        supervisor.wait()
