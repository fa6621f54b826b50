"""Programs and libraries that nobody here wrote, where they are."""
import os
import pathlib
import subprocess

CHECKOUT = pathlib.Path(__file__).resolve().parents[2]
PYTHON = CHECKOUT / ".colloquy/venv-test/bin/python"


class Skipped(Exception):
    """A tool of ../shared/tools is not here; the text says which."""


def unpacked():
    """The folder of the optional tools, or None."""
    unpack = CHECKOUT / "../shared/tools/unpack"
    if not os.access(unpack, os.X_OK):
        return None
    done = subprocess.run([unpack], capture_output=True, text=True, timeout=120)
    return pathlib.Path(done.stdout.strip().splitlines()[-1]) if done.returncode == 0 else None


def node_version():
    """The major version of Node, which the JavaScript tools need; 0 without one."""
    try:
        done = subprocess.run(["node", "--version"], capture_output=True, text=True, timeout=20)
    except OSError:
        return 0
    return int(done.stdout.strip().lstrip("v").split(".")[0] or 0)


NODE_VERSION_MIN = 20
TOOLS = unpacked()
JS = TOOLS / "js" if TOOLS and (TOOLS / "js/bin").is_dir() and node_version() >= NODE_VERSION_MIN else None


def tool(name):
    """The path of one of them; raises `Skipped`."""
    for folder in (TOOLS, JS):
        if folder and (folder / "bin" / name).exists():
            return str(folder / "bin" / name)
    raise Skipped(f"{name} of ../shared/tools is not here, or the Node {NODE_VERSION_MIN} it needs")
