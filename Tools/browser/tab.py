"""A tab that can be hidden and put to sleep as a phone does it.

The driver keeps its own pages visible for ever, and Chromium freezes no page that is seen. So this one is made and spoken to
by the debugging protocol alone, beside the driver's pages.
"""
import contextlib
import json
import time

from reader import Unseen


class Tab:
    def __init__(self, devtools, context, address):
        self.devtools, self.number, self.answers, self.listeners = devtools, 0, {}, {}
        devtools.on("Target.receivedMessageFromTarget", self._heard)
        self.target = devtools.send("Target.createTarget", {"url": address, "browserContextId": context})["targetId"]
        self.session = devtools.send("Target.attachToTarget", {"targetId": self.target, "flatten": False})["sessionId"]

    def _heard(self, event):
        message = json.loads(event["message"])
        if event["sessionId"] != self.session:
            return
        if "id" in message:
            self.answers[message["id"]] = message
        elif message["method"] in self.listeners:
            self.listeners[message["method"]](message["params"])

    def on(self, event, listener):
        self.listeners[event] = listener

    def send(self, method, words=None, seconds=20):
        self.number += 1
        message = json.dumps({"id": self.number, "method": method, "params": words or {}})
        self.devtools.send("Target.sendMessageToTarget", {"sessionId": self.session, "message": message})
        end = time.monotonic() + seconds
        while self.number not in self.answers:
            if time.monotonic() > end:
                raise Unseen(f"the tab does not answer {method}")
            # The driver hears while it is asked something.
            self.devtools.send("Target.getTargetInfo", {"targetId": self.target})
            time.sleep(0.02)
        return self.answers.pop(self.number).get("result", {})

    def value(self, expression):
        return self.send("Runtime.evaluate", {"expression": expression, "returnByValue": True}).get("result", {}).get("value")

    def until(self, expression, seconds=30):
        end = time.monotonic() + seconds
        while not self.value(expression):
            if time.monotonic() > end:
                seen = self.value("document.body?.dataset.page + '/' + document.body?.dataset.state")
                raise Unseen(f"waited for {expression}, the tab shows {seen}")
            time.sleep(0.1)
        return self

    def at(self, page):
        return self.until(f"document.body?.dataset.page === '{page}' && document.readyState === 'complete'")

    def do(self, name):
        button = f"document.querySelector('[data-do=\"{name}\"]')"
        self.until(f"{button} && !{button}.disabled")
        self.value(f"{button}.click()")
        return self

    def show(self):
        self.devtools.send("Target.activateTarget", {"targetId": self.target})
        return self.until("document.visibilityState === 'visible'")

    def hide(self, behind):
        """Another tab comes before it."""
        self.devtools.send("Target.activateTarget", {"targetId": behind.target})
        return self.until("document.visibilityState === 'hidden'")

    def freeze(self, seconds):
        """Nothing runs in it for so long."""
        self.send("Page.setWebLifecycleState", {"state": "frozen"})
        time.sleep(seconds)
        self.send("Page.setWebLifecycleState", {"state": "active"})
        return self


@contextlib.contextmanager
def tabs(browser, origin):
    """Two tabs of one window, in a profile of their own that may use camera and microphone."""
    devtools = browser.new_browser_cdp_session()
    context = devtools.send("Target.createBrowserContext")["browserContextId"]
    try:
        devtools.send("Browser.grantPermissions", {
            "origin": origin, "browserContextId": context, "permissions": ["videoCapture", "audioCapture"]})
        yield Tab(devtools, context, "about:blank"), Tab(devtools, context, "about:blank")
    finally:
        devtools.send("Target.disposeBrowserContext", {"browserContextId": context})
        devtools.detach()
