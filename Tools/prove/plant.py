"""Does the checker find what is wrong? Fourteen faults, one for each invariant, planted in the real data of a finished run."""
import json
import time
import uuid

from stage import Broken


def names(house, ledger):
    """Plants everything; gives, for each invariant, what its complaint must contain."""
    sql = house.database.psql
    wanted = {}

    def one(query, what):
        found = sql(query)
        if not found:
            raise Broken(f"there is nothing to plant in: {what}")
        return found[0].split("\t")

    # Waiting applications, one for each fault that needs one, so that no fault hides another.
    waiting = [line.split("\t") for line in sql(
        "select a.key, a.state ->> 'candidateID', a.job_id from workflow.applications a "
        "join vault.fields f on f.candidate_id = a.state ->> 'candidateID' and f.name = 'email' "
        "where a.stage <> 'closed' order by a.key desc offset 3 limit 6")]
    if len(waiting) < 6:
        raise Broken("there are not six waiting applications to plant faults in")
    lost, twice, jumped, renamed, erased, unread = waiting

    sql(f"delete from workflow.applications where key = '{lost[0]}'; delete from screening.screenings where key = '{lost[0]}';"
        f"delete from workflow.parked where key = '{lost[0]}'")
    wanted[1] = lost[0]
    publish(house, "screening.screenings.v1", twice[0], "application-admitted", "screening", {
        "applicationID": twice[0], "jobID": twice[2], "candidateID": twice[1], "language": "en"})
    wanted[2] = twice[0]
    ledger.write({"type": "application-received", "key": "planted-nowhere", "result": "ok"})
    wanted[3] = "on neither side"
    delivery = one("select d.key from notification.correspondences c, json_each(c.state -> 'deliveries') d "
                   "where d.value #>> '{}' = 'delivered' limit 1", "deliveries")[0]
    import hashlib
    mark = hashlib.sha256(delivery.encode()).hexdigest()[:32]
    for mail in house.mails.glob("*.eml"):
        if mark in mail.read_text(errors="replace"):
            mail.unlink()
    wanted[4] = delivery
    sql("delete from workflow.inbox where event_id = (select event_id from workflow.inbox order by event_id desc limit 1)")
    sql("delete from workflow.inbox where ctid in (select ctid from workflow.inbox limit 20)")
    wanted[5] = "workflow: "
    sql("insert into workflow.outbox (owner, lane, number, piece, body) values (gen_random_uuid(), 0, 1, 1, '\\x00')")
    wanted[6] = "workflow: 1 blocks"
    publish(house, "workflow.stages.v1", jumped[0], "stage-changed", "workflow", {
        "applicationID": jumped[0], "jobID": jumped[2], "from": "offer", "to": "contract", "reason": "planted"})
    wanted[7] = jumped[0]
    publish(house, "ats.applications.v1", "planted-unread", "application-withdrawn", None, {"applicationID": "planted-unread"})
    wanted[8] = "ats.applications.v1"
    sql(f"update gateway.applications set job_id = 'planted-job' where key = '{renamed[0]}'")
    wanted[9] = renamed[0]
    sql("insert into workflow.parked (id, kind, name, key, payload, is_sealed, cause, headers, due_at, leased_until) values "
        "(gen_random_uuid(), 1, 'planted', 'planted', '', false, '{}', '[]', now() - interval '1 hour', now() - interval '30 minutes')")
    wanted[10] = "planted"
    blob = next((path for path in sorted(house.vault.rglob("*.1")) if path.is_file()), None)
    if blob is None:
        raise Broken("there is no file to plant a fault in")
    content = bytearray(blob.read_bytes())
    content[len(content) // 2] ^= 1
    blob.write_bytes(content)
    wanted[11] = "not to be read"
    canary = next(json.loads(line)["text"] for line in ledger.path.read_text().splitlines() if '"canary"' in line)
    with open(house.logs / "screening-1.log", "a") as log:
        log.write(json.dumps({"message": "planted", "to": canary}) + "\n")
    wanted[12] = "screening-1.log"
    sql(f"update vault.keys set wrapped = null, destroyed_at = now() where candidate_id = '{erased[1]}'")
    wanted[13] = erased[1]
    sql(f"set session_replication_role = replica; delete from vault.audit where candidate_id = '{unread[1]}' and actor = 'notification'")
    wanted[14] = unread[1]
    return wanted


def publish(house, topic, key, kind, service, value):
    """A record as one of ours would write it."""
    from confluent_kafka import Producer
    producer = Producer({"bootstrap.servers": house.broker.servers, "acks": "all", "log_level": 2})
    source = f"/colloquy/{service}" if service else "/prove"
    # One of ours has a UUID of version 8, and a cause that is there.
    own = uuid.uuid4().hex
    event_id = f"{own[:8]}-{own[8:12]}-8{own[13:16]}-8{own[17:20]}-{own[20:]}" if service else str(uuid.uuid4())
    headers = [("ce_specversion", "1.0"), ("ce_id", event_id), ("ce_type", kind), ("ce_source", source),
               ("ce_time", time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())), ("content-type", "application/json")]
    producer.produce(topic, json.dumps(value).encode(), key.encode(), headers=headers)
    if producer.flush(30):
        raise Broken("the broker did not take a planted record")


def check(house, ledger, verify):
    """(found, planted, what was missed) after planting in a house whose services have ended."""
    before = {number: set(violations) for number, violations in verify().items()}
    for name in list(house.members):
        house.remove(name)
    wanted = names(house, ledger)
    after = verify(wait=0)
    missed = []
    for number, text in sorted(wanted.items()):
        fresh = set(after[number]) - before[number]
        if not any(text in violation for violation in fresh):
            missed.append(f"I{number} ({text})")
    return len(wanted) - len(missed), len(wanted), missed
