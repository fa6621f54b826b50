"""The official tus client against the gateway, through a proxy that cuts its connections in the middle of requests."""
import hashlib
import json
import pathlib
import random
import subprocess
import threading
import socket

from outside import wait

from guide import CHECKOUT, Guide
from tools import JS, Skipped

CUTS = 8
BYTES = 6_000_000
PROGRAM = pathlib.Path(__file__).with_name("upload.mjs")


class CuttingProxy:
    """Relays TCP to a port; cuts a connection that has carried so many bytes of a request, `cuts` times in all."""

    def __init__(self, port, cuts, seed=11):
        self.port, self.left, self.random = port, cuts, random.Random(seed)
        self.lock = threading.Lock()
        self.done = 0
        self.listener = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self.serve, daemon=True).start()

    @property
    def address(self):
        return "127.0.0.1:%d" % self.listener.getsockname()[1]

    def serve(self):
        while True:
            client, _ = self.listener.accept()
            server = socket.create_connection(("127.0.0.1", self.port))
            with self.lock:
                # The head of a PATCH and some of its body, never the whole.
                limit = self.random.randint(150_000, 600_000)
            threading.Thread(target=self.relay, args=(client, server, limit), daemon=True).start()
            threading.Thread(target=self.relay, args=(server, client, None), daemon=True).start()

    def relay(self, source, target, limit):
        carried = 0
        try:
            while True:
                chunk = source.recv(32_768)
                if not chunk:
                    break
                target.sendall(chunk)
                carried += len(chunk)
                if limit is not None and carried > limit and self.cut():
                    break
        except OSError:
            pass
        for end in (source, target):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def cut(self):
        with self.lock:
            if self.done >= self.left:
                return False
            self.done += 1
            return True


def interviewed(outside, guide):
    """A candidate who was invited, agreed and began."""
    key = f"{guide.job}-tus"
    outside.submit("/v1/applications", json.loads(pathlib.Path(guide.application(key)).read_text()), role="ats")
    session = outside.enter(outside.link(key, 0))
    outside.submit("/v1/candidate/consents", {"purposes": ["recording", "ai-assessment"]}, headers=session)
    outside.submit("/v1/candidate/start", {}, headers=session)
    return key, session


def uploads(outside, folder):
    if JS is None:
        return {"skipped": str(Skipped("the JavaScript tools of ../shared/tools are not here, or the Node they need"))}
    guide = Guide(outside, folder)
    guide.open()
    key, session = interviewed(outside, guide)
    # A real recording, made long by bytes that a player leaves alone.
    recording = (CHECKOUT / "Tools/demo/recordings/carter-incident.webm").read_bytes()
    recording += random.Random(5).randbytes(BYTES - len(recording))
    file = folder / "answer.webm"
    file.write_bytes(recording)
    program = folder / "upload.mjs"
    program.write_text(PROGRAM.read_text())
    if not (folder / "node_modules").exists():
        (folder / "node_modules").symlink_to(JS / "node_modules")
    port = int(outside.host.rsplit(":", 1)[1])

    proxy = CuttingProxy(port, CUTS)
    done = subprocess.run(
        ["node", program, f"http://{proxy.address}/v1/candidate/uploads", file, session["Authorization"], "incident"],
        capture_output=True, text=True, timeout=90)
    said = json.loads(done.stdout.splitlines()[-1]) if done.stdout.strip() else {"error": done.stderr[-1000:]}
    recorded = lambda: guide.facts("gateway.interviews.v1").get(key, {}).get("answer-recorded", [])  # noqa: E731
    wait(recorded, f"the answer to be recorded: {said}", 40, 0.5)
    fact = recorded()[0]
    return {
        "cuts": proxy.done, "client": said, "bytes": len(recording), "recordedBytes": fact["byteCount"],
        "identical": fact["sha256"] == hashlib.sha256(recording).hexdigest(),
    }
