"""What services say of themselves, read by the tools of those who read it."""
import subprocess
import urllib.request

from tools import Skipped, tool


def metrics(outside, folder):
    """`/metrics` of every running service under promtool's rules."""
    try:
        promtool = tool("promtool")
    except Skipped as reason:
        return {"skipped": str(reason)}
    said = {}
    for service, port in outside.card["healthPorts"].items():
        if service not in outside.card["processes"]:
            continue
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=5) as answer:
            text = answer.read()
        done = subprocess.run([promtool, "check", "metrics"], input=text, capture_output=True, timeout=60)
        said[service] = {"status": done.returncode, "said": (done.stdout + done.stderr).decode()[-2000:],
                         "families": text.count(b"# TYPE")}
    return {"services": said}
