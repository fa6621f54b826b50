"""A small TCP proxy on loopback whose line can be slow, dead or cut."""
import socket
import threading
import time


class Proxy:
    """Relays to a port. `mode`: `open`, `slow` (a pause before each piece), `hang` (takes, gives nothing), `refuse`."""

    def __init__(self, upstream):
        self.upstream = upstream
        self.mode = "open"
        self.pause_seconds = 0.5
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.pairs = set()
        self.lock = threading.Lock()
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            if self.mode == "refuse":
                client.close()
                continue
            try:
                server = socket.create_connection(("127.0.0.1", self.upstream), timeout=5)
                server.settimeout(None)
            except OSError:
                client.close()
                continue
            with self.lock:
                self.pairs.add((client, server))
            for one, other in ((client, server), (server, client)):
                threading.Thread(target=self.relay, args=(one, other), daemon=True).start()

    def relay(self, source, target):
        try:
            while piece := source.recv(65536):
                while self.mode == "hang":
                    time.sleep(0.05)
                if self.mode == "slow":
                    time.sleep(self.pause_seconds)
                target.sendall(piece)
        except OSError:
            pass
        for end in (source, target):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def cut(self):
        """Ends every connection, as a broken line does."""
        with self.lock:
            pairs, self.pairs = self.pairs, set()
        for pair in pairs:
            for end in pair:
                end.close()

    def close(self):
        self.mode = "refuse"
        self.listener.close()
        self.cut()
