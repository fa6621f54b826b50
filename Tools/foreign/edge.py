"""The HTTP edge under schemathesis: everything that docs/openapi.json allows, and much that it does not."""
import concurrent.futures
import json
import os
import re
import subprocess

from outside import wait

from guide import CHECKOUT, Guide

# Each of three runs, which are side by side.
SECONDS = int(os.environ.get("EDGE_SECONDS", "20"))
# Not `ignored_auth`: it asks for 401 each time, and after some wrong keys from one address the answer is rightly 429. That no
# route is open without a key, GatewayTests holds.
CHECKS = ["not_a_server_error", "status_code_conformance", "content_type_conformance", "response_headers_conformance",
          "response_schema_conformance", "unsupported_method", "allow_header_conformance"]


def schemathesis(outside, folder, name, token, parameters, *chosen):
    """One run over some of the operations; returns what it found."""
    folder = folder.resolve()
    config = folder / f"{name}.toml"
    lines = ["[parameters]"] + [f'"path.{key}" = "{value}"' for key, value in parameters.items()]
    config.write_text("\n".join(lines) + "\n")
    command = [
        CHECKOUT / ".colloquy/venv-test/bin/schemathesis", "--config-file", config, "run",
        CHECKOUT / "docs/openapi.json", "--url", outside.card["publicURL"], "-H", f"Authorization: Bearer {token}",
        "--checks", ",".join(CHECKS), "--max-examples", os.environ.get("EDGE_EXAMPLES", "12"), "--max-time", str(SECONDS), "--seed", "7", "--no-shrink",
        "--phases", "coverage,fuzzing,stateful", "--continue-on-failure", "--warnings", "off", *chosen,
    ]
    done = subprocess.run(
        [str(word) for word in command], capture_output=True, text=True, timeout=SECONDS * 3 + 30, cwd=folder)
    log = folder / f"{name}.log"
    log.write_text(done.stdout + done.stderr)
    cases = re.search(r"(\d+) generated", done.stdout)
    failures = done.stdout.split("FAILURES", 1)[1][:6000] if "FAILURES" in done.stdout else ""
    if done.returncode not in (0, 1):
        failures = (done.stdout + done.stderr)[-3000:]
    return {"status": done.returncode, "cases": int(cases[1]) if cases else 0, "failures": failures}


def edge(outside, folder):
    guide = Guide(outside, folder)
    guide.open()
    key = f"{guide.job}-edge"
    words = ("Work Experience\nJan 2015 - Present, Acme, support engineer: SQL, PostgreSQL, Linux and incidents of every "
             "kind for customers of a large shop.\nEducation\nBachelor of Science, 2014.\n")
    outside.submit("/v1/applications", json.loads(open(guide.application(key, resume={"text": words})).read()),
                   role="ats")
    session = outside.enter(outside.link(key, 0))["Authorization"].split()[1]
    known = {"applicationID": key, "jobID": guide.job, "kind": "offer", "purpose": "recording"}
    staff = ["--exclude-tag", "candidate", "--exclude-tag", "uploads"]
    # Without the bytes of an upload, whose media type schemathesis cannot write; `uploads` sends those.
    candidate = ["--include-tag", "candidate", "--include-tag", "uploads", "--exclude-method", "PATCH"]
    admin = outside.card["apiKeys"]["admin"]
    runs = {
        "unknown": (admin, {}, staff), "staff": (admin, known, staff),
        "candidate": (session, {"purpose": "recording"}, candidate),
    }
    with concurrent.futures.ThreadPoolExecutor(len(runs)) as pool:
        found = {name: pool.submit(schemathesis, outside, folder, name, token, parameters, *chosen)
                 for name, (token, parameters, chosen) in runs.items()}
        return {name: run.result() for name, run in found.items()}
