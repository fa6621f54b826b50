"""The machine and the programs a figure was measured with."""
import pathlib
import re
import subprocess


def described(checkout):
    """One line for each: processor, memory, system, versions of what the figures depend on."""
    facts = pathlib.Path("/proc/cpuinfo").read_text()
    model = re.search(r"model name\s*: (.*)", facts)
    cores = len(re.findall(r"^processor", facts, re.MULTILINE))
    kibibytes = int(re.search(r"MemTotal:\s*(\d+)", pathlib.Path("/proc/meminfo").read_text())[1])
    load = pathlib.Path("/proc/loadavg").read_text().split()[0]
    return {
        "processor": f"{model[1].strip() if model else 'unknown'}, {cores} cores",
        "memory": f"{kibibytes / 1048576:.0f} GiB",
        "system": f"{_line(['uname', '-sr'])}, {_pretty_name()}",
        "revision": _line(["git", "-C", str(checkout), "describe", "--always", "--dirty"]),
        "Swift": _match(["swift", "--version"], r"Swift version (\S+)"),
        "PostgreSQL": _match(["/usr/lib/postgresql/15/bin/postgres", "--version"], r"PostgreSQL\) (\S+)"),
        "librdkafka": _line(["pkg-config", "--modversion", "rdkafka"]),
        "load at the end": load,
    }


def _pretty_name():
    found = re.search(r'PRETTY_NAME="(.*)"', pathlib.Path("/etc/os-release").read_text())
    return found[1] if found else "unknown system"


def _line(command):
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=30).stdout.strip().split("\n")[0]
    except OSError:
        return "absent"


def _match(command, pattern):
    try:
        found = re.search(pattern, subprocess.run(command, capture_output=True, text=True, timeout=30).stdout)
    except OSError:
        return "absent"
    return found[1] if found else "unknown"
