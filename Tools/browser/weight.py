"""How much a page costs on the line: bytes as they are transferred, requests that wait for each other."""
import pathlib
import urllib.parse

from cases import case
from reader import Unseen

PAGES = pathlib.Path(__file__).resolve().parents[2] / "Services/Gateway/App/Candidate/Page"
FIRST_PAGE_BYTES_MAX = 50_000
REQUESTS_IN_A_ROW_MAX = 3
SCRIPT_BYTES_MAX = 60_000


class Line:
    """What one page load took: every answer with the bytes on the line, and which request came after which answer."""

    def __init__(self, devtools):
        self.loads = {}
        devtools.send("Network.enable")
        devtools.on("Network.requestWillBeSent", self._sent)
        devtools.on("Network.loadingFinished", self._ended)

    def _sent(self, event):
        self.loads[event["requestId"]] = {
            "url": urllib.parse.urlsplit(event["request"]["url"]).path, "sent": event["timestamp"], "ended": None,
            "bytes": 0, "isData": event["request"]["url"].startswith("data:")}

    def _ended(self, event):
        load = self.loads.get(event["requestId"])
        if load:
            load.update(ended=event["timestamp"], bytes=event["encodedDataLength"])

    def whole(self):
        # What the browser has kept costs nothing.
        return [load for load in self.loads.values() if load["ended"] and load["bytes"] and not load["isData"]]

    @property
    def bytes(self):
        return sum(load["bytes"] for load in self.whole())

    @property
    def in_a_row(self):
        """The longest chain of requests each of which was sent after another had ended."""
        longest = {}
        for load in sorted(self.whole(), key=lambda load: load["sent"]):
            before = [longest[id(other)] for other in self.whole()
                      if id(other) in longest and other["ended"] <= load["sent"]]
            longest[id(load)] = 1 + max(before, default=0)
        return max(longest.values(), default=0)


@case("all scripts of the candidate's door together have at most 60 KB", "en")
def scripts(stage, language):
    names = sorted(file.name for file in PAGES.rglob("*.js"))
    candidate = stage.employer.invite("spoken", language)
    with stage.reader(language) as reader:
        folder = reader.follow(candidate.link).page.locator("script").first.get_attribute("src").rsplit("/", 1)[0]
        sizes = reader.page.evaluate(
            "(files) => Promise.all(files.map(async (it) => (await (await fetch(it)).arrayBuffer()).byteLength))",
            [f"{folder}/{name}" for name in names])
        reader.page.wait_for_load_state()
    if len(sizes) < 6 or sum(sizes) > SCRIPT_BYTES_MAX:
        raise Unseen(f"{sum(sizes)} bytes: {dict(zip(names, sizes))}")
    print(f"browser         all scripts: {sum(sizes)} bytes, uncompressed", flush=True)


@case("the first page is light: at most 50 KB on the line, three requests one after the other", "en", "zh")
def first_page(stage, language):
    candidate = stage.employer.invite("spoken", language)
    with stage.reader(language, "phone") as reader:
        line = Line(reader.page.context.new_cdp_session(reader.page))
        reader.page.goto(candidate.link, wait_until="load")
        reader.at("welcome").page.wait_for_load_state("networkidle")
        said = ", ".join(f"{load['url']} {load['bytes']}" for load in line.whole())
        if line.bytes > FIRST_PAGE_BYTES_MAX:
            raise Unseen(f"{line.bytes} bytes: {said}")
        if line.in_a_row > REQUESTS_IN_A_ROW_MAX:
            raise Unseen(f"{line.in_a_row} requests in a row: {said}")
        print(f"browser         the first page ({language}): {line.bytes} bytes, {line.in_a_row} in a row: {said}", flush=True)
