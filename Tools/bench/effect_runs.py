"""One run of `consume.effect` with each program, its figures and its check."""
import json
import os
import pathlib
import re
import subprocess
import time

import places
import processes

CHECKOUT = places.CHECKOUT
PYTHON = CHECKOUT / ".colloquy" / "venv-test" / "bin" / "python"
AIOKAFKA = CHECKOUT / ".colloquy" / "venv-bench" / "bin" / "python"
TOPICS = pathlib.Path(__file__).with_name("effect_topics.py")
RUN_SECONDS_MAX = 300


class Wrong(Exception):
    """A run that failed, or whose check found faults: it gives no figure."""


class Place:
    """Database and broker of the runs, and the peers where they are at hand."""

    def __init__(self, variables, name):
        self.servers = variables["KAFKA_BOOTSTRAP_SERVERS"]
        administrator = variables["POSTGRES_ADMIN_URL"]
        self.url = re.sub(r"/postgres$", "/bench", administrator)
        self.variables = {**os.environ, "KAFKA_BOOTSTRAP_SERVERS": self.servers}
        self.sql(administrator, "CREATE DATABASE bench")
        root = CHECKOUT / ".colloquy" / "local" / name
        self.postgres = int((root / "postgres" / "data" / "postmaster.pid").read_text().split()[0])
        self.broker = broker_pid(str(root))
        self.peers = peers()

    def sql(self, url, text):
        subprocess.run(["psql", "-qX", url, "-c", text], check=True, capture_output=True)

    def topics(self, *words):
        done = subprocess.run([PYTHON, TOPICS, *map(str, words)], env=self.variables, capture_output=True, text=True)
        if done.returncode and not done.stdout.startswith("{"):
            raise Wrong(f"effect_topics {words[0]}: {done.stderr[-500:]}")
        return done.stdout

    def ours(self, count, batch=1000, lanes=8, filler="pieces", check=True):
        self.topics("fill", count)
        self.topics("reset")
        self.sql(self.url, "DROP SCHEMA IF EXISTS bench CASCADE")
        self.sql(self.url, "CHECKPOINT")
        variables = {
            "KAFKA_BOOTSTRAP_SERVERS": self.servers, "POSTGRES_URL": self.url, "VAULT_KEK": "1:" + "A" * 43 + "=",
            "TOPIC_PARTITION_COUNT": "8", "LANE_COUNT": str(lanes), "BATCH_COUNT_MAX": str(batch),
            "LINGER_MILLISECONDS": "30", "LOG_LEVEL": "warning", "BENCH_EVENT_COUNT": str(count),
            "BENCH_FILLER": filler, "PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"),
        }
        figures = self.measured([str(places.RELEASE / "effect-bench")], variables, count)
        if check:
            self.demand(json.loads(self.topics("check", count, self.url)))
        return figures

    def expert(self, count):
        """The hand-tuned Go service at its best settings."""
        return self.peer(count, ["expert", "--batch=1000", "--lanes=8", "--inbox=optimistic", "--linger=30ms"])

    def watermill(self, count):
        return self.peer(count, ["watermill", "--lanes=1", "--batch=100"])

    def peer(self, count, words):
        common = [f"--bootstrap={self.servers}", f"--postgres={self.url}", f"--n={count}"]
        return self.checked(count, [str(self.peers / "peers"), *words, *common])

    def spring(self, count):
        common = [f"--bootstrap={self.servers}", f"--postgres={self.url}", f"--n={count}"]
        command = ["java", "-Xmx1g", "-jar", str(self.peers / "spring-peer.jar"), "--mode=batch", "--lanes=8", "--batch=500"]
        return self.checked(count, command + common)

    def aiokafka(self, count):
        script = pathlib.Path(__file__).with_name("aiokafka_peer.py")
        return self.checked(count, [str(AIOKAFKA), str(script), self.servers, self.url, str(count)])

    def checked(self, count, command):
        """A run between the peers' own fill and check; without them, with our topics and no check."""
        common = [f"--bootstrap={self.servers}", f"--postgres={self.url}", f"--n={count}"]
        self.topics("fill", count)
        if self.peers:
            subprocess.run([self.peers / "peers", "fill", *common], check=True, capture_output=True)
        else:
            self.topics("reset")
        self.sql(self.url, "CHECKPOINT")
        figures = self.measured(command, self.variables, count)
        if self.peers:
            done = subprocess.run([self.peers / "peers", "check", *common], capture_output=True, text=True)
            self.demand(json.loads(done.stdout.splitlines()[-1]))
        return figures

    def measured(self, command, variables, count):
        """What the program prints, with the processor time of database and broker meanwhile, in µs per event."""
        before = self.used()
        try:
            done = subprocess.run(command, env=variables, capture_output=True, text=True, timeout=RUN_SECONDS_MAX, cwd="/")
        except subprocess.TimeoutExpired:
            raise Wrong(f"{pathlib.Path(command[0]).name} did not end within {RUN_SECONDS_MAX} s") from None
        time.sleep(0.3)  # backends end, and their time becomes the postmaster's
        after = self.used()
        lines = [line for line in done.stdout.splitlines() if line.startswith("{") and "published_per_s" in line]
        if not lines:
            raise Wrong(f"{pathlib.Path(command[0]).name} failed: {(done.stdout + done.stderr)[-500:]}")
        figures = json.loads(lines[-1])
        return {
            "events/s": figures["published_per_s"], "client": figures["cpu_us_per_event"],
            "postgres": (after[0] - before[0]) * 1e6 / count, "kafka": (after[1] - before[1]) * 1e6 / count,
        }

    def used(self):
        return processes.cpu_seconds(self.postgres), processes.cpu_seconds(self.broker)

    @staticmethod
    def demand(answer):
        if not answer["check"]:
            raise Wrong(f"the check found faults: {answer['faults']}")


def broker_pid(root):
    for entry in pathlib.Path("/proc").iterdir():
        try:
            line = (entry / "cmdline").read_bytes() if entry.name.isdigit() else b""
        except OSError:
            continue
        if f"{root}/kafka/server.properties".encode() in line and b"java" in line.split(b"\0")[0]:
            return int(entry.name)
    raise Wrong("the broker's process was not found: this is measured on Apache Kafka alone")


def peers():
    """The folder with the built peers; None when they are not at hand."""
    unpack = CHECKOUT.parent / "shared" / "peers" / "unpack"
    if not os.access(unpack, os.X_OK):
        return None
    return pathlib.Path(subprocess.run([unpack], check=True, capture_output=True, text=True).stdout.strip())
