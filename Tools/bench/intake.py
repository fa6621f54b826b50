"""Intake: from an application sent to the candidate invited.

So many applications are published to Kafka by a client from outside; the clock runs from the first record sent until the
last `application-screened` is read from Kafka (screened), and until every candidate's mail is with the mail server and no
outbox holds anything (out). Ours and the build before that work are measured in turns, each with a PostgreSQL and a broker
of its own.
"""
import concurrent.futures
import json
import os
import pathlib
import subprocess
import time
import uuid

import measure
import places
import processes
from intake_side import BEFORE, SERVICES, before, side, until

ORDER = 8
PDF = pathlib.Path(__file__).resolve().parents[1] / "demo" / "resumes" / "carter.pdf"
#: Applications of one run, ours and the other build's: about ten seconds of work for each.
COUNTS = {"text": (6_000, 600), "json": (6_000, 600), "pdf": (1_500, 300)}
PAIRS = {"text": 3, "json": 2, "pdf": 2}
IMPORT, SINGLES, SINGLE_MILLISECONDS = 20_000, 60, 200
LARGE, LARGE_BYTES = 40, 5_000_000
SETTINGS = {
    "both": "all seven services in release with default settings on one machine, PostgreSQL with fsync, one node of Apache "
            "Kafka with acks=all, 12 partitions, one job, a mail server on loopback that counts; sender and mail server "
            "use the same two processors",
    "text, json": "a résumé of about 2 kB as text, the same as JSON Resume",
    "pdf": "a résumé of one page, 11 kB, read by pdftotext: ours in a forked child of one that stands ready in a "
           "sandbox; alone, started for each, without (bare) and with a sandbox of its own (sandbox)",
    "before": f"the build of {BEFORE}, before this was worked on",
    "counts": ", ".join(f"{form} {ours} and {theirs}" for form, (ours, theirs) in COUNTS.items())
              + " applications a run, ours and before",
    "cpu": "user and system time of the processes with what they started, by application; services: all seven",
    "large": f"{LARGE} applications with files of {LARGE_BYTES / 1e6:.0f} MB for a job that is not published yet, then the "
             "job: the most resident memory of screening",
    "import": f"{IMPORT} applications of one sender are recorded and wait; another sender's applications come one every "
              f"{SINGLE_MILLISECONDS} ms; the time from sending one to reading its application-screened",
}


def rows():
    counter = places.compiled("count_mails")
    if counter is None:
        return []
    other = before()
    result = []
    with side("ours", places.CHECKOUT, counter) as ours:
        open_job(ours)
        if other is None:
            for form in COUNTS:
                result += own(form, [run(ours, form, COUNTS[form][0]) for _ in range(PAIRS[form])])
        else:
            with side("before", other, counter) as theirs:
                open_job(theirs)
                for form in COUNTS:
                    result += beside(form, ours, theirs)
                result.append(measure.row("intake.large.memory", "MiB", [large(theirs)], "before"))
        result += alone(ours) + [measure.row("intake.large.memory", "MiB", [large(ours)])]
    return result + tool_alone()


def open_job(one):
    one.traffic("job", "bench-opening")
    run(one, "text", 100)


def run(one, form, count):
    """One import of so many applications, with its rates and the processor time of each process by application."""
    mails, used = one.mails(), one.cpu()
    told = one.traffic("run", "bench-opening", f"b{uuid.uuid4().hex[:8]}", count, PDF if form == "pdf" else form)
    until(lambda: one.mails() >= mails + count, 600, "every mail")
    end = until(lambda: one.outboxes() == 0, 60, "the outboxes to be empty")
    time.sleep(0.3)  # processor time of ended children becomes their parents'
    cpu = {name: (after - used[name]) * 1000 / count for name, after in one.cpu().items()}
    cpu["services"] = sum(cpu[name] for name in SERVICES)
    figures = {"screened": count / (told["end"] - told["begin"]), "out": count / (end - told["begin"]), "cpu": cpu}
    measure.say(f"  {one.name} {form}: {figures['screened']:.0f} screened/s, {figures['out']:.0f} out/s, CPU ms "
                + " ".join(f"{name} {value:.2f}" for name, value in cpu.items()))
    return figures


def beside(form, ours, theirs):
    mine, peer = [], []
    for number in range(PAIRS[form]):
        for turn in ((0, 1) if number % 2 == 0 else (1, 0)):
            (peer if turn else mine).append(run(theirs if turn else ours, form, COUNTS[form][turn]))
    found = own(form, mine)
    for what, unit, better in MEASURES:
        read = value_of(what)
        ratios = [read(left) / read(right) if better else read(right) / read(left) for left, right in zip(mine, peer)]
        found.append(measure.row(f"intake.{form}.{what}", unit, [read(one) for one in peer], "before",
                                 measure.median_interval(ratios)[0]))
    return found


#: What is published of a run, its unit, and whether more is better.
MEASURES = [("screened", "applications/s", True), ("out", "applications/s", True),
            ("cpu services+postgres", "ms/application", False), ("cpu screening", "ms/application", False),
            ("cpu services", "ms/application", False), ("cpu postgres", "ms/application", False),
            ("cpu kafka", "ms/application", False)]


def value_of(what):
    if not what.startswith("cpu "):
        return lambda figures: figures[what]
    return lambda figures: sum(figures["cpu"][name] for name in what[4:].split("+"))


def own(form, runs):
    return [measure.row(f"intake.{form}.{what}", unit, [value_of(what)(one) for one in runs])
            for what, unit, _ in MEASURES]


def alone(one):
    """An application that comes alone while an import waits."""
    prefix = f"b{uuid.uuid4().hex[:8]}"
    recorded = "SELECT (SELECT count(*) FROM screening.screenings) + (SELECT count(*) FROM screening.parked WHERE kind = 0)"
    already, mails = int(one.sql(recorded)), one.mails()
    one.traffic("send", "bench-opening", prefix, IMPORT, "text")
    until(lambda: int(one.sql(recorded)) >= already + IMPORT, 120, "the import to be recorded")
    waiting = int(one.sql("SELECT count(*) FROM screening.parked WHERE kind = 0"))
    seconds = one.traffic("single", "bench-opening", f"{prefix}s", SINGLES, SINGLE_MILLISECONDS)["seconds"]
    left = int(one.sql("SELECT count(*) FROM screening.parked WHERE kind = 0"))
    measure.say(f"  import: {waiting} waited at the first single application, {left} after the last")
    until(lambda: one.mails() >= mails + IMPORT + SINGLES, 600, "every mail of the import")
    return [
        measure.row("intake.single.p50", "s", seconds),
        measure.row("intake.single.p99", "s", seconds, statistic=lambda values: measure.percentile(values, 0.99)),
        measure.row("intake.single.waiting", "applications", [waiting]),
        measure.row("intake.single.left", "applications", [left]),
    ]


def large(one):
    """The most memory of screening while large applications wait for their opening and are then taken in."""
    prefix, job = f"b{uuid.uuid4().hex[:8]}", f"bench-late-{uuid.uuid4().hex[:6]}"
    most = 0

    def until_seen(count, where):
        nonlocal most
        until(lambda: grown() and int(one.sql(f"SELECT count(*) FROM {where}")) >= count, 300, "large applications")

    def grown():
        nonlocal most
        most = max(most, processes.memory_mebibytes(one.pids["screening"])[0])
        return True

    one.traffic("large", job, prefix, LARGE, LARGE_BYTES)
    until_seen(LARGE, f"screening.parked WHERE key LIKE '{prefix}%'")
    end = time.monotonic() + 10
    while time.monotonic() < end:
        grown()
        time.sleep(0.02)
    measure.say(f"  {one.name}: {most:.0f} MiB while {LARGE} large applications wait")
    one.traffic("job", job)
    until_seen(LARGE, f"screening.screenings WHERE key LIKE '{prefix}%'")
    measure.say(f"  {one.name}: {most:.0f} MiB when they were taken in")
    return most


def tool_alone():
    """pdftotext on both processors: by itself, and in the sandbox that the service gives it."""
    folder = places.KEPT / "intake-pdf"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "resume.pdf").write_bytes(PDF.read_bytes())
    bare = ["pdftotext", "-q", "-enc", "UTF-8", "-l", "60", "resume.pdf", "-"]
    found = []
    for name, command in (("bare", bare), ("sandbox", jailed(folder, bare))):
        rates = []
        for _ in range(3):
            count, begin = 200, time.monotonic()
            with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
                ends = list(pool.map(lambda _: subprocess.run(command, cwd=folder, capture_output=True), range(count)))
            if any(one.returncode or not one.stdout.strip() for one in ends):
                raise places.Stopped(f"pdftotext failed: {ends[0].stderr[-300:]}")
            rates.append(count / (time.monotonic() - begin))
        found.append(measure.row(f"intake.pdf.tool {name}", "documents/s", rates, "bare"))
    return found


def jailed(folder, command):
    """The same namespaces as Shared/Engines/Sandbox/Jail.swift makes."""
    line = ["bwrap", "--unshare-all", "--die-with-parent", "--cap-drop", "ALL"]
    for path in ("/usr", "/etc/alternatives", "/etc/ld.so.cache", "/etc/fonts", "/etc/localtime"):
        line += ["--ro-bind-try", path, path]
    for target, link in (("usr/bin", "/bin"), ("usr/sbin", "/sbin"), ("usr/lib", "/lib"), ("usr/lib64", "/lib64")):
        line += ["--symlink", target, link]
    line += ["--proc", "/proc", "--dev", "/dev", "--size", str(64 << 20), "--tmpfs", "/tmp",
             "--bind", str(folder), str(folder), "--remount-ro", "/", "--chdir", str(folder), "--"]
    return line + command


if __name__ == "__main__":
    for row in rows():
        print(json.dumps(row))
