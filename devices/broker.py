"""The broker inside the product: a real MQTT 5 broker as a child process, listening on this machine only."""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import socket
from enum import StrEnum
from pathlib import Path

import structlog
from iotcore import Broker as IotCore

from devices.errors import BrokerUnavailable

log = structlog.get_logger(__name__)

MAXIMUM_PAYLOAD = 256 * 1024
_POLL = 0.005
_WATCH = 0.5
"""Seconds between looks at whether the broker is alive."""


class BrokerKind(StrEnum):
    """Which program is the broker."""

    MOSQUITTO = "mosquitto"
    IOTCORE = "iotcore"
    """rumqttd, from a Python wheel."""


_MOSQUITTO_CONF = """\
listener {port} {host}
allow_anonymous true
persistence false
max_packet_size {maximum}
max_queued_messages 10000
set_tcp_nodelay true
log_dest stderr
log_type error
"""

_IOTCORE_TOML = """\
id = 0

[router]
id = 0
max_connections = 1000
max_outgoing_packet_count = 200
max_segment_size = 16777216
max_segment_count = 10

[v5.1]
name = "v5"
listen = "{host}:{port}"
next_connection_delay_ms = 1

[v5.1.connections]
connection_timeout_ms = 10000
max_payload_size = {maximum}
max_inflight_count = 200
dynamic_filters = true
"""


class EmbeddedBroker:
    """Starts and stops one broker; `folder` holds its configuration where it needs a file.

    Mosquitto where it is on PATH, else the wheel's (docs/decisions/0002-embedded-broker.md). It asks nobody
    for a password and therefore listens on `host`, the loopback address, alone. Nothing is kept over a
    restart: the database is the truth, and devices describe themselves again whenever they connect.
    """

    def __init__(
        self,
        folder: Path,
        *,
        host: str = "127.0.0.1",
        port: int | None = None,
        kind: BrokerKind | None = None,
    ) -> None:
        self.kind = kind or default_kind()
        self.host = host
        self._folder = folder
        self._fixed_port = port
        self._port = port
        self._mosquitto: asyncio.subprocess.Process | None = None
        self._iotcore: IotCore | None = None
        self._guard: asyncio.Task[None] | None = None

    @property
    def port(self) -> int:
        """The listening port; the same one after a restart."""
        if self._port is None:
            raise BrokerUnavailable("The embedded broker has not been started.")
        return self._port

    @property
    def pid(self) -> int | None:
        """Process id of the running broker."""
        if self._mosquitto is not None:
            return self._mosquitto.pid
        process = None if self._iotcore is None else self._iotcore._process  # noqa: SLF001 - not public
        return None if process is None else int(process.pid)

    @property
    def running(self) -> bool:
        """Whether the broker process is alive."""
        if self._mosquitto is not None:
            return self._mosquitto.returncode is None
        return self._iotcore is not None and self._iotcore.is_running

    async def start(self, timeout: float = 10.0) -> None:
        """Start and return once it accepts connections; BrokerUnavailable when it does not in time.

        A broker that dies is started again on the same port until `stop` is called.
        """
        if self.running:
            return
        await self._start(timeout)
        if self._guard is None:
            self._guard = asyncio.create_task(self._keep_running(), name="broker-guard")

    async def stop(self) -> None:
        """Stop the broker and free its port; harmless when it is not running."""
        guard, self._guard = self._guard, None
        if guard is not None:
            guard.cancel()
            await asyncio.gather(guard, return_exceptions=True)
        await self._end()

    async def _keep_running(self) -> None:
        while True:
            await asyncio.sleep(_WATCH)
            if self.running:
                continue
            log.error("broker_died", kind=self.kind, port=self.port)
            try:
                await self._end()
                await self._start(timeout=10.0)
            except BrokerUnavailable as error:
                log.warning("broker_not_restarted", kind=self.kind, port=self.port, reason=str(error))

    async def _start(self, timeout: float) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        attempts = 1 if self._port is not None else 3
        for attempt in range(1, attempts + 1):
            port = self._port or _free_port(self.host)
            try:
                async with asyncio.timeout(timeout):
                    await self._launch(port)
            except (OSError, RuntimeError, TimeoutError, BrokerUnavailable) as error:
                await self._end()
                if attempt == attempts:
                    raise BrokerUnavailable(
                        f"The embedded broker ({self.kind}) did not start on port {port}: {error}",
                        port=str(port),
                    ) from error
            else:
                self._port = port
                log.info("broker_started", kind=self.kind, host=self.host, port=port)
                return

    async def _end(self) -> None:
        mosquitto, self._mosquitto = self._mosquitto, None
        if mosquitto is not None:
            if mosquitto.returncode is None:
                with contextlib.suppress(ProcessLookupError):
                    mosquitto.terminate()
            await _ended(mosquitto)
        iotcore, self._iotcore = self._iotcore, None
        if iotcore is not None:
            await asyncio.to_thread(iotcore.stop)

    async def _launch(self, port: int) -> None:
        if self.kind is BrokerKind.MOSQUITTO:
            await self._launch_mosquitto(port)
        else:
            await self._launch_iotcore(port)

    async def _launch_iotcore(self, port: int) -> None:
        text = _IOTCORE_TOML.format(host=self.host, port=port, maximum=MAXIMUM_PAYLOAD)
        path = await asyncio.to_thread(_write, self._folder / "broker.toml", text)
        self._iotcore = IotCore(config_path=str(path))
        await asyncio.to_thread(self._iotcore.start)

    async def _launch_mosquitto(self, port: int) -> None:
        program = find_mosquitto()
        if program is None:
            raise BrokerUnavailable("The program mosquitto is not installed.")
        _check_free(self.host, port)
        text = _MOSQUITTO_CONF.format(host=self.host, port=port, maximum=MAXIMUM_PAYLOAD)
        configuration = os.memfd_create("mosquitto.conf", 0)  # readable by whichever user it runs as
        try:
            os.write(configuration, text.encode())
            self._mosquitto = await asyncio.create_subprocess_exec(
                *_tied_to_this_process(),
                program,
                "-c",
                f"/proc/self/fd/{configuration}",
                pass_fds=(configuration,),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.DEVNULL,
                stderr=asyncio.subprocess.DEVNULL,
            )
        finally:
            os.close(configuration)
        while not await _accepts(self.host, port):
            if self._mosquitto.returncode is not None:
                raise BrokerUnavailable(f"mosquitto ended with code {self._mosquitto.returncode}.")
            await asyncio.sleep(_POLL)


def find_mosquitto() -> str | None:
    """Path of the program; distributions put it where only root's PATH looks."""
    return shutil.which("mosquitto") or shutil.which("mosquitto", path="/usr/sbin:/usr/local/sbin")


def default_kind() -> BrokerKind:
    """Mosquitto where it is installed, else the broker that came with the wheel."""
    return BrokerKind.MOSQUITTO if find_mosquitto() else BrokerKind.IOTCORE


def _tied_to_this_process() -> list[str]:
    """A prefix that makes the kernel end the program with this process, however that ends.

    Changing the user undoes it, so for root the prefix does that as well, before the program could.
    """
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        return []
    nobody = ["--reuid=65534", "--regid=65534", "--clear-groups"] if os.geteuid() == 0 else []
    return [setpriv, *nobody, "--pdeathsig=TERM"]


def _check_free(host: str, port: int) -> None:
    """OSError when somebody listens on the port: they would be taken for the new broker."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((host, port))


def _free_port(host: str) -> int:
    with socket.socket() as probe:
        probe.bind((host, 0))
        return int(probe.getsockname()[1])


async def _accepts(host: str, port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection(host, port)
    except OSError:
        return False
    writer.close()
    with contextlib.suppress(OSError):
        await writer.wait_closed()
    return True


async def _ended(process: asyncio.subprocess.Process) -> None:
    try:
        async with asyncio.timeout(3.0):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()


def _write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path
