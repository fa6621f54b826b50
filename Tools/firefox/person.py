"""A person before Firefox: goes by the marks that pages carry, as the reader before Chromium does."""
import contextlib
import json
import time
import urllib.parse

from bidi import Refused
from reader import Unseen

OFFLINE = {"type": "offline"}
TRIES = 5


class Person:
    """One tab in a container of its own, which has its own cookies and its own store; or in what a profile keeps."""

    def __init__(self, bidi, origin, has_container=True):
        self.bidi, self.origin, self.flaws, self.is_offline = bidi, origin, [], False
        self.container = bidi.send("browser.createUserContext")["userContext"] if has_container else "default"
        self.tab = bidi.send("browsingContext.create", type="tab", userContext=self.container)["context"]
        bidi.listeners.append(self._hear)
        bidi.send("session.subscribe", events=["log.entryAdded", "network.responseCompleted"], contexts=[self.tab])

    def leave(self):
        """Afterwards nothing of what must not happen has happened."""
        self.value("1")
        self.bidi.listeners.remove(self._hear)
        if self.container != "default":
            self.bidi.send("browser.removeUserContext", userContext=self.container)
        if self.flaws:
            raise Unseen("; ".join(self.flaws[:5]))

    def _hear(self, event, words):
        if event == "log.entryAdded" and words["level"] == "error" and not self.is_offline:
            self.flaws.append(f"the console says: {(words['text'] or '')[:300]}")
        if event == "network.responseCompleted" and words["response"]["status"] >= 400:
            path = urllib.parse.urlsplit(words["request"]["url"]).path
            self.flaws.append(f"{words['request']['method']} {path} answered {words['response']['status']}")

    # Asking the page.

    def evaluate(self, expression):
        found = self.bidi.send(
            "script.evaluate", expression=expression, target={"context": self.tab}, awaitPromise=True, userActivation=True)
        if found["type"] == "exception":
            raise Unseen(f"{expression[:80]}: {found['exceptionDetails']['text']}")
        return found["result"]

    def value(self, expression):
        return self.evaluate(expression).get("value")

    def until(self, expression, seconds=30):
        """Waits until an expression is true; a page that goes on to another one has no answer for a moment."""
        end = time.monotonic() + seconds
        while True:
            with contextlib.suppress(Refused, Unseen):
                if self.value(expression):
                    return self
            if time.monotonic() > end:
                raise Unseen(f"waited for {expression}, sees {self.where()}")
            time.sleep(0.1)

    def where(self):
        return self.value("""[document.body.dataset.page, document.body.dataset.state, location.pathname,
            ...[...document.querySelectorAll("h1, [role=alert], [data-part=trouble]")]
                .filter((it) => it.checkVisibility()).map((it) => it.innerText)].join(" / ").slice(0, 300)""")

    def at(self, page):
        return self.until(f"document.body?.dataset.page === '{page}' && document.readyState === 'complete'")

    def in_state(self, *states, seconds=30):
        return self.until(f"{json.dumps(states)}.includes(document.body?.dataset.state)", seconds)

    def is_recording(self):
        return self.until("document.body?.dataset.state === 'recording' && document.body.dataset.live === 'yes'")

    # Doing.

    def follow(self, link):
        self.bidi.send("browsingContext.navigate", context=self.tab, url="about:blank", wait="complete")
        self.bidi.send("browsingContext.navigate", context=self.tab, url=link, wait="none")
        return self.at("welcome")

    def go(self, path):
        self.bidi.send("browsingContext.navigate", context=self.tab, url=self.origin + path, wait="complete")
        return self

    def reload(self):
        self.bidi.send("browsingContext.reload", context=self.tab, wait="complete")
        return self

    def do(self, name, page=None):
        """Presses the button of this name with the mouse; it may lead to another page."""
        button = f"document.querySelector('[data-do=\"{name}\"]')"
        # The page keeps what has just come under the pointer from being pressed by mistake; a mouse meets nothing of it meanwhile.
        self.until(f"{button} && !{button}.disabled && {button}.checkVisibility() && !{button}.closest('[inert]')")
        for _ in range(TRIES):
            place = self.evaluate(f"""document.isPressed = false,
                {button}.addEventListener("click", () => {{ document.isPressed = true; }}, {{ once: true }}),
                {button}.scrollIntoView({{ block: "center", behavior: "instant" }}), {button}""")
            if self.press(place["sharedId"]):
                return self.at(page) if page else self
        raise Unseen(f"'{name}' cannot be pressed, sees {self.where()}")

    def press(self, element):
        """Whether the mouse met it: what grows above it meanwhile moves it away."""
        try:
            self.bidi.send("input.performActions", context=self.tab, actions=[{"type": "pointer", "id": "mouse", "actions": [
                {"type": "pointerMove", "x": 0, "y": 0, "origin": {"type": "element", "element": {"sharedId": element}}},
                {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]}])
            return self.value("document.isPressed !== false")
        except Refused as trouble:
            # A page that was left on the press cannot be asked any more.
            return "out of bounds" not in str(trouble)

    def leave_by(self, name, page):
        """Presses a button that leads to another page, which may have the same name."""
        self.value("document.isLeft = true")
        return self.do(name).until(f"!document.isLeft && document.body?.dataset.page === '{page}'").at(page)

    def sit(self, seconds):
        time.sleep(seconds)
        return self

    def lose_line(self):
        self.is_offline = True
        self.bidi.send("emulation.setNetworkConditions", networkConditions=OFFLINE, contexts=[self.tab])

    def find_line(self):
        self.bidi.send("emulation.setNetworkConditions", networkConditions=None, contexts=[self.tab])

    # On the way.

    def come_to_devices(self, link):
        self.follow(link).do("begin", "consent").do("purpose-recording").do("purpose-ai-assessment")
        return self.leave_by("agree", "devices")

    def come_to_question(self, link):
        return self.come_to_devices(link).leave_by("start", "question").in_state("thinking", "unopened")
