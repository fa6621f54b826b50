"""Looks at every page that a case comes to, once for each language, size and colour scheme: axe-core, and what it cannot see."""
import importlib.util
import pathlib
import threading

SIZES = {"desktop": (1100, 800), "phone": (390, 844)}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def axe():
    """The examiner's script, which PyPI carries."""
    place = importlib.util.find_spec("axe_playwright_python").origin
    return (pathlib.Path(place).parent / "axe.min.js").read_text()


class Examiner:
    def __init__(self):
        self.script = axe()
        self.lock = threading.Lock()
        self.seen = set()
        self.flaws = []

    def examine(self, page, state=None):
        """Each page once a language; what is wrong is kept, not thrown, so that a case goes on and all of it is told at once."""
        name, language = page.evaluate("[document.body.dataset.page, document.documentElement.lang.slice(0, 2)]")
        if state is None and page.locator("main [role=alert]:visible").count():
            state = "fault"
        with self.lock:
            mark = (name, language, state)
            if mark in self.seen:
                return
            self.seen.add(mark)
        size = page.viewport_size
        try:
            for width in SIZES:
                page.set_viewport_size({"width": SIZES[width][0], "height": SIZES[width][1]})
                for scheme in ("light", "dark"):
                    page.emulate_media(color_scheme=scheme)
                    # Colours alone differ in the dark, so they alone are looked at there.
                    for flaw in self.violations(page, only_colours=scheme == "dark"):
                        self.note(f"{name} ({language}, {width}, {scheme}): {flaw}")
            page.emulate_media(color_scheme="light")
            for flaw in self.narrow(page):
                self.note(f"{name} ({language}): {flaw}")
        finally:
            page.set_viewport_size(size)

    def note(self, sentence):
        with self.lock:
            self.flaws.append(sentence)

    def violations(self, page, only_colours):
        # The script comes through the debugger: the page's own policy lets no foreign script in, which is right.
        page.evaluate(f"() => {{ if (!window.axe) {{ {self.script} }} }}")
        choice = {"runOnly": {"type": "rule", "values": ["color-contrast"]}} if only_colours else {
            "runOnly": {"type": "tag", "values": TAGS}, "rules": {"target-size": {"enabled": True}}}
        found = page.evaluate(
            "(choice) => axe.run(document, { ...choice, resultTypes: ['violations'] })", choice)["violations"]
        return [f"{one['id']}: {one['help']} — {node['html'][:160]}" for one in found for node in one["nodes"][:3]]

    def narrow(self, page):
        """The least width: nothing may need scrolling to the side (WCAG 1.4.10), and one heading says where one is."""
        page.set_viewport_size({"width": 320, "height": 640})
        wide = page.evaluate(
            """() => document.documentElement.scrollWidth <= innerWidth ? [] :
                [...document.querySelectorAll("main *, header *, footer *")]
                    .filter((it) => it.getBoundingClientRect().right > innerWidth + 1 && !it.closest(".scroll"))
                    .map((it) => it.outerHTML.slice(0, 120)).slice(0, 3).concat("something")""")
        if wide:
            yield f"320 pixels are too narrow for {wide[0]}"
        headings = page.locator("h1").count()
        if headings != 1:
            yield f"{headings} headings of the first level"
