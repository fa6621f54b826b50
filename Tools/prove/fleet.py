"""A whole house that can be broken: services from the debug build, each of which may run several times, on a stage of its own."""
import base64
import hashlib
import json
import os
import secrets
import shutil
import signal
import subprocess
import time
import urllib.error
import urllib.request

from proxy import Proxy
from stage import BUILT, CHECKOUT, PYTHON, Broken, Broker, Database, Process, free_port, wait_for

ALL = ["screening", "workflow", "gateway", "scoring", "reporting", "notification", "contracts"]
ROLES = ["ats", "hr", "approver", "admin"]
LEASE_SECONDS = 3


class House:
    """Everything that runs. Use it as a context: whatever was started is ended, also when we are interrupted."""

    def __init__(self, services, name="prove", vault_bytes=256 << 20):
        self.services = services
        self.root = CHECKOUT / ".colloquy" / "local" / name
        if os.path.ismount(self.root / "vault"):
            # Of a run that was killed.
            subprocess.run(["umount", "-l", self.root / "vault"])
        shutil.rmtree(self.root, ignore_errors=True)
        self.logs, self.mails, self.keys, self.vault = (
            self.root / part for part in ("logs", "mail", "keys", "vault"))
        self.points = self.root / "failpoints"
        for folder in (self.logs, self.mails, self.keys, self.vault, self.points):
            folder.mkdir(parents=True)
        self.vault_bytes = vault_bytes
        self.is_mounted = False
        self.members, self.exits, self.closers = {}, [], []
        self.variables = {}

    def __enter__(self):
        try:
            self.open()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *_):
        self.close()

    def open(self):
        if os.geteuid() == 0:
            # A disk of its own, so that it can be full without hurting anybody else.
            done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={self.vault_bytes}", "none", self.vault])
            self.is_mounted = done.returncode == 0
        self.make_keys()
        self.database = Database(self.root)
        self.closers.append(self.database.close)
        self.database.open(ALL + ["vault"])
        self.broker = Broker(self.root)
        self.closers.append(self.broker.close)
        self.broker.open()
        self.mail_port, self.http_port = free_port(), free_port()
        sink = Process("mail sink", [PYTHON, "-B", CHECKOUT / "Tools/demo/mail_sink.py", "--port", self.mail_port,
                                     "--folder", self.mails], self.logs / "mail-sink.log").start()
        self.closers.append(sink.kill)
        self.smtp = Proxy(self.mail_port)
        self.closers.append(self.smtp.close)
        self.colloquy("topics")
        # As an operator does: the vault by a role that may make roles, each service's schema by its own.
        self.colloquy("migrate", *self.services, env={
            "POSTGRES_URL_VAULT": self.database.url(),
            **{f"POSTGRES_URL_{service.upper()}": self.database.url(service) for service in self.services}})
        for service in self.services:
            self.add(service)
        self.await_ready()

    def make_keys(self):
        self.keys.chmod(0o700)
        self.api_keys = {role: secrets.token_hex(24) for role in ROLES}
        lines = [f"{role}:prove-{role}:{hashlib.sha256(key.encode()).hexdigest()}" for role, key in self.api_keys.items()]
        (self.keys / "api-keys").write_text("\n".join(lines) + "\n")
        self.key_lines = [f"1:{base64.b64encode(os.urandom(32)).decode()}"]
        self.write_keys()
        (self.keys / "link-secret").write_text(secrets.token_hex(32) + "\n")

    def write_keys(self):
        (self.keys / "vault-kek").write_text("\n".join(self.key_lines) + "\n")

    def colloquy(self, *words, check=True, seconds=180, env=None):
        """The operator's tool on this house; gives the finished process."""
        environment = {
            **os.environ, "KAFKA_BOOTSTRAP_SERVERS": self.broker.servers, "POSTGRES_URL": self.database.url(),
            "VAULT_KEK_FILE": str(self.keys / "vault-kek"), "VAULT_DIRECTORY": str(self.vault),
            **{key: self.variables[key] for key in self.variables if key.startswith("S3_")}, **(env or {})}
        if "S3_BUCKET" in self.variables:
            environment["VAULT_DIRECTORY"] = ""
        done = subprocess.run([BUILT / "colloquy", *map(str, words)], env=environment, cwd=CHECKOUT,
                              capture_output=True, text=True, timeout=seconds)
        if check and done.returncode != 0:
            raise Broken(f"colloquy {words[0]}: {(done.stdout + done.stderr).strip()[-400:]}")
        return done

    # Services.

    def environment(self, service, health_port):
        documents = str(CHECKOUT / ".colloquy/venv-documents/bin/python")
        own = {
            "gateway": {"HTTP_HOST": "127.0.0.1", "HTTP_PORT": self.http_port, "API_KEYS_FILE": self.keys / "api-keys"},
            "notification": {
                "SMTP_HOST": "127.0.0.1", "SMTP_PORT": self.smtp.port, "SMTP_SECURITY": "none",
                "MAIL_FROM": "jobs@employer.example", "HR_EMAIL": "hr@employer.example"},
            "scoring": {"MODELS_DIRECTORY": CHECKOUT / ".colloquy/models"},
            "reporting": {"DOCUMENTS_PYTHON": documents},
            "contracts": {
                "DOCUMENTS_PYTHON": documents, "EMPLOYER_DOMICILE": "Zhangjiang Road 88, Shanghai",
                "EMPLOYER_REPRESENTATIVE": "Lin Zhiyuan", "EMPLOYER_CREDIT_CODE": "91310000MA1FL0A00X",
                "SIGNING_CERTIFICATE_FILE": CHECKOUT / ".colloquy/signing/employer.pem",
                "SIGNING_KEY_FILE": CHECKOUT / ".colloquy/signing/employer.key",
                "MINIMUM_WAGE_MINOR_UNITS": "274000", "MINIMUM_WAGE_CURRENCY": "CNY"},
        }.get(service, {})
        values = {
            "PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), "LOG_LEVEL": "notice",
            "KAFKA_BOOTSTRAP_SERVERS": self.broker.servers, "POSTGRES_URL": self.database.url(service),
            "HEALTH_HOST": "127.0.0.1", "HEALTH_PORT": health_port, "PUBLIC_URL": self.public_url,
            "VAULT_KEK_FILE": self.keys / "vault-kek", "VAULT_DIRECTORY": self.vault,
            "LINK_SECRET_FILE": self.keys / "link-secret", "EMPLOYER_NAME": "Example Employer",
            "SANDBOX_ISOLATION": "when-possible", "LEASE_SECONDS": LEASE_SECONDS,
            "FAILPOINTS_FILE": self.points / service, "LANE_COUNT": 2, "AUDIT_SEAL_SECONDS": 2, **own, **self.variables}
        if "S3_BUCKET" in self.variables:
            del values["VAULT_DIRECTORY"]
        return {key: str(value) for key, value in values.items()}

    @property
    def public_url(self):
        return f"http://127.0.0.1:{self.http_port}"

    def add(self, service):
        """One more process of a service; gives its name."""
        number = 1 + sum(name.startswith(f"{service}-") for name in self.members)
        name = f"{service}-{number}"
        process = Process(name, [BUILT / service], self.logs / f"{name}.log")
        process.health_port = free_port()
        process.service = service
        # Who stays keeps a name in the group, so that its successor has its partitions at once; who comes for a while has none, so
        # that its partitions are given away when it ends.
        process.variables = {"KAFKA_MEMBER_ID": name} if number == 1 and self.broker.is_durable else {}
        process.environment = {**self.environment(service, process.health_port), **process.variables}
        self.members[name] = process.start()
        return name

    def remove(self, name):
        """Asks one process to end, for good; gives the seconds that took."""
        return self.members.pop(name).stop()

    def tend(self):
        """Starts again what has died; gives the names."""
        died = [name for name, process in self.members.items() if not process.is_running]
        for name in died:
            self.exits.append((name, self.members[name].child.returncode))
            self.members[name].start()
        return died

    def watch(self, seconds, until=None):
        """Lets time pass and looks after the services; ends early when `until` says so."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.tend()
            if until and until():
                return True
            time.sleep(0.02)
        return False

    def await_ready(self, seconds=60):
        waiting = list(self.members.values())

        def all_ready():
            self.tend()
            waiting[:] = [one for one in waiting if not ready(one.health_port)]
            return not waiting
        try:
            wait_for(all_ready, "services", seconds)
        except Broken:
            raise Broken(f"{', '.join(one.name for one in waiting)} not ready within {seconds} s") from None

    def restart(self, *services):
        """Ends services in order and starts them anew with what the settings are now."""
        for name in list(self.members):
            if not services or self.members[name].service in services:
                process = self.members[name]
                process.stop()
                process.environment = {**self.environment(process.service, process.health_port), **process.variables}
                process.start()
        self.await_ready()

    def of(self, service):
        return [process for process in self.members.values() if process.service == service]

    def arm(self, service, order):
        """Tells a service's processes to fail at a point; who is hit takes the order away."""
        fresh = self.points / f".{service}"
        fresh.write_text(order)
        fresh.rename(self.points / service)

    def is_armed(self, service):
        return (self.points / service).exists()

    def disarm(self, service):
        (self.points / service).unlink(missing_ok=True)

    # From outside.

    def http(self, method, path, body=None, role="ats", headers=None, timeout=10):
        """(status, headers, bytes) of one exchange; status 0 when there was no answer."""
        request = urllib.request.Request(self.public_url + path, method=method, data=body, headers={
            "Authorization": f"Bearer {self.api_keys[role]}", "Content-Type": "application/json", **(headers or {})})
        try:
            with urllib.request.urlopen(request, timeout=timeout) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.headers, error.read()
        except (OSError, ValueError) as error:
            return 0, {}, str(error).encode()
        except Exception as error:  # a half answer, as http.client tells it
            return 0, {}, str(error).encode()

    def card(self):
        """What the demo's and the story's players want to know of a house."""
        path = self.root / "environment.json"
        path.write_text(json.dumps({
            "broker": self.broker.title, "bootstrapServers": self.broker.servers, "publicURL": self.public_url,
            "apiKeys": self.api_keys, "mailFolder": str(self.mails), "logFolder": str(self.logs),
            "postgresAdministratorURL": self.database.url(),
            "healthPorts": {one.service: one.health_port for one in self.members.values()},
            "processes": {one.service: one.pid for one in self.members.values()}}))
        return path

    def close(self):
        """Ends everything, however impatient somebody is; logs and the clients' ledger stay."""
        ignored = {number: signal.signal(number, signal.SIG_IGN) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
        try:
            self.end()
        finally:
            for number, handler in ignored.items():
                signal.signal(number, handler)

    def end(self):
        for process in self.members.values():
            process.send(signal.SIGCONT)
            if process.is_running:
                process.child.terminate()
        end = time.monotonic() + 10
        for process in self.members.values():
            process.stop(seconds=max(0.1, end - time.monotonic()))
        for closer in reversed(self.closers):
            try:
                closer()
            except Exception as error:  # the rest must be ended too
                print(f"while ending: {error}", flush=True)
        if self.is_mounted:
            subprocess.run(["umount", "-l", self.vault])
        for folder in (self.mails, self.keys, self.vault, self.points):
            shutil.rmtree(folder, ignore_errors=True)


def ready(port):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=2) as answer:
            return answer.status == 200
    except (OSError, ValueError):
        return False
    except Exception:
        return False
