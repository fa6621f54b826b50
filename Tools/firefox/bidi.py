"""WebDriver BiDi, the protocol that Firefox speaks by itself: commands and events as JSON over a WebSocket."""
import itertools
import json
import time

from reader import Unseen


class Refused(Exception):
    """The browser does not do what it was told; the text has its words."""


class BiDi:
    def __init__(self, socket):
        self.socket = socket
        self.numbers = itertools.count(1)
        # Each is given the name and the words of every event.
        self.listeners = []

    def send(self, method, seconds=30, **words):
        """The answer to a command; what happens meanwhile is told to the listeners."""
        number = next(self.numbers)
        self.socket.send(json.dumps({"id": number, "method": method, "params": words}))
        end = time.monotonic() + seconds
        while True:
            try:
                message = json.loads(self.socket.recv(timeout=max(0.1, end - time.monotonic())))
            except TimeoutError as error:
                raise Unseen(f"Firefox does not answer {method}") from error
            if message["type"] == "event":
                for listener in list(self.listeners):
                    listener(message["method"], message["params"])
            elif message["id"] == number:
                if message["type"] == "error":
                    raise Refused(f"{method}: {message['error']}: {message['message']}")
                return message["result"]
