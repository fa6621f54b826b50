"""Start to ready, and memory of each service.

Start: from the start of the process until `/readyz` says 200, as a second process beside the one that runs, with schema
and topics there. Memory: resident (RSS, shared pages in full) and proportional (PSS, shared pages by their users), idle after
the start and after the demo's story of three candidates was played.
"""
import pathlib
import subprocess
import time
import urllib.request

import measure
import places
import processes

ORDER = 45
STARTS = 5
SETTINGS = {
    "services": "release build, default settings (12 partitions, a lane for each processor, 4 activities, 2 recognisers), durable "
                "PostgreSQL and the broker of the local environment on the same machine",
}


def rows():
    result = []
    with places.house("bench-start") as path:
        card = places.environment(path)
        names = list(card["processes"])
        time.sleep(10)
        idle = {name: processes.memory_mebibytes(card["processes"][name]) for name in names}
        for name in names:
            measure.say(f"  {name}: {STARTS} starts")
            result.append(measure.row(f"start.{name}", "s", [_restart(name, path) for _ in range(STARTS)]))
        measure.say("  playing the story")
        played = subprocess.run(
            ["/usr/bin/python3", str(places.CHECKOUT / "Tools/demo/play.py"), "--environment", str(path),
             "--result", str(places.KEPT / "story" / "result.json")], capture_output=True, text=True, timeout=600)
        if played.returncode != 0:
            raise places.Stopped(f"the story failed: {played.stdout[-800:]}{played.stderr[-800:]}")
        card = places.environment(path)
        for name in names:
            loaded = processes.memory_mebibytes(card["processes"][name])
            for when, amounts in (("idle", idle[name]), ("loaded", loaded)):
                for kind, amount in zip(("rss", "pss"), amounts):
                    result.append(measure.row(f"memory.{name}.{when}.{kind}", "MiB", [amount]))
    return result


def _restart(name, path):
    """Seconds until a second process of a service, beside the one that runs, says that it is ready."""
    card = places.environment(path)
    pid = card["processes"][name]
    told = pathlib.Path(f"/proc/{pid}/environ").read_bytes()
    variables = dict(entry.split(b"=", 1) for entry in told.split(b"\0") if b"=" in entry)
    variables[b"HEALTH_PORT"] = str(places.free_port()).encode()
    if name == "gateway":
        variables[b"HTTP_PORT"] = str(places.free_port()).encode()
    begin = time.monotonic()
    child = subprocess.Popen([str(places.RELEASE / name)], env=variables, cwd=places.CHECKOUT,
                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while not _is_ready(int(variables[b"HEALTH_PORT"])):
            if child.poll() is not None or time.monotonic() - begin > 60:
                raise places.Stopped(f"{name} did not get ready")
            time.sleep(0.002)
        return time.monotonic() - begin
    finally:
        child.terminate()
        child.wait(40)


def _is_ready(port):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=2) as answer:
            return answer.status == 200
    except OSError:
        return False
