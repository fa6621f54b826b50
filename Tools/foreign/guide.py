"""docs/ats/: every producer of the guide really run, and every kind of wrong event answered as docs/ats.md says."""
import concurrent.futures
import json
import pathlib
import subprocess
import sys
import uuid

from tools import JS, PYTHON, Skipped

CHECKOUT = pathlib.Path(__file__).resolve().parents[2]
GUIDE = CHECKOUT / "docs/ats"
sys.path.insert(0, str(CHECKOUT / "Tools/demo"))
from outside import Unexpected, wait  # noqa: E402


class Guide:
    def __init__(self, outside, folder):
        self.outside, self.folder = outside, folder
        self.brokers = outside.card["bootstrapServers"]
        self.url = outside.card["publicURL"]
        self.job = f"guide-{uuid.uuid4().hex[:8]}"

    def data(self, name, **changes):
        """One of the guide's files under names of this run."""
        value = json.loads((GUIDE / name).read_text())
        value.update(changes)
        file = self.folder / f"{uuid.uuid4().hex}.json"
        file.write_text(json.dumps(value, indent=2))
        return str(file)

    def application(self, application_id, **changes):
        return self.data("application.json", applicationID=application_id, jobID=self.job, **changes)

    def run(self, *command):
        environment = {"PATH": "/usr/bin:/bin:/usr/local/bin", "COLLOQUY_KEY": self.outside.card["apiKeys"]["ats"]}
        done = subprocess.run(
            [str(word) for word in command], capture_output=True, text=True, timeout=60, env=environment)
        if done.returncode != 0:
            raise Unexpected(f"{command[0]} {command[1]} ended with {done.returncode}: {done.stdout}{done.stderr}")
        return done.stdout.strip()

    def javascript(self, *words):
        """The guide's program beside the modules that `npm install cloudevents kafkajs` would bring."""
        if JS is None:
            raise Skipped("the JavaScript tools of ../shared/tools are not here, or the Node they need")
        program = self.folder / "produce-cloudevents.mjs"
        # Once: several run side by side, and one that starts while the program is written anew would do nothing and succeed.
        if not program.exists():
            program.write_text((GUIDE / "produce-cloudevents.mjs").read_text())
            (self.folder / "node_modules").symlink_to(JS / "node_modules")
        return self.run("node", program, *words)

    def producers(self):
        """(name, call with application and file) of every way in."""
        topic, kind = "ats.applications.v1", "application-received"
        ways = {
            "kcat": lambda key, file: self.run(GUIDE / "produce-kcat.sh", self.brokers, topic, key, kind, file),
            "confluent-kafka, binary": lambda key, file: self.run(
                PYTHON, GUIDE / "produce_confluent.py", self.brokers, topic, key, kind, file),
            "confluent-kafka, structured": lambda key, file: self.run(
                PYTHON, GUIDE / "produce_confluent.py", self.brokers, topic, key, kind, file, "--structured"),
            "aiokafka, binary": lambda key, file: self.run(
                PYTHON, GUIDE / "produce_aiokafka.py", self.brokers, topic, key, kind, file),
            "aiokafka, structured": lambda key, file: self.run(
                PYTHON, GUIDE / "produce_aiokafka.py", self.brokers, topic, key, kind, file, "--structured"),
        }
        for mode in ("binary", "structured", "batch"):
            ways[f"curl, {mode}"] = lambda key, file, mode=mode: self.run(
                GUIDE / "post-curl.sh", self.url, kind, file, mode)
        for mode in ("binary", "structured"):
            ways[f"kafkajs, {mode}"] = lambda key, file, mode=mode: self.javascript(
                "kafka", self.brokers, topic, key, mode, kind, file)
            ways[f"JavaScript over HTTP, {mode}"] = lambda key, file, mode=mode: self.javascript(
                "http", self.url, mode, kind, file)
        return ways

    def open(self):
        self.run(GUIDE / "produce-kcat.sh", self.brokers, "ats.jobs.v1", self.job, "job-opened",
                 self.data("opening.json", jobID=self.job))

    def screened(self, application_ids, seconds=40):
        """Which of these were admitted and screened."""
        def done():
            kinds = self.facts("screening.screenings.v1")
            return all({"application-admitted", "application-screened"} <= kinds.get(one, {}).keys()
                       for one in application_ids)
        wait(done, "every application to be screened", seconds, 0.5)

    def heard(self, wanted, seconds=60):
        """The applications whose admission the guide's reader printed; it is ended as soon as it has heard of all."""
        command = [PYTHON, GUIDE / "follow_topics.py", self.brokers, f"follow-{uuid.uuid4().hex}",
                   "--seconds", str(seconds)]
        heard = set()
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as reader:
            for line in reader.stdout:
                fact = json.loads(line)
                if fact["type"] == "application-admitted":
                    heard.add(fact["application"])
                if heard >= set(wanted):
                    reader.terminate()
        return heard

    def facts(self, topic):
        """The facts on a topic: key → type → list of data."""
        found = {}
        for headers, key, value in self.outside.records(topic):
            found.setdefault(key, {}).setdefault(headers["ce_type"], []).append(json.loads(value))
        return found


def producers(outside, folder):
    guide = Guide(outside, folder)
    guide.open()
    ways = guide.producers()
    keys = {name: f"{guide.job}-{number}" for number, name in enumerate(ways)}
    ran, skipped = {}, {}

    def produce(name):
        try:
            ways[name](keys[name], guide.application(keys[name]))
            ran[name] = keys[name]
        except Skipped as reason:
            skipped[name] = str(reason)

    # By itself first: it puts the program beside its modules.
    produce("kafkajs, binary")
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        list(pool.map(produce, [name for name in ways if name != "kafkajs, binary"]))
    guide.screened(ran.values())
    return {"ran": sorted(ran), "skipped": skipped, "notHeard": sorted(set(ran.values()) - guide.heard(ran.values()))}
