"""What must not happen on a page of ours, in any case: errors, blocked loads, requests to anybody else."""
import urllib.parse


class Watch:
    """Listens to one browser context and keeps a sentence for everything that is wrong."""

    def __init__(self, context, origin):
        self.origin = origin
        self.flaws = []
        # Statuses beyond 399 that a case provokes and expects.
        self.expected = set()
        self.is_offline = False
        self.may_crash = False
        context.on("request", self._request)
        context.on("response", self._response)
        context.on("requestfailed", self._failed)
        context.on("console", self._console)
        context.on("weberror", lambda error: self._note(f"a script threw {error.error}"))
        context.on("page", lambda page: page.on("crash", lambda _: self._crashed()))

    def _note(self, sentence):
        self.flaws.append(sentence)

    def _request(self, request):
        parts = urllib.parse.urlsplit(request.url)
        if parts.scheme not in ("blob", "data", "chrome") and f"{parts.scheme}://{parts.netloc}" != self.origin:
            self._note(f"a request to somebody else: {request.url[:200]}")

    def _response(self, response):
        if response.status >= 400 and response.status not in self.expected:
            self._note(f"{response.request.method} {path(response.url)} answered {response.status}")

    def _failed(self, request):
        # What a page asked for and left behind by going on is no flaw; what did not get through is.
        reason = request.failure or ""
        if "ERR_ABORTED" not in reason and not self.is_offline:
            self._note(f"{request.method} {path(request.url)} failed: {reason}")

    def _crashed(self):
        if not self.may_crash:
            self._note("the page crashed")

    def _console(self, message):
        # The browser says this of every status beyond 399, which is looked at above, and of a line that was cut on purpose.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self._note(f"the console says: {message.text[:300]}")


def path(url):
    return urllib.parse.urlsplit(url).path
