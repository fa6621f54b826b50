"""What a house stands on: a PostgreSQL, a broker and a mail sink of its own, each of which can be hit and come back."""
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import time

CHECKOUT = pathlib.Path(__file__).resolve().parents[2]
BUILT = CHECKOUT / ".build" / "debug"
PYTHON = CHECKOUT / ".colloquy" / "venv-test" / "bin" / "python"


class Broken(Exception):
    """Something that proving needs did not start or did not come back; the text says what."""


def free_port():
    """A port of loopback that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def listens(port):
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def wait_for(done, what, seconds, interval=0.05):
    """Calls until something true comes back; gives it."""
    end = time.monotonic() + seconds
    while True:
        found = done()
        if found:
            return found
        if time.monotonic() > end:
            raise Broken(f"waited {seconds} s for {what}")
        time.sleep(interval)


class Process:
    """A program that ends with us, however we end; it can be started again with the same words."""

    def __init__(self, name, command, log, environment=None, user=None, folder=None):
        self.name, self.command, self.log, self.folder = name, [str(word) for word in command], log, folder
        self.environment = {**(environment if environment is not None else os.environ)}
        self.user = user
        self.child = None

    def start(self):
        # The kernel ends it when we are killed; call this from the main thread alone, whose end is ours.
        wrapped = ["setpriv", "--pdeathsig", "KILL"]
        if self.user and os.geteuid() == 0:
            wrapped += ["--reuid", self.user, "--regid", self.user, "--clear-groups"]
        with open(self.log, "ab") as output:
            self.child = subprocess.Popen(
                wrapped + ["--"] + self.command, env=self.environment, cwd=self.folder or CHECKOUT,
                stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, start_new_session=True)
        return self

    @property
    def pid(self):
        return self.child.pid

    @property
    def is_running(self):
        return self.child is not None and self.child.poll() is None

    def send(self, number):
        """To the process and all it started."""
        if self.is_running:
            try:
                os.killpg(self.child.pid, number)
            except ProcessLookupError:
                pass

    def kill(self):
        self.send(signal.SIGCONT)
        self.send(signal.SIGKILL)
        if self.child is not None:
            self.child.wait()
            # What it started may outlive it by a moment.
            try:
                os.killpg(self.child.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass

    def stop(self, number=signal.SIGTERM, seconds=30):
        """Asks it to end; gives the seconds that took, or kills it."""
        began = time.monotonic()
        if self.is_running:
            self.send(signal.SIGCONT)
            os.kill(self.child.pid, number)
            try:
                self.child.wait(seconds)
            except subprocess.TimeoutExpired:
                self.kill()
        if self.child is not None:
            self.kill()
        return time.monotonic() - began


class Database:
    """A PostgreSQL cluster with a role and a schema for each service, durable as in earnest."""
    NAME = "colloquy"

    def __init__(self, folder):
        versions = sorted(int(path.name) for path in pathlib.Path("/usr/lib/postgresql").glob("*") if path.name.isdigit())
        if not versions or versions[-1] < 15:
            raise Broken("PostgreSQL 15 or newer is missing: run `make setup`")
        self.programs = pathlib.Path(f"/usr/lib/postgresql/{versions[-1]}/bin")
        self.user = "postgres" if os.geteuid() == 0 else None
        # The user postgres must be able to enter.
        for left in pathlib.Path("/var/tmp").glob("colloquy-prove-*"):
            # Of a run that was killed, which takes its processes with it and cannot take its folder.
            if not pathlib.Path("/proc", left.name.rsplit("-", 1)[-1]).exists():
                shutil.rmtree(left, ignore_errors=True)
        self.folder = pathlib.Path("/var/tmp") / f"colloquy-prove-{os.getpid()}"
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(mode=0o700)
        if self.user:
            shutil.chown(self.folder, self.user, self.user)
        self.log = folder / "postgres.log"
        self.port = free_port()
        self.process = None

    def open(self, roles):
        initdb = Process("initdb", [
            self.programs / "initdb", "-D", self.folder / "data", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8",
            "--auth=trust", "--no-sync"], self.log.with_name("initdb.log"), {"LC_ALL": "C.UTF-8"}, self.user, "/").start()
        if initdb.child.wait() != 0:
            raise Broken(f"initdb failed: {self.log.with_name('initdb.log')}")
        settings = [f"port={self.port}", "listen_addresses=127.0.0.1", f"unix_socket_directories={self.folder}",
                    "max_connections=200", "log_min_error_statement=panic", "log_min_messages=warning"]
        self.process = Process(
            "postgres", [self.programs / "postgres", "-D", self.folder / "data"]
            + [word for setting in settings for word in ("-c", setting)], self.log,
            {"LC_ALL": "C.UTF-8", "TZ": "UTC"}, self.user, "/")
        self.start()
        lines = [f"create database {self.NAME};", f"\\connect {self.NAME}"]
        for role in roles:
            lines += [f"create role {role} login;", f"create schema {role} authorization {role};"]
        lines += ["create role vault_user nologin;",
                  f"grant vault_user to {', '.join(role for role in roles if role != 'vault')};"]
        self.psql("\n".join(lines), "postgres")

    def start(self):
        self.process.start()
        self.await_ready()

    def await_ready(self, seconds=60):
        wait_for(lambda: subprocess.run(
            [self.programs / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(self.port)]).returncode == 0,
            "PostgreSQL to answer", seconds)

    def url(self, role="postgres", port=None):
        return f"postgres://{role}@127.0.0.1:{port or self.port}/{self.NAME}"

    def psql(self, script, database=None):
        """Runs a script as superuser; gives its rows as lines with tabs."""
        done = subprocess.run(
            ["psql", "-XqAt", "-F", "\t", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1", "-p", str(self.port), "-U", "postgres",
             "-d", database or self.NAME], input=script, capture_output=True, text=True, timeout=60)
        if done.returncode != 0:
            raise Broken(f"psql: {done.stderr.strip()[-300:]}")
        return done.stdout.splitlines()

    def kill(self):
        """As a crash does: the postmaster and all its children at once."""
        self.process.kill()
        wait_for(lambda: not listens(self.port), "PostgreSQL to be gone", 10)

    def close(self):
        if self.process:
            self.process.stop(signal.SIGINT, 20)
        shutil.rmtree(self.folder, ignore_errors=True)


class Broker:
    """Apache Kafka where it is at hand, else the in-memory broker, which cannot be killed without losing everything."""

    def __init__(self, folder):
        self.folder = folder / "kafka"
        self.folder.mkdir()
        self.log = folder / "kafka.log"
        self.port = free_port()
        self.servers = f"127.0.0.1:{self.port}"
        self.genuine_home = home = None if os.environ.get("COLLOQUY_BROKER") == "memory" else self.home()
        self.is_durable = home is not None
        self.processes = []
        self.title = f"Apache Kafka ({pathlib.Path(home).name})" if home else "the in-memory broker (Tansu)"

    def open(self):
        self.processes = self.genuine(self.genuine_home) if self.genuine_home else self.in_memory()
        self.start()

    @staticmethod
    def home():
        if os.environ.get("KAFKA_HOME"):
            return os.environ["KAFKA_HOME"]
        printer = CHECKOUT.parent / "shared" / "kafka" / "home"
        if not os.access(printer, os.X_OK):
            return None
        done = subprocess.run([printer], capture_output=True, text=True, timeout=60)
        return done.stdout.strip().splitlines()[-1] if done.returncode == 0 and done.stdout.strip() else None

    def genuine(self, home):
        controller = free_port()
        properties = self.folder / "server.properties"
        properties.write_text("\n".join([
            "process.roles=broker,controller", "node.id=1", f"controller.quorum.voters=1@127.0.0.1:{controller}",
            "controller.listener.names=CONTROLLER",
            f"listeners=PLAINTEXT://{self.servers},CONTROLLER://127.0.0.1:{controller}",
            f"advertised.listeners=PLAINTEXT://{self.servers}",
            "listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT", f"log.dirs={self.folder}/data",
            "auto.create.topics.enable=false", "default.replication.factor=1", "min.insync.replicas=1",
            "offsets.topic.replication.factor=1", "offsets.topic.num.partitions=8",
            "transaction.state.log.replication.factor=1", "transaction.state.log.min.isr=1",
            "transaction.state.log.num.partitions=8", "group.initial.rebalance.delay.ms=0", "num.network.threads=2",
            "num.io.threads=4", ""]))
        environment = {**os.environ, "KAFKA_HEAP_OPTS": "-Xms128m -Xmx384m", "LOG_DIR": str(self.folder)}
        done = subprocess.run(
            [f"{home}/bin/kafka-storage.sh", "format", "-t", "AAAAAAAAAAAAAAAAAAAAAA", "-c", properties],
            env=environment, capture_output=True, text=True, timeout=60)
        if done.returncode != 0:
            raise Broken(f"Kafka's storage could not be made: {done.stdout[-300:]}{done.stderr[-300:]}")
        return [Process("kafka", [f"{home}/bin/kafka-server-start.sh", properties], self.log, environment)]

    def in_memory(self):
        program = CHECKOUT / ".colloquy" / "broker" / "tansu"
        if not os.access(program, os.X_OK):
            raise Broken("the in-memory broker is missing: run `make setup`")
        upstream = free_port()
        return [
            Process("tansu", [
                program, "broker", "--listener-url", f"tcp://127.0.0.1:{upstream}", "--advertised-listener-url",
                f"tcp://{self.servers}", "--storage-engine", "memory://tansu/"], self.log,
                {"RUST_LOG": "warn", "HOME": str(self.folder), "PATH": os.environ["PATH"]}),
            Process("api-versions-shim", [BUILT / "colloquy", "api-versions-shim", self.port, upstream], self.log)]

    def start(self):
        for process in self.processes:
            process.start()
        self.await_ready()

    def await_ready(self, seconds=90):
        wait_for(lambda: listens(self.port) and subprocess.run(
            ["kcat", "-b", self.servers, "-m", "3", "-L"], capture_output=True, timeout=10).returncode == 0,
            "the broker to answer", seconds, 0.2)

    def send(self, number):
        for process in self.processes:
            process.send(number)

    def kill(self):
        for process in self.processes:
            process.kill()

    def close(self):
        for process in reversed(self.processes):
            process.kill()
        shutil.rmtree(self.folder, ignore_errors=True)
