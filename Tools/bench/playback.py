"""Playing: a seek into the middle of a recorded answer.

An answer of three minutes, as a browser records it (without duration and index), is sent by tus and prepared by scoring;
then HR plays it by range over loopback.
"""
import http.client
import subprocess
import sys
import time

import measure
import places

sys.path.insert(0, str(places.CHECKOUT / "Tools/demo"))
from outside import Outside, wait  # noqa: E402
from upload import interview  # noqa: E402

ORDER = 41
SECONDS = 180
RUNS = 20
SETTINGS = {
    "load": f"{SECONDS} s of VP8 at 640 by 360, 15 pictures a second, a key frame every two seconds, about 1 Mbit/s, and Opus; "
            f"recorded live into WebM; {RUNS} seeks to the middle, one after the other",
    "first byte": "one connection per request: a range that begins in the middle, until the first of its bytes is read; the "
                  "recording is decrypted, and the look is audited, before it comes",
    "first frame": "ffmpeg of Debian, started for each seek: it reads the head with its index, asks for the range that the index "
                   "names, decodes from the key frame before the middle, and ends with the picture; its start is counted",
    "bare": "the same seek by ffmpeg in a file on the disk",
}


def rows():
    with places.house("bench-playback") as path:
        outside = Outside.of(path)
        application, session, question = interview(outside)
        address, content = _played(outside, application, session, question, _recording())
        first_bytes = [_first_byte(outside, address, len(content) // 2) for _ in range(RUNS + 1)][1:]
        role = f"Authorization: Bearer {outside.card['apiKeys']['hr']}\r\n"
        file = places.KEPT / "playback.webm"
        file.write_bytes(content)
        ours = lambda: _first_frame(["-headers", role], f"http://{outside.host}{address}")  # noqa: E731
        theirs = lambda: _first_frame([], str(file))  # noqa: E731
        ours()
        pairs = measure.alternate(ours, theirs, RUNS)
        file.unlink()
    worst = lambda values: measure.percentile(values, 0.95)  # noqa: E731
    return [measure.row("playback.seek.first-byte", "ms", first_bytes),
            measure.row("playback.seek.first-frame", "ms", pairs.ours),
            measure.row("playback.seek.first-frame.p95", "ms", pairs.ours, statistic=worst),
            measure.row("playback.seek.first-frame", "ms", pairs.theirs, "bare", pairs.ratio(lower_is_better=True))]


def _recording():
    """As MediaRecorder writes: clusters behind a head that knows neither a length nor an index."""
    made = subprocess.run(
        ["ffmpeg", "-nostdin", "-v", "error", "-f", "lavfi", "-i", f"testsrc2=size=640x360:rate=15:duration={SECONDS}",
         "-f", "lavfi", "-i", f"sine=frequency=300:duration={SECONDS}", "-c:v", "libvpx", "-deadline", "realtime",
         "-cpu-used", "8", "-b:v", "1M", "-minrate", "1M", "-maxrate", "1M", "-g", "30", "-c:a", "libopus",
         "-f", "webm", "-live", "1", "-"], capture_output=True, check=True, timeout=600)
    return made.stdout


def _played(outside, application, session, question, recording):
    """The address of the form that can be played, and all of it."""
    outside.upload(session, question, recording)
    def answer():
        answers = outside.call("GET", "/v1/candidate/session", headers=session)["answers"]
        return next((one for one in answers if one["isPlayable"]), None)
    answer_id = wait(answer, "the answer to be ready to be played", 120)["answerID"]
    address = f"/v1/applications/{application}/answers/{answer_id}/recording"
    _, _, content = outside.request("GET", address, role="hr", timeout=120)
    return address, content


def _first_byte(outside, address, middle):
    connection = http.client.HTTPConnection(outside.host, timeout=30)
    begin = time.monotonic()
    connection.request("GET", address, headers={
        "Authorization": f"Bearer {outside.card['apiKeys']['hr']}", "Range": f"bytes={middle}-"})
    answer = connection.getresponse()
    byte = answer.read(1)
    took = time.monotonic() - begin
    connection.close()
    if answer.status != 206 or not byte:
        raise places.Stopped(f"a range was answered by {answer.status}")
    return 1000 * took


def _first_frame(options, source):
    begin = time.monotonic()
    made = subprocess.run(
        ["ffmpeg", "-nostdin", "-v", "error", *options, "-ss", str(SECONDS // 2), "-i", source, "-map", "0:v:0",
         "-frames:v", "1", "-f", "rawvideo", "-"], capture_output=True, timeout=60)
    took = time.monotonic() - begin
    if made.returncode != 0 or not made.stdout:
        raise places.Stopped(f"no picture came: {made.stderr.decode(errors='replace')[-300:]}")
    return 1000 * took
