"""One project of docker compose: what is asked of it, and what is measured on its containers."""
import datetime
import json
import os
import pathlib
import re
import shutil
import socket
import subprocess


class NoEngine(Exception):
    """There is nothing here that runs containers."""


def require_engine():
    if not shutil.which("docker"):
        raise NoEngine("there is no Docker here: the command `docker` is not installed")
    for words, what in ((["docker", "compose", "version"], "the Compose plugin of Docker is not installed"),
                        (["docker", "info", "--format", "{{.ServerVersion}}"], "no Docker engine answers")):
        done = subprocess.run(words, capture_output=True, text=True, timeout=60)
        if done.returncode != 0:
            raise NoEngine(f"{what}: {done.stderr.strip().splitlines()[-1] if done.stderr.strip() else words}")


def free_ports(count):
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


class Failed(Exception):
    """A command of docker ended badly."""


class Compose:
    def __init__(self, folder, project, variables):
        self.folder = pathlib.Path(folder)
        self.project = project
        self.variables = {**os.environ, **variables}

    def run(self, *words, log=None, seconds=600, check=True):
        """`docker compose …`; returns what it printed."""
        return self.docker("compose", "-p", self.project, *words, log=log, seconds=seconds, check=check)

    def docker(self, *words, log=None, seconds=600, check=True):
        done = subprocess.run(["docker", *words], cwd=self.folder, env=self.variables, capture_output=True, text=True,
                              timeout=seconds)
        if log:
            pathlib.Path(log).write_text(done.stdout + done.stderr)
        if check and done.returncode != 0:
            raise Failed(f"docker {' '.join(words)} ended with {done.returncode}:\n"
                         + "\n".join((done.stdout + done.stderr).strip().splitlines()[-30:]))
        return done.stdout

    # What runs.

    def containers(self, service, everything=False):
        """The identifiers of a service's containers."""
        more = ["-a"] if everything else []
        return self.run("ps", "-q", *more, service).split()

    def services(self):
        """Every container by name, with what docker knows about it."""
        ids = self.run("ps", "-a", "-q").split()
        return {one["Name"].lstrip("/"): one for one in json.loads(self.docker("inspect", *ids))} if ids else {}

    def operator(self, *words):
        """The operator's tool, in a container of its own that is gone afterwards."""
        return self.run("run", "--rm", "-T", "--no-deps", "operator", *words, seconds=120)

    def secret(self, name):
        return self.run("run", "--rm", "-T", "--no-deps", "--entrypoint", "cat", "operator",
                        f"/run/secrets/{name}", seconds=120).strip()

    def metric(self, container, name):
        """One number of a container's /metrics, asked from inside, because the port is not for the outside."""
        script = ('exec 3<>/dev/tcp/127.0.0.1/$HEALTH_PORT; '
                  'printf "GET /metrics HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n" >&3; cat <&3')
        text = self.docker("exec", container, "bash", "-c", script, seconds=20, check=False)
        numbers = [float(line.split()[-1]) for line in text.splitlines()
                   if line.startswith((f"{name} ", f"{name}{{"))]
        return sum(numbers)

    # What it costs.

    def seconds_to_ready(self):
        """Per container: from its start to the first healthcheck that was passed."""
        found = {}
        for name, about in self.services().items():
            passed = [one for one in (about["State"].get("Health") or {}).get("Log") or [] if one["ExitCode"] == 0]
            if passed:
                found[name] = round((moment(passed[0]["End"]) - moment(about["State"]["StartedAt"])).total_seconds(), 1)
        return found

    def memory_mebibytes(self):
        """Per running container, as docker reports it."""
        lines = self.docker("stats", "--no-stream", "--format", "{{.Name}} {{.MemUsage}}", seconds=60).splitlines()
        found = {}
        for line in lines:
            match = re.match(rf"({re.escape(self.project)}-\S+) ([\d.]+)([KMG])iB", line)
            if match:
                found[match[1]] = round(float(match[2]) * {"K": 1 / 1024, "M": 1, "G": 1024}[match[3]], 1)
        return found

    def image_megabytes(self):
        """Per image of this project that is made here."""
        names = [line for line in self.run("config", "--images").split() if line.startswith("colloquy/")]
        names += [self.variables["COLLOQUY_OPERATOR_IMAGE"]] if "COLLOQUY_OPERATOR_IMAGE" in self.variables else []
        return {name: round(int(self.docker("image", "inspect", "-f", "{{.Size}}", name)) / 1e6)
                for name in sorted(set(names))}


def moment(text):
    """Docker's time, whose fraction has nine digits, in whatever zone."""
    text = re.sub(r"(\.\d{6})\d*", r"\1", text).replace("Z", "+00:00")
    return datetime.datetime.fromisoformat(text)
