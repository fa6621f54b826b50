"""With LONG=1, houses of their own: all seven services under the hiring story, and the vault in an object store."""
import pathlib
import random
import subprocess
import sys

from fleet import ALL, House
from load import Load
from proxy import Proxy
from rows import Round
from stage import CHECKOUT, PYTHON, Process, free_port, listens, wait_for


POINTS = {
    "scoring": ["W1", "W2", "W3", "W4", "W5", "C5", "R2"], "reporting": ["W1", "W3", "W4", "W5", "R3"],
    "contracts": ["W1", "W2", "W3", "W4", "W5", "C6"],
}


class Story:
    """The demo's story, played by its own program; the faults come meanwhile."""

    def __init__(self, house):
        result = house.root / "played" / "result.json"
        self.log = open(house.logs / "story.log", "ab")
        self.process = subprocess.Popen(
            [sys.executable, "-B", CHECKOUT / "Tools/demo/play.py", "--environment", house.card(), "--result", result],
            cwd=CHECKOUT, stdout=self.log, stderr=subprocess.STDOUT)
        house.closers.append(self.process.kill)

    @property
    def is_over(self):
        return self.process.poll() is not None

    def trouble(self):
        return [] if self.process.wait(1) == 0 else [f"the story ended with {self.process.returncode}: {self.log.name}"]


def story_under_kills(proof, seed):
    """Scoring, reporting and contracts die at each of their points while three candidates go the whole way; scoring has one,
    four and again one process."""
    dice = random.Random(f"{seed}/story")
    with House(ALL, name="prove-whole") as house:
        load = Load(house, seed, "demo-support-engineer")
        round = Round(house, load, dice, True)
        left = [(service, point) for service, points in POINTS.items() for point in points]
        dice.shuffle(left)
        for turn in range(3):
            story = Story(house)
            names = [house.add("scoring") for _ in range(3)] if turn == 1 else []
            while not story.is_over:
                for service in POINTS:
                    ours = [one for one in left if one[0] == service]
                    if ours and not house.is_armed(service):
                        left.remove(ours[0])
                        house.arm(service, f"{ours[0][1]}=kill")
                before = len(house.exits)
                house.watch(1)
                for name, _ in house.exits[before:]:
                    round.crash(house.members[name].service)
                if names and dice.random() < 0.05:
                    house.remove(names.pop())
            for name in names:
                house.remove(name)
            for service in POINTS:
                house.disarm(service)
            round.trouble += story.trouble()
            round.over()
            house.await_ready()
        proof.settle("all seven services killed at their points during the story, scoring with one, four, one", round, house, load)


def slow_store(proof, seed):
    """The vault's files in a bucket behind a line that is slow, then dead, then refuses."""
    import boto3
    port = free_port()
    with House(["screening", "workflow", "gateway", "notification"], name="prove-store") as house:
        moto = Process("moto", [pathlib.Path(PYTHON).parent / "moto_server", "-H", "127.0.0.1", "-p", port],
                       house.logs / "moto.log").start()
        house.closers.append(moto.kill)
        wait_for(lambda: listens(port), "the object store", 30)
        line = Proxy(port)
        house.closers.append(line.close)
        keys = {"aws_access_key_id": "prove", "aws_secret_access_key": "prove-secret", "region_name": "us-east-1"}
        boto3.client("s3", endpoint_url=f"http://127.0.0.1:{port}", **keys).create_bucket(Bucket="prove-vault")
        house.variables = {
            "S3_ENDPOINT": f"http://127.0.0.1:{line.port}", "S3_BUCKET": "prove-vault", "S3_REGION": "us-east-1",
            "S3_ACCESS_KEY": "prove", "S3_SECRET_KEY": "prove-secret"}
        house.restart()
        load = proof.load(house)
        round = Round(house, load, random.Random(f"{seed}/store"), True)
        load.start(rate=5.0)
        for mode in ("open", "slow", "hang", "refuse"):
            round.injected += mode != "open"
            line.mode = mode
            line.cut()
            house.watch(8)
        line.mode = "open"
        line.cut()
        round.over()
        house.watch(5)
        load.stop()
        house.await_ready()
        proof.settle("the object store slow, then silent, then away", round, house, load)


HOUSES = [story_under_kills, slow_store]
