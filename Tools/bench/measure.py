"""What measuring needs in every bench module: medians with their uncertainty, pairs that alternate, rows of the result.

The machine is shared and noisy, so nothing here reports a mean or a single run.
"""
import random
import statistics
import time

FIELDS = ("name", "unit", "value", "low", "high", "n", "peer", "ratio")
PEERS = ("", "before", "Django", "go-expert", "spring-batch", "watermill", "aiokafka", "pgbench-floor", "bare", "synced",
         "after")

_absent = []
_start = time.monotonic()


def say(sentence):
    """Progress, with the seconds since the start."""
    print(f"bench {time.monotonic() - _start:7.1f} s  {sentence}", flush=True)


def absent(sentence):
    """Something to compare with is not on this machine: said now and in the page; its row is left out."""
    _absent.append(sentence)
    say(sentence)


def take_absent():
    """What has been missing since the last call."""
    found = list(_absent)
    _absent.clear()
    return found


def percentile(values, share):
    """The value below which this share (0 to 1) of the values lies, interpolated."""
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def median_interval(values, statistic=statistics.median, rounds=1000):
    """(statistic, low, high): the statistic with its 95 % bootstrap interval; for one value that value thrice."""
    if len(values) < 2:
        return values[0], values[0], values[0]
    dice = random.Random(1)
    drawn = [statistic(dice.choices(values, k=len(values))) for _ in range(rounds)]
    return statistic(values), percentile(drawn, 0.025), percentile(drawn, 0.975)


def row(name, unit, values, peer="", ratio=None, statistic=statistics.median):
    """A row from the values measured: their median (or other statistic) with a 95 % interval."""
    value, low, high = median_interval(values, statistic)
    return {"name": name, "unit": unit, "value": significant(value), "low": significant(low),
            "high": significant(high), "n": len(values), "peer": peer,
            "ratio": None if ratio is None else significant(ratio, 3)}


def significant(number, digits=4):
    """Rounded to so many significant digits: more would be noise."""
    return float(f"{number:.{digits}g}")


class Pairs:
    """What alternating runs gave: the values of both sides, and what one side measured against itself."""

    def __init__(self, ours, theirs, control):
        self.ours = ours
        self.theirs = theirs
        #: Ratios of our side with itself, measured the same way: what lies inside this band is no difference.
        self.control = control

    def ratio(self, lower_is_better=False):
        """Median of the ratios of the pairs, so that more than 1 speaks for us."""
        return statistics.median(self.ratios(lower_is_better))

    def ratios(self, lower_is_better=False):
        if lower_is_better:
            return [theirs / ours for ours, theirs in zip(self.ours, self.theirs)]
        return [ours / theirs for ours, theirs in zip(self.ours, self.theirs)]


def alternate(ours, theirs, pairs=5, control=2):
    """Measures A B B A A B … so that a slow minute hits both sides alike, then A A pairs as a control.

    `ours` and `theirs` do one run each and return its figure.
    """
    left, right = [], []
    for number in range(pairs):
        for side in ((0, 1) if number % 2 == 0 else (1, 0)):
            (right if side else left).append(theirs() if side else ours())
    band = [ours() / ours() for _ in range(control)]
    return Pairs(left, right, band)


def check(rows):
    """Raises ValueError when a row has not exactly the agreed fields."""
    for one in rows:
        if tuple(sorted(one)) != tuple(sorted(FIELDS)):
            raise ValueError(f"a row has the fields {sorted(one)}, not {sorted(FIELDS)}")
        if one["peer"] not in PEERS:
            raise ValueError(f"{one['name']}: there is no peer '{one['peer']}'")
    return rows
