"""List: what a page of the list of applications costs, with few applications and with a million.

Ours and the build before that work answer in turns at the same number of rows, each from a PostgreSQL of its own. Then ours
is given a million rows and asked in every order and with every filter.
"""
import json
import pathlib
import shutil

import intake
import measure
import places
from http_requests import CONNECTIONS, PAGE, SECONDS, _wrk as asked
from intake_side import BEFORE, before, side

ORDER = 31
FEW, MANY = 300, 1_000_000
PAIRS = 5
OTHER_PAGES = str(pathlib.Path(__file__).with_name("other_pages.lua"))
ROUNDS = 3
SETTINGS = {
    "load": f"wrk, 1 thread, {CONNECTIONS} connections kept open, {SECONDS} s a run, {PAIRS} alternating pairs at {FEW} rows, "
            f"{ROUNDS} rounds at {MANY}, on the same two processors",
    "both": f"gateway in release among its services, API key of role hr, pages of {PAGE} applications with their names out of the "
            "vault, each look in the audit, PostgreSQL with fsync",
    "few": "all ask for the first page; those who ask at the same moment share it",
    "other pages": "each request asks for another page than the one before it, so next to nothing is shared",
    "before": f"the build of {BEFORE}, before this was worked on",
    "many": f"the {FEW} applications copied in the database, whole rows, until there are {MANY}; their candidates stay the {FEW}",
    "deep": "the page after half of all rows",
}


def rows():
    if shutil.which("wrk") is None:
        measure.absent("wrk is absent")
        return []
    counter = places.compiled("count_mails")
    other = before()
    if counter is None:
        return []
    result = []
    with side("ours", places.CHECKOUT, counter) as ours:
        fill(ours)
        if other is None:
            mine = [ask(ours) for _ in range(PAIRS)]
        else:
            with side("before", other, counter) as theirs:
                fill(theirs)
                mine, peer = [], []
                for number in range(PAIRS):
                    for turn in ((0, 1) if number % 2 == 0 else (1, 0)):
                        (peer if turn else mine).append(ask(theirs if turn else ours))
            for what, unit in (("rate", "requests/s"), ("p99", "ms")):
                ratios = [left[what] / right[what] if what == "rate" else right[what] / left[what]
                          for left, right in zip(mine, peer)]
                result.append(measure.row(f"list.few.{what}", unit, [one[what] for one in peer], "before",
                                          measure.median_interval(ratios)[0]))
        others = [ask(ours, script=OTHER_PAGES) for _ in range(ROUNDS)]
        result += [measure.row("list.few.rate", "requests/s", [one["rate"] for one in mine]),
                   measure.row("list.few.p99", "ms", [one["p99"] for one in mine]),
                   measure.row("list.few.other pages.rate", "requests/s", [one["rate"] for one in others])]
        return result + many(ours)


def fill(one):
    one.traffic("job", "bench-opening")
    intake.run(one, "text", FEW)


def ask(one, query="", script=None):
    url = f"{one.card['publicURL']}/v1/applications?limit={PAGE}{query}"
    key = f"Authorization: Bearer {one.card['apiKeys']['hr']}"
    asked(url, key, 1)
    told = asked(url, key, script=script)
    measure.say(f"  {one.name} {query or ('other pages' if script else 'oldest')}: {told['rate']:.0f} requests/s, p99 {told['p99']:.1f} ms")
    return told


def many(one):
    """Every order and filter at a million rows, beside the few rows of a moment ago on the same machine."""
    there = int(one.sql("SELECT count(*) FROM gateway.applications"))
    queries = {"oldest": "", "newest": "&order=newest", "by job": "&jobID=bench-opening",
               "by stage": "&stage=interview&order=newest"}
    few = {name: [ask(one, query) for _ in range(ROUNDS)] for name, query in queries.items()}
    for part in range(10):
        one.sql(f"""
            INSERT INTO gateway.applications (key, version, state, job_id, stage, candidate_id, line)
            SELECT 'copy-{part}-' || n, 1, a.state, a.job_id, a.stage, a.candidate_id, a.line
            FROM generate_series(1, {(MANY - there) // 10}) AS n
            JOIN (SELECT *, row_number() OVER (ORDER BY number) - 1 AS place FROM gateway.applications
                WHERE key NOT LIKE 'copy-%') AS a ON a.place = n % {there}""")
    one.sql("VACUUM ANALYZE gateway.applications")
    half = one.sql(f"SELECT number FROM gateway.applications ORDER BY number OFFSET {MANY // 2} LIMIT 1")
    queries["deep"], few["deep"] = f"&cursor={half}", few["oldest"]
    result = [measure.row("list.many.rows", "applications", [int(one.sql("SELECT count(*) FROM gateway.applications"))])]
    for name, query in queries.items():
        found = [ask(one, query) for _ in range(ROUNDS)]
        result.append(measure.row(f"list.many.{name}.rate", "requests/s", [told["rate"] for told in found]))
        result.append(measure.row(f"list.many.{name}.time of few", "times", [
            left["rate"] / right["rate"] for left, right in zip(few[name], found)]))
    return result


if __name__ == "__main__":
    for row in rows():
        print(json.dumps(row))
