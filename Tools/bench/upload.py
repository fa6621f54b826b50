"""Upload: a recording by tus, encrypted into the vault.

The gateway takes the bytes of one PATCH, encrypts them in chunks under the candidate's key and stores them as they come;
nginx stores the body of a plain PUT as a file. Both write into the same file system. nginx syncs nothing by itself; in
*synced* the file and its folder are synced after its answer, before the clock stops.
"""
import base64
import http.client
import json
import os
import pathlib
import shutil
import subprocess
import sys
import time
import urllib.parse
import uuid

import measure
import places

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "demo"))
from outside import Outside  # noqa: E402
from play import Story  # noqa: E402

ORDER = 40
MEBIBYTES = 64
PAIRS = 7
NGINX = places.CHECKOUT / ".colloquy/nginx/usr/sbin/nginx"
SETTINGS = {
    "load": f"{MEBIBYTES} MiB from memory over one connection on loopback, {PAIRS} alternating pairs, one sender in Python",
    "Colloquy": "gateway in release, tus PATCH, AES-256-GCM, blobs in a directory; each MiB is synced to the disk and "
                "counted in PostgreSQL before more is taken, so that it survives a loss of power; after each run the upload is given up",
    "bare": "nginx of Debian with its DAV module, one worker, plain PUT into a file, nothing synced, no access log; each file is removed",
    "synced": "the same, and the file survives a loss of power as ours does: synced once, at its end, by whoever sent it",
}


def rows():
    head = (places.CHECKOUT / "Tools/demo/recordings/chen-teamwork.webm").read_bytes()
    content = head + os.urandom(MEBIBYTES * 1024 * 1024 - len(head))
    with places.house("bench-upload") as path:
        outside = Outside.of(path)
        _, session, question = interview(outside)
        ours = lambda: _tus(outside, session, question, content)  # noqa: E731
        ours()
        if not NGINX.exists():
            measure.absent("nginx is absent: run scripts/bench-setup")
            return [measure.row("upload.tus", "MB/s", [ours() for _ in range(PAIRS)])]
        with _nginx(path.parent) as (port, files):
            found = []
            for peer, folder in (("synced", files), ("bare", None)):
                theirs = lambda: _put(port, content, folder)  # noqa: B023, E731
                theirs()
                pairs = measure.alternate(ours, theirs, PAIRS)
                measure.say(f"  control, ours beside ours: {', '.join(f'{one:.2f}' for one in pairs.control)}")
                if not found:
                    found.append(measure.row("upload.tus", "MB/s", pairs.ours))
                found.append(measure.row("upload.tus", "MB/s", pairs.theirs, peer, pairs.ratio()))
    return found


def _tus(outside, session, question, content):
    """MB/s of one PATCH. One byte more is announced than sent, so that the upload can be given up and scores nothing."""
    words = {"questionID": question, "filetype": "video/webm"}
    metadata = ",".join(f"{name} {base64.b64encode(text.encode()).decode()}" for name, text in words.items())
    tus = {**session, "Tus-Resumable": "1.0.0"}
    _, headers, _ = outside.request("POST", "/v1/candidate/uploads", b"", headers={
        **tus, "Upload-Length": str(len(content) + 1), "Upload-Metadata": metadata,
        "Idempotency-Key": str(uuid.uuid4())}, expect=(201,))
    path = urllib.parse.urlsplit(headers["Location"]).path
    begin = time.monotonic()
    _, headers, _ = outside.request("PATCH", path, content, headers={
        **tus, "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"}, expect=(204,), timeout=120)
    took = time.monotonic() - begin
    if int(headers["Upload-Offset"]) != len(content):
        raise places.Stopped(f"the upload stands at {headers['Upload-Offset']}, not at {len(content)}")
    outside.request("DELETE", path, headers=tus, expect=(204,))
    return len(content) / 1e6 / took


def _put(port, content, synced_in):
    """MB/s of one PUT; with a folder, until the file in it is on the disk."""
    begin = time.monotonic()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    connection.request("PUT", "/answer.webm", body=content)
    answer = connection.getresponse()
    answer.read()
    for path in (synced_in / "answer.webm", synced_in) if synced_in else ():
        handle = os.open(path, os.O_RDONLY)
        os.fsync(handle)
        os.close(handle)
    took = time.monotonic() - begin
    connection.request("DELETE", "/answer.webm")
    connection.getresponse().read()
    connection.close()
    if answer.status not in (201, 204):
        raise places.Stopped(f"nginx answered {answer.status}")
    return len(content) / 1e6 / took


class Silent(Story):
    """The demo's story without a word."""

    def tell(self, who, sentence):
        pass


class _nginx:
    """A private nginx on a free port, its files beside those of the house."""

    def __init__(self, beside):
        self.folder = beside / "nginx"

    def __enter__(self):
        port = places.free_port()
        for name in ("files", "temp"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        user = "user root;" if os.geteuid() == 0 else ""
        config = self.folder / "nginx.conf"
        config.write_text(f"""
            daemon off; {user} worker_processes 1; pid {self.folder}/pid; error_log {self.folder}/error.log;
            events {{ worker_connections 64; }}
            http {{ access_log off; client_max_body_size 0; client_body_temp_path {self.folder}/temp;
              proxy_temp_path {self.folder}/temp; fastcgi_temp_path {self.folder}/temp;
              uwsgi_temp_path {self.folder}/temp; scgi_temp_path {self.folder}/temp;
              server {{ listen 127.0.0.1:{port}; root {self.folder}/files; dav_methods PUT DELETE; }} }}
            """)
        self.child = subprocess.Popen([NGINX, "-p", str(self.folder), "-c", str(config)],
                                      stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(100):
            try:
                http.client.HTTPConnection("127.0.0.1", port, timeout=1).connect()
                return port, self.folder / "files"
            except OSError:
                time.sleep(0.05)
        raise places.Stopped("nginx did not start")

    def __exit__(self, *_):
        self.child.terminate()
        self.child.wait(10)
        shutil.rmtree(self.folder, ignore_errors=True)


def interview(outside):
    """A candidate in the middle of an interview: the application, the session's headers and a question."""
    script = json.loads((places.CHECKOUT / "Tools/demo/story.json").read_text())
    candidate = script["candidates"][0]
    job = next(job for job in script["jobs"] if job["jobID"] == candidate["jobID"])
    outside.publish("ats.jobs.v1", job["jobID"], "job-opened",
                    json.loads(json.dumps(job).replace("START_DATE", "2030-01-01")))
    application_id = f"bench-{uuid.uuid4().hex[:8]}"
    Silent(outside, places.KEPT, None).apply(candidate, application_id)
    session = outside.enter(outside.link(application_id, 0))
    outside.submit("/v1/candidate/consents", {"purposes": ["recording", "ai-assessment"]}, headers=session)
    outside.submit("/v1/candidate/start", {}, headers=session)
    return application_id, session, job["job"]["interview"]["questions"][0]["questionID"]
