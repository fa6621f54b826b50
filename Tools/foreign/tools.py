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


TOOLS = unpacked()
JS = TOOLS / "js" if TOOLS and (TOOLS / "js/bin").is_dir() else None


def tool(name):
    """The path of one of them; raises `Skipped`."""
    for path in ([TOOLS / "bin" / name, JS / "bin" / name] if TOOLS and JS else []):
        if path.exists():
            return str(path)
    raise Skipped(f"{name} of ../shared/tools is not here")
