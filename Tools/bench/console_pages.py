"""Console: HR's pages with 100,000 applications, at fifty requests a second, and the list beside the same one by Django.

Every application came in as an ATS sends it. Fifty requests a second are sent at their time, whether those before them are answered
or not, so a page that is late delays none behind it and counts as late as it was. For the rate both servers give the same bytes:
Django's template is our page, and its rows are ours.
"""
import asyncio
import contextlib
import html
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time
import uuid

import measure
import places
from http_requests import CONNECTIONS, SECONDS, _wrk as asked
from intake_side import side, until

sys.path.insert(0, str(places.CHECKOUT / "Tools/demo"))
from outside import Outside  # noqa: E402
from staff import FORM, code, form, invite  # noqa: E402

ORDER = 32
APPLICATIONS = 100_000
PER_SECOND, MEASURED_SECONDS, OPEN_AT_ONCE = 50, 10, 16
PAIRS = 5
PAGE_KIBIBYTES_MAX = 100
DJANGO = places.CHECKOUT / ".colloquy/venv-django/bin"
SETTINGS = {
    "load": f"pages: {PER_SECOND} requests a second for {MEASURED_SECONDS} s each, each at its time, by one process in Python; rate: "
            f"wrk, 1 thread, {CONNECTIONS} connections kept open, {SECONDS} s a run, {PAIRS} alternating pairs; all on the same two "
            "processors",
    "Colloquy": f"gateway in release among its services, {APPLICATIONS} applications taken in over Kafka, one of role hr signed in; names "
                "out of the vault, each look in the audit, PostgreSQL with fsync",
    "Django": "Django 5.2 LTS with its ORM, templates, sessions and sign-in under gunicorn with two workers, a connection to the same "
              "PostgreSQL kept open; the same rows and bytes with names in the clear: it decrypts nothing, writes no audit, knows one role",
}


def rows():
    if shutil.which("wrk") is None:
        measure.absent("wrk is absent")
        return []
    counter = places.compiled("count_mails")
    if counter is None:
        return []
    with side("ours", places.CHECKOUT, counter) as ours:
        prefix = fill(ours)
        outside = Outside(ours.card)
        cookie = entered(outside, ours)
        result = [row for name, page in pages(outside, cookie, ours, prefix).items() for row in at_a_rate(outside, cookie, name, page)]
        return result + beside(ours, outside, cookie)


def fill(one):
    one.traffic("job", "bench-opening")
    mails = one.mails()
    prefix, begin = f"b{uuid.uuid4().hex[:6]}", time.monotonic()
    for part in range(10):
        one.traffic("send", "bench-opening", f"{prefix}{part}", APPLICATIONS // 10, "text")
    until(lambda: int(one.sql("SELECT count(*) FROM gateway.applications")) >= APPLICATIONS, 900, "the applications", 1)
    until(lambda: one.mails() >= mails + APPLICATIONS, 900, "every mail", 1)
    until(lambda: one.outboxes() == 0, 300, "the outboxes to be empty", 1)
    one.sql("VACUUM ANALYZE gateway.applications")
    measure.say(f"  {APPLICATIONS} applications after {time.monotonic() - begin:.0f} s")
    return prefix


def entered(outside, one):
    """The cookie of somebody of role hr, asked in by the operator's tool."""
    environment = places.CHECKOUT / ".colloquy/local" / one.card["name"] / "environment.json"
    token = invite(environment, "bench", "hr", places.RELEASE / "colloquy").split("#")[1]
    _, _, page = outside.request("POST", "/hr/welcome", form(token=token), FORM)
    secret = re.search(r'data-part="secret">([A-Z2-7]+)<', page.decode())[1]
    fields = form(token=token, password="a good sentence to begin with", code=code(secret))
    _, headers, _ = outside.request("POST", "/hr/welcome/account", fields, FORM, expect=(303,))
    return headers["Set-Cookie"].split(";")[0]


def pages(outside, cookie, one, prefix):
    """(method, path, body) of each page; each request asks for another person or place where it can."""
    first = got(outside, cookie, "/hr/applications")
    guard = re.search(r'name="guard" value="([^"]+)"', first)[1]
    half = one.sql(f"SELECT number FROM gateway.applications ORDER BY number OFFSET {APPLICATIONS // 2} LIMIT 1")
    key = lambda number: f"{prefix}{number % 10}-{number * 37 % (APPLICATIONS // 10)}"  # noqa: E731
    found = {
        "list": lambda number: ("GET", "/hr/applications", b""),
        "list by stage": lambda number: ("GET", "/hr/applications?job=bench-opening&stage=interview", b""),
        "list deep": lambda number: ("GET", f"/hr/applications?after={int(half) - number * 50}", b""),
        "search": lambda number: ("POST", "/hr/applications/search", form(guard=guard, name=key(number))),
        "application": lambda number: ("GET", f"/hr/applications/{key(number)}", b""),
        "board": lambda number: ("GET", "/hr/jobs/bench-opening/board", b""),
    }
    assert key(3) in got(outside, cookie, "/hr/applications/search", found["search"](3)[2])
    return found


def got(outside, cookie, path, body=None):
    method = "GET" if body is None else "POST"
    return outside.request(method, path, body, {**FORM, "Cookie": cookie})[2].decode()


def at_a_rate(outside, cookie, name, page):
    times, size = asyncio.run(sent(outside.host, cookie, page))
    measure.say(f"  {name}: p50 {measure.percentile(times, 0.5):.1f} ms, p99 {measure.percentile(times, 0.99):.1f} ms, {size / 1024:.0f} KiB")
    if size > PAGE_KIBIBYTES_MAX * 1024:
        measure.say(f"  {name} has more than {PAGE_KIBIBYTES_MAX} KiB")
    return [
        measure.row(f"console.{name}.p50", "ms", times),
        measure.row(f"console.{name}.p99", "ms", times, statistic=lambda values: measure.percentile(values, 0.99)),
        measure.row(f"console.{name}.bytes", "KiB", [size / 1024]),
    ]


async def sent(host, cookie, page):
    """Milliseconds from when a request was due until its last byte, and the bytes of the largest page."""
    idle, times, sizes = asyncio.Queue(), [], []
    for _ in range(OPEN_AT_ONCE):
        idle.put_nowait(await asyncio.open_connection(*host.split(":")))

    async def ask(number, due):
        method, path, body = page(number)
        reader, writer = await idle.get()
        kind = f"Content-Type: {FORM['Content-Type']}\r\nSec-Fetch-Site: same-origin\r\nContent-Length: {len(body)}\r\n" if body else ""
        writer.write(f"{method} {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\nAccept-Language: en\r\n{kind}\r\n".encode() + body)
        head = await reader.readuntil(b"\r\n\r\n")
        if b" 200 " not in head.split(b"\r\n")[0]:
            raise places.Stopped(f"{path}: {head[:200]!r}")
        size = int(re.search(rb"(?i)content-length: (\d+)", head)[1])
        await reader.readexactly(size)
        times.append((time.monotonic() - due) * 1000)
        sizes.append(size)
        idle.put_nowait((reader, writer))

    for number in range(PER_SECOND):  # the first second is for what is made once
        await ask(number, time.monotonic())
    times.clear()
    begin, tasks = time.monotonic() + 0.1, []
    for number in range(PER_SECOND * MEASURED_SECONDS):
        due = begin + number / PER_SECOND
        await asyncio.sleep(max(0, due - time.monotonic()))
        tasks.append(asyncio.create_task(ask(number, due)))
    await asyncio.gather(*tasks)
    return times, max(sizes)


def beside(one, outside, cookie):
    """How many lists a second, ours and Django's in turns."""
    path = "/hr/applications"
    ours = outside.card["publicURL"] + path
    mine, theirs = [], []
    if not (DJANGO / "gunicorn").exists():
        measure.absent("Django is absent: the list is measured alone")
        mine = [asked(ours, f"Cookie: {cookie}")["rate"] for _ in range(PAIRS)]
        return [measure.row("console.list.rate", "requests/s", mine)]
    with django(one, outside, cookie) as (peer, session):
        for number in range(PAIRS + 1):  # the first pair warms both
            for turn in ((0, 1) if number % 2 == 0 else (1, 0)):
                told = asked(peer + path, f"Cookie: {session}") if turn else asked(ours, f"Cookie: {cookie}")
                if number:
                    (theirs if turn else mine).append(told["rate"])
                measure.say(f"  {'Django' if turn else 'ours'}: {told['rate']:.0f} lists/s, p99 {told['p99']:.1f} ms")
    ratios = [left / right for left, right in zip(mine, theirs)]
    return [measure.row("console.list.rate", "requests/s", mine),
            measure.row("console.list.rate", "requests/s", theirs, "Django", measure.median_interval(ratios)[0])]


@contextlib.contextmanager
def django(one, outside, cookie):
    """Django's server with our rows and our page; its address and the cookie of one signed in."""
    folder = places.KEPT / "django"
    folder.mkdir(parents=True, exist_ok=True)
    page = got(outside, cookie, "/hr/applications")
    title = html.unescape(re.search(r'<option value="bench-opening"[^>]*>([^<]+)<', page)[1])
    (folder / "page.html").write_text(template(page))
    (folder / "ours.html").write_text(page)
    variables = {**os.environ, "DJANGO_LIST_URL": one.url, "DJANGO_LIST_FOLDER": str(folder),
                 "PYTHONPATH": str(pathlib.Path(__file__).parent), "PYTHONDONTWRITEBYTECODE": "1"}
    made = subprocess.run([DJANGO / "python", "-m", "django_list", "make", title], env=variables, capture_output=True, text=True)
    if made.returncode != 0:
        raise places.Stopped(f"Django: {made.stderr[-600:]}")
    session, port = made.stdout.split()[-1], places.free_port()
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(
            [DJANGO / "gunicorn", "--workers", "2", "--bind", f"127.0.0.1:{port}", "--no-control-socket", "django_list:application"],
            env=variables, stdout=log, stderr=log)
    try:
        address, theirs = f"http://127.0.0.1:{port}", ""
        until(lambda: "Listening at" in (folder / "log").read_text(), 30, "Django to listen")
        theirs = subprocess.run(["curl", "-sS", "-H", f"Cookie: {session}", f"{address}/hr/applications"], capture_output=True, text=True).stdout
        if abs(len(theirs) - len(page)) > len(page) * 0.02 or theirs.count("<li") != page.count("<li"):
            raise places.Stopped(f"Django's page has {len(theirs)} characters, ours {len(page)}: see {folder}")
        yield address, session
    finally:
        server.terminate()
        server.wait()


def template(page):
    """Our page as a template of Django's: what a row says of its application becomes the row's variables."""
    lines = re.search(r'(?s)(<ol class="lines">\n)(.*?)(</ol>)', page)
    row = re.search(r"(?s)<li.*?</li>\n?", lines[2])[0]
    key, name = re.search(r'data-id="([^"]+)"', row)[1], re.search(r"<strong>([^<]+)</strong>", row)[1]
    updated = re.findall(r'<span class="hint">([^<]+)</span>', row)[-1]
    title = re.search(r"</p>\n<p>([^<]+)<span", row)[1]
    row = row.replace(html.escape(name), "{{ a.name }}").replace(key, "{{ a.key }}").replace(f"<p>{title}<", "<p>{{ a.job.title }}<")
    row = row.replace(updated, '{{ a.updated|date:"j F Y, H:i" }} (UTC+8)')
    return page.replace(lines[0], lines[1] + "{% for a in applications %}" + row + "{% endfor %}" + lines[3])
