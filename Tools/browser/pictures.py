"""Takes the pictures of docs/screens: every page that a case comes to, in both languages, large and small, light and dark."""
import base64
import threading

# Which of a page's looks are kept; all of them would be too heavy for the repository. States of a page are shown at the desk alone, but
# for recording, which most people do on a phone.
LOOKS = {"en": [("desktop", "light"), ("phone", "dark")], "zh": [("phone", "light")]}
SCALES = {"desktop": 0.7, "phone": 1}
SIZES = {"desktop": (1100, 760), "phone": (390, 844)}
HEIGHT_MAX = 1700
NAME_CAMERA = """() => { for (const it of document.querySelectorAll("option")) {
    if (it.textContent.startsWith("/")) it.textContent = "Camera"; } }"""


class Pictures:
    def __init__(self, folder):
        self.folder = folder
        self.taken, self.kept = set(), set()
        self.lock = threading.Lock()
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("*.webp"):
            old.unlink()

    def take(self, page, state=None):
        """A page's pictures, once for each language; a page that tells of a fault has pictures of its own."""
        shown, language = page.evaluate("[document.body.dataset.page, document.documentElement.lang.slice(0, 2)]")
        if state is None and page.locator("main [role=alert]:visible").count():
            state = "fault"
        name = f"{shown}-{state}" if state else shown
        with self.lock:
            if (name, language) in self.taken:
                return
            self.taken.add((name, language))
        before = page.viewport_size
        # A camera from a file is named after it, and a picture is not to say where that lies.
        page.evaluate(NAME_CAMERA)
        # One session for all looks: its end also ends a line that a case has cut.
        devtools = page.context.new_cdp_session(page)
        for size, scheme in LOOKS[language]:
            if size == "phone" and state not in (None, "recording"):
                continue
            width, height = SIZES[size]
            page.set_viewport_size({"width": width, "height": height})
            page.emulate_media(color_scheme=scheme)
            whole = min(HEIGHT_MAX, page.evaluate("document.documentElement.scrollHeight"))
            # Chromium's own WebP; the driver's pictures are PNG or JPEG alone.
            picture = devtools.send("Page.captureScreenshot", {
                "format": "webp", "quality": 34, "captureBeyondViewport": True,
                "clip": {"x": 0, "y": 0, "width": width, "height": max(height, whole), "scale": SCALES[size]}})
            # What differs below the height that is kept would be the same picture again.
            if (shown, picture["data"]) in self.kept:
                continue
            self.kept.add((shown, picture["data"]))
            path = self.folder / f"{name}-{language}-{size}{'-dark' if scheme == 'dark' else ''}.webp"
            path.write_bytes(base64.b64decode(picture["data"]))
        devtools.detach()
        page.emulate_media(color_scheme="light")
        page.set_viewport_size(before)
