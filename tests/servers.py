"""Real PostgreSQL, Redis and Mosquitto servers for tests, on free ports with data in temporary folders."""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import pytest

START_DEADLINE = 30.0
"""Seconds a server may take until it answers its own protocol."""
STOP_DEADLINE = 10.0
MEMORY_NEEDED = 1 << 30
"""Bytes that must be free in memory for data to be kept there."""
ATTEMPTS = 3
"""A free port can be taken between finding and binding it; a server that dies at once is tried on another."""

MQTT_CONNECT = bytes([0x10, 12, 0, 4]) + b"MQTT" + bytes([4, 2, 0, 10, 0, 0])
MQTT_CONNACK = bytes([0x20, 2, 0, 0])


class ServerError(Exception):
    """The server did not come up; carries the end of its log."""


@dataclass(slots=True)
class Server:
    """One server process that can be stopped, killed and started again on the same port and data."""

    name: str
    port: int
    url: str
    folder: Path
    command: list[str]
    answers: Callable[[], bool]
    """True when the server replies in its own protocol."""
    user: str | None = None
    stop_signal: int = signal.SIGTERM
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def start(self) -> None:
        """Start it and wait until it answers; raises ServerError."""
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=self.folder,
                start_new_session=True,
                **_as_user(self.user),
            )
        deadline = time.monotonic() + START_DEADLINE
        while self.process.poll() is None and time.monotonic() < deadline:
            if self.answers():
                return
            time.sleep(0.02)
        self.kill()
        raise ServerError(f"{self.name} did not start:\n{self.log()[-2000:]}")

    def stop(self) -> None:
        """Shut it down in order; does nothing when it is not running."""
        self._end(self.stop_signal)

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        self._end(signal.SIGKILL)

    def freeze(self) -> None:
        """Make it hang: connections stay open and nothing answers, until `thaw`."""
        self._signal_all(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on where it was frozen."""
        self._signal_all(signal.SIGCONT)

    def log(self) -> str:
        """What it has printed so far."""
        return (self.folder / "log").read_text(errors="replace")

    def _signal_all(self, number: int) -> None:
        if self.process is not None:
            for pid in [self.process.pid, *_children(self.process.pid)]:
                os.kill(pid, number)

    def _end(self, number: int) -> None:
        process, self.process = self.process, None
        if process is None:
            return
        process.send_signal(number)
        try:
            process.wait(STOP_DEADLINE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@dataclass(slots=True)
class PostgresServer(Server):
    """A PostgreSQL server with a superuser named in its URL."""

    binaries: Path = Path()

    def create_database(self) -> str:
        """Make an empty database; returns its SQLAlchemy URL."""
        name = f"test_{secrets.token_hex(6)}"
        self._client("createdb", "--template=template0", name)
        return f"{self.url.rpartition('/')[0]}/{name}"

    def drop_database(self, url: str) -> None:
        """Drop a database made here, whoever is still connected."""
        self._client("dropdb", "--force", url.rpartition("/")[2])

    def _client(self, program: str, *arguments: str) -> None:
        password = self.url.split("@")[0].rpartition(":")[2]
        address = ["--host=127.0.0.1", f"--port={self.port}", "--username=postgres"]
        subprocess.run(
            [self.binaries / program, *address, *arguments],
            check=True,
            capture_output=True,
            timeout=START_DEADLINE,
            env={**os.environ, "PGPASSWORD": password},
        )


S = TypeVar("S", bound=Server)


@contextmanager
def postgres_server() -> Iterator[PostgresServer]:
    """A fresh PostgreSQL; run as the user postgres when the tests run as root, because it refuses root."""
    binaries = _postgres_binaries()
    user = "postgres" if os.geteuid() == 0 else None
    with _folder("postgres", user) as folder:
        password = secrets.token_hex(16)
        secret = folder / "password"
        secret.write_text(password)
        _own(secret, user)
        made = subprocess.run(
            [
                binaries / "initdb",
                f"--pgdata={folder / 'data'}",
                "--username=postgres",
                f"--pwfile={secret}",
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--no-sync",
            ],
            check=False,
            capture_output=True,
            cwd=folder,
            timeout=60,
            **_as_user(user),
        )
        if made.returncode != 0:
            raise ServerError(f"initdb failed:\n{made.stderr.decode(errors='replace')[-2000:]}")
        settings = {
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": "",
            "fsync": "off",
            "full_page_writes": "off",
            "max_connections": "60",
            "shared_buffers": "16MB",
        }

        def make(port: int) -> PostgresServer:
            command = [str(binaries / "postgres"), "-D", str(folder / "data"), "-p", str(port)]
            for key, value in settings.items():
                command += ["-c", f"{key}={value}"]
            return PostgresServer(
                name="postgres",
                port=port,
                url=f"postgresql+asyncpg://postgres:{password}@127.0.0.1:{port}/postgres",
                folder=folder,
                command=command,
                answers=lambda: _postgres_answers(binaries, port),
                user=user,
                stop_signal=signal.SIGINT,
                binaries=binaries,
            )

        with _running(make) as server:
            yield server


@contextmanager
def redis_server() -> Iterator[Server]:
    """A fresh Redis that keeps nothing on disk."""
    binary = _require("redis-server", "redis-server")
    with _folder("redis") as folder:

        def make(port: int) -> Server:
            options = ["--bind", "127.0.0.1", "--port", str(port), "--dir", str(folder)]
            options += ["--save", "", "--appendonly", "no", "--daemonize", "no"]
            return Server(
                name="redis",
                port=port,
                url=f"redis://127.0.0.1:{port}/0",
                folder=folder,
                command=[binary, *options],
                answers=lambda: _exchange(port, b"PING\r\n", b"+PONG\r\n"),
            )

        with _running(make) as server:
            yield server


@contextmanager
def mosquitto_server() -> Iterator[Server]:
    """A fresh Mosquitto on 127.0.0.1 with persistence and anonymous access."""
    binary = _require("mosquitto", "mosquitto")
    with _folder("mosquitto") as folder:

        def make(port: int) -> Server:
            lines = [
                f"listener {port} 127.0.0.1",
                "allow_anonymous true",
                "persistence true",
                f"persistence_location {folder}/",
                "log_dest stdout",
            ]
            if os.geteuid() == 0:
                lines.append("user root")
            configuration = folder / "mosquitto.conf"
            configuration.write_text("\n".join(lines) + "\n")
            return Server(
                name="mosquitto",
                port=port,
                url=f"mqtt://127.0.0.1:{port}",
                folder=folder,
                command=[binary, "-c", str(configuration)],
                answers=lambda: _exchange(port, MQTT_CONNECT, MQTT_CONNACK),
            )

        with _running(make) as server:
            yield server


def free_port() -> int:
    """A TCP port on 127.0.0.1 that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def _running(make: Callable[[int], S]) -> Iterator[S]:
    server = _start(make)
    try:
        yield server
    finally:
        server.stop()


def _start(make: Callable[[int], S]) -> S:
    for _ in range(ATTEMPTS - 1):
        server = make(free_port())
        try:
            server.start()
        except ServerError:
            continue
        return server
    server = make(free_port())
    server.start()
    return server


def _postgres_answers(binaries: Path, port: int) -> bool:
    probe = [str(binaries / "pg_isready"), "--host=127.0.0.1", f"--port={port}", "--timeout=1", "--quiet"]
    return subprocess.run(probe, check=False, capture_output=True, timeout=5).returncode == 0


def _exchange(port: int, request: bytes, reply: bytes) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1) as connection:
            connection.settimeout(1)
            connection.sendall(request)
            got = b""
            while len(got) < len(reply) and (part := connection.recv(len(reply) - len(got))):
                got += part
            return got == reply
    except OSError:
        return False


def _children(pid: int) -> list[int]:
    listing = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(child) for child in listing.split()]


@contextmanager
def _folder(name: str, user: str | None = None) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix=f"ensemble-{name}-", dir=_memory()))
    _own(folder, user)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _memory() -> Path | None:
    """A place in memory, where making a database is several times faster; None when there is too little."""
    shared = Path("/dev/shm")  # noqa: S108 (mkdtemp makes a private folder in it)
    if os.access(shared, os.W_OK) and shutil.disk_usage(shared).free >= MEMORY_NEEDED:
        return shared
    return None


def _as_user(user: str | None) -> dict[str, Any]:
    """Arguments of subprocess calls that make the child run as that user alone."""
    if user is None:
        return {}
    return {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []}


def _own(path: Path, user: str | None) -> None:
    if user is not None:
        entry = pwd.getpwnam(user)
        os.chown(path, entry.pw_uid, entry.pw_gid)


def _postgres_binaries() -> Path:
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: p.parts[-2] != "15")
    search = os.pathsep.join([*map(str, folders), os.environ.get("PATH", "")])
    folder = Path(_require("initdb", "postgresql", search)).resolve().parent
    if os.geteuid() == 0:
        try:
            pwd.getpwnam("postgres")
        except KeyError:
            _missing("the user postgres", "postgresql")
    return folder


def _require(binary: str, package: str, search: str | None = None) -> str:
    search = search or os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])
    found = shutil.which(binary, path=search)
    return found if found is not None else _missing(binary, package)


def _missing(what: str, package: str) -> NoReturn:
    reason = f"{what} is not installed: apt-get install {package}"
    if os.environ.get("CI", "").lower() == "true":
        pytest.fail(reason)
    pytest.skip(reason)
