"""Processor time and memory of processes, from /proc."""
import os
import pathlib

_TICKS = os.sysconf("SC_CLK_TCK")


def tree(pid):
    """A process and all that descend from it, as long as they live."""
    found, waiting = [], [pid]
    while waiting:
        one = waiting.pop()
        found.append(one)
        try:
            for task in pathlib.Path(f"/proc/{one}/task").iterdir():
                waiting += [int(child) for child in (task / "children").read_text().split()]
        except OSError:
            continue
    return found


def cpu_seconds(*pids):
    """Processor seconds of these processes, all that descend from them, and what of those has ended already."""
    total = 0
    for pid in {one for pid in pids for one in tree(pid)}:
        try:
            # The second field is the name in brackets and may hold spaces; user, system and both of ended children.
            fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        total += sum(int(field) for field in fields[11:15])
    return total / _TICKS


def memory_mebibytes(pid):
    """(resident, proportional) memory of one process: shared pages counted in full, and by the share of their users."""
    amounts = {}
    for line in pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        name, _, rest = line.partition(":")
        if name in ("Rss", "Pss"):
            amounts[name] = int(rest.split()[0]) / 1024
    return amounts["Rss"], amounts["Pss"]


def named(name, among):
    """The pid of the process with this program name among a tree; None when there is none."""
    for pid in among:
        try:
            if pathlib.Path(f"/proc/{pid}/comm").read_text().strip() == name[:15]:
                return pid
        except OSError:
            continue
    return None
