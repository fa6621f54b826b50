#!/usr/bin/env python3
"""Times of the candidate's pages as a phone on a poor line has them; for `make bench ONLY=first_page`.

figures.py --environment FILE [--rounds N]: a line of JSON
"""
import argparse
import http.server
import json
import pathlib
import re
import sys
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "demo")]
from chromium import chromium  # noqa: E402
from examine import Examiner  # noqa: E402
from outside import Outside  # noqa: E402
from people import Employer  # noqa: E402
from tab import tabs  # noqa: E402
from weight import PAGES, Line  # noqa: E402

# A processor four times as slow as this one, 1.6 Mbit/s down, 750 kbit/s up, 150 ms there and back for each request.
SLOWER = 4
NETWORK = {"offline": False, "latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8}
SECONDS_FOR_A_PAGE = 3
PHONE = {"width": 390, "height": 844, "deviceScaleFactor": 2, "mobile": True}
# The page is seen and its scripts have run: a press is answered. Nothing but the page itself runs in it until then.
ANSWERS = """(() => {
  const [load] = performance.getEntriesByType("navigation");
  const seen = performance.getEntriesByName("first-contentful-paint")[0];
  const isThere = document.querySelector("[data-do=begin]") && load.loadEventEnd && seen;
  return isThere ? performance.timeOrigin + Math.max(seen.startTime, load.domContentLoadedEventEnd) : null;
})()"""


def first_button(browser, link):
    """(milliseconds, bytes, requests in a row) from a click on the link until the first button answers a press."""
    with tabs(browser.browser, browser.origin) as (tab, _):
        tab.show()
        line = Line(tab)
        tab.send("Network.emulateNetworkConditions", NETWORK)
        tab.send("Emulation.setDeviceMetricsOverride", PHONE)
        tab.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        begin = time.time() * 1000
        tab.send("Page.navigate", {"url": link})
        # Asking costs the page time: it is asked when it has long been there.
        time.sleep(SECONDS_FOR_A_PAGE)
        tab.until(f"{ANSWERS} !== null")
        return tab.value(ANSWERS) - begin, line.bytes, line.in_a_row


class Bare(http.server.BaseHTTPRequestHandler):
    """The same three requests in a row with next to nothing in them: what any page takes here that is led to by a proof."""
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        script = """<script type="module">const form = document.createElement("form");
            Object.assign(form, { method: "post", action: "/session" });
            document.documentElement.append(form); form.submit();</script>"""
        button = '<button data-do="begin">Begin</button>'
        self.answer(200, f"<!doctype html><title>-</title>{script if self.path == '/' else button}".encode())

    def do_POST(self):
        self.answer(303, b"", ("Location", "/welcome"))

    def answer(self, status, body, *headers):
        self.send_response(status)
        for name, value in (("Content-Type", "text/html"), ("Content-Length", str(len(body))), *headers):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def script_bytes(outside):
    """What the scripts of all pages are together as they are sent, not compressed."""
    _, _, page = outside.request("GET", "/i")
    folder = re.search(r"/assets/\w+/", page.decode())[0]
    return sum(len(outside.request("GET", folder + file.name)[2]) for file in PAGES.rglob("*.js"))


def main():
    words = argparse.ArgumentParser()
    words.add_argument("--environment", required=True)
    words.add_argument("--rounds", type=int, default=15)
    chosen = words.parse_args()
    folder = pathlib.Path(chosen.environment).parent
    outside = Outside.of(chosen.environment)
    employer = Employer(outside, folder / "keys")
    candidate = employer.invite("spoken", "zh")
    with chromium(employer.origin, folder, "chen-performance", Examiner()) as browser:
        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Bare) as bare:
            threading.Thread(target=bare.serve_forever, daemon=True).start()
            place = f"http://127.0.0.1:{bare.server_port}/"
            pairs = [(first_button(browser, candidate.link), first_button(browser, place)) for _ in range(chosen.rounds + 1)][1:]
            bare.shutdown()
    found = [one for one, _ in pairs]
    print(json.dumps({"milliseconds": [one[0] for one in found], "bare": [one[0] for _, one in pairs], "bytes": found[0][1],
                      "inARow": found[0][2], "scripts": script_bytes(outside)}))


if __name__ == "__main__":
    main()
