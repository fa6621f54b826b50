"""After the faults: is everything there, and once? Counts distinct facts, mails, dead letters and what waits."""
import collections
import time

from outside import Unexpected, wait

SERVICES = ["screening", "workflow", "gateway", "scoring", "reporting", "notification", "contracts"]


def facts(outside, topic, kind):
    """Distinct event ids per application, and how many records there were in all."""
    found, records = collections.defaultdict(set), 0
    for headers, key, _ in outside.records(topic):
        if headers.get("ce_type") == kind:
            found[key].add(headers["ce_id"])
            records += 1
    return found, records


def count(compose, outside, rows, candidates, crowd):
    """Numbers by name, and a sentence for each that is not what it must be."""
    flaws, counted = [], {}
    story = [row["applicationID"] for row in rows]
    ended = [row["applicationID"] for row in rows if row["outcome"]] + crowd
    hired = [row["applicationID"] for row in rows if row["outcome"] == "hired"]
    answers = {row["applicationID"]: len(candidate["answers"]) for row, candidate in zip(rows, candidates)}
    everything = story + crowd
    repeats = 0

    def exactly(name, topic, kind, wanted, seconds=120):
        nonlocal repeats

        def is_there():
            found, _ = facts(outside, topic, kind)
            return all(len(found[key]) >= number for key, number in wanted.items())

        try:
            wait(is_there, f"{kind} of everyone", seconds, 2)
        except Unexpected as late:
            flaws.append(str(late))
        found, records = facts(outside, topic, kind)
        repeats += records - sum(len(ids) for ids in found.values())
        counted[name] = sum(len(ids) for ids in found.values())
        flaws.extend(f"{kind} of {key}: {len(found[key])} instead of {number}"
                     for key, number in wanted.items() if len(found[key]) != number)
        flaws.extend(f"{kind} of {key}, whom nobody expected" for key in found if key not in wanted)

    once = lambda keys: {key: 1 for key in keys}  # noqa: E731
    exactly("applications admitted", "screening.screenings.v1", "application-admitted", once(everything))
    exactly("invited", "workflow.stages.v1", "interview-invited", once(everything))
    exactly("answers scored", "scoring.scorecards.v1", "answer-scored", answers)
    exactly("interviews scored", "scoring.scorecards.v1", "interview-scored", once(story))
    exactly("reports", "reporting.reports.v1", "report-compiled", once(story))
    exactly("contracts drafted", "contracts.offers.v1", "contract-drafted", once(hired))
    exactly("contracts signed", "contracts.offers.v1", "contract-signed", once(hired))
    exactly("ends", "workflow.stages.v1", "application-closed", once(ended))
    counted["records that came again under their old id"] = repeats
    mails(outside, everything, counted, flaws)
    left_over(compose, outside, counted, flaws)
    return counted, flaws


def mails(outside, everything, counted, flaws):
    """One mail per delivery that the notification service reports, none to the same person about the same twice."""
    # A mail follows the last fact by moments.
    time.sleep(5)
    delivered, _ = facts(outside, "notification.deliveries.v1", "delivery-confirmed")
    sent = outside.mails()
    counted["deliveries reported"] = sum(len(ids) for ids in delivered.values())
    counted["mails"] = len(sent)
    if counted["mails"] != counted["deliveries reported"]:
        flaws.append(f"{counted['mails']} mails for {counted['deliveries reported']} deliveries")
    ids = collections.Counter(mail["messageID"] for mail in sent)
    flaws.extend(f"a mail came {number} times" for number in ids.values() if number > 1)
    invited = collections.Counter(
        key for mail in sent for key in everything if f"/i#{key}." in mail["text"])
    flaws.extend(f"no mail to {key}" for key in everything if not invited[key])


def left_over(compose, outside, counted, flaws):
    letters = {service: len(outside.records(f"{service}.dead-letters.v1")) for service in SERVICES}
    counted["dead letters"] = sum(letters.values())
    flaws.extend(f"{number} dead letters of {service}" for service, number in letters.items() if number)
    waiting = lambda: compose.operator("outbox", "show").strip().splitlines()[-1]  # noqa: E731
    try:
        wait(lambda: waiting().startswith("0 "), "empty outboxes", 30, 2)
    except Unexpected:
        flaws.append(f"outboxes: {waiting()}")
    counted["outboxes"] = waiting()
