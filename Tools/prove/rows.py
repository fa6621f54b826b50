"""The table of faults, and what a fault works with. A row ends when its fault is over; the load goes on until something comes out."""
import time

ROWS = []


def row(title, long=False, needs=None, load=None):
    """Puts a fault into the table. `long`: only with LONG=1. `needs`: says why it cannot be done here, or nothing."""
    def put(body):
        ROWS.append({"title": title, "body": body, "long": long, "needs": needs, "load": load or {}})
        return body
    return put


class Round:
    """What a row works with, and what it reports: how often the fault was injected, when it was over."""

    def __init__(self, house, load, dice, is_long):
        self.house, self.load, self.dice, self.is_long = house, load, dice, is_long
        self.injected = 0
        self.over_at = None
        self.notes, self.trouble = [], []

    def over(self):
        self.over_at = time.monotonic()

    def times(self, quick, long):
        return long if self.is_long else quick

    def crash(self, service):
        """Counts a kill, so that the checker allows the repetition that it may cause outside."""
        self.injected += 1
        self.load.ledger.write({"type": "crash", "service": service})

    def kill(self, name):
        process = self.house.members[name]
        self.crash(process.service)
        process.kill()
        self.over()
        self.house.tend()
