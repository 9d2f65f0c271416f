"""The bus over TLS, on a real Mosquitto with certificates made for the test."""

from __future__ import annotations

import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from assistant.settings import Settings
from assistant.startup import InvalidSettings, broker_tls
from devices.bus import Bus
from devices.errors import BrokerUnavailable
from tests import servers
from tests.integration.devices.support import Inbox

DAYS = "2"


@dataclass(frozen=True, slots=True)
class Site:
    """A broker with two ports for TLS, and what a client may trust."""

    port: int
    """With a certificate for 127.0.0.1."""
    misnamed_port: int
    """With a certificate for another name."""
    plain_port: int
    authority: Path
    stranger: Path
    """An authority that signed nothing here."""


class Authority:
    """Signs certificates with the openssl command."""

    def __init__(self, folder: Path, name: str) -> None:
        self._tool = servers._require("openssl", "openssl")
        self._folder = folder
        self.certificate, self._key = folder / f"{name}.pem", folder / f"{name}.key"
        self._run(
            *("req", "-x509", *self._new_key(self._key), "-out", self.certificate, "-days", DAYS),
            *("-subj", f"/CN={name}", "-addext", "keyUsage=critical,keyCertSign"),
        )

    def sign(self, name: str, subject: str) -> tuple[Path, Path]:
        """Paths of a server certificate for `subject`, such as IP:127.0.0.1, and of its key."""
        certificate, key, request = (self._folder / f"{name}.{kind}" for kind in ("pem", "key", "csr"))
        extension = self._folder / f"{name}.ext"
        extension.write_text(f"subjectAltName={subject}\nauthorityKeyIdentifier=keyid\n")
        self._run("req", *self._new_key(key), "-out", request, "-subj", f"/CN={name}")
        self._run(
            *("x509", "-req", "-in", request, "-CA", self.certificate, "-CAkey", self._key),
            *("-CAcreateserial", "-out", certificate, "-days", DAYS, "-extfile", extension),
        )
        return certificate, key

    @staticmethod
    def _new_key(path: Path) -> tuple[str | Path, ...]:
        return ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", path)

    def _run(self, *arguments: str | Path) -> None:
        subprocess.run([self._tool, *arguments], check=True, capture_output=True, timeout=20)


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with servers.mosquitto_server() as server:
        authority, stranger = (Authority(server.folder, name) for name in ("authority", "stranger"))
        server.stop()
        configuration = server.folder / "mosquitto.conf"
        text = configuration.read_text()
        ports = [servers.free_port(), servers.free_port()]
        for port, subject in zip(ports, ("IP:127.0.0.1", "DNS:another.example"), strict=True):
            certificate, key = authority.sign(f"server-{port}", subject)
            text += f"listener {port} 127.0.0.1\ncertfile {certificate}\nkeyfile {key}\n"
        configuration.write_text(text)
        server.start()
        yield Site(ports[0], ports[1], server.port, authority.certificate, stranger.certificate)


@asynccontextmanager
async def bus_to(port: int, trusted: Path) -> AsyncIterator[Bus]:
    """A bus with the TLS that the settings ask for."""
    bus = Bus(
        "127.0.0.1",
        port,
        client_id="tls",
        clock=lambda: datetime.now(UTC),
        tls=broker_tls(Settings(mqtt_tls_ca=trusted)),
    )
    await bus.start()
    try:
        yield bus
    finally:
        await bus.close()


async def test_messages_go_over_a_trusted_connection(site: Site) -> None:
    inbox = Inbox()
    async with bus_to(site.port, site.authority) as bus:
        await bus.subscribe("secret/#", inbox)
        await bus.wait_connected(5)
        assert await bus.publish("secret/word", b"x" * 100_000)
        assert (await inbox.holds(1))[0].payload == b"x" * 100_000


@pytest.mark.parametrize(
    ("port", "trusted", "reason"),
    [
        ("port", "stranger", "certificate is not trusted"),
        ("misnamed_port", "authority", "IP address mismatch"),
        ("plain_port", "authority", "agree on TLS|cannot be reached"),
    ],
)
async def test_a_broker_that_is_not_to_be_trusted_is_not_talked_to(
    site: Site, port: str, trusted: str, reason: str
) -> None:
    with capture_logs() as logs:
        async with bus_to(getattr(site, port), getattr(site, trusted)) as bus:
            with pytest.raises(BrokerUnavailable, match=reason) as failure:
                await bus.wait_connected(2)
            assert not bus.connected.is_set()
            with pytest.raises(BrokerUnavailable):
                await bus.publish("secret/word", b"x")
    assert failure.value.code == "broker_unavailable"
    assert [entry["event"] for entry in logs].count("broker_down") == 1, "told once"


async def test_a_plain_client_does_not_get_in(site: Site) -> None:
    bus = Bus("127.0.0.1", site.port, client_id="plain", clock=lambda: datetime.now(UTC))
    await bus.start()
    with pytest.raises(BrokerUnavailable):
        await bus.wait_connected(2)
    await bus.close()


def test_what_is_no_certificate_is_told_before_anything_starts(tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_text("nothing of the kind")
    for path in (tmp_path / "ca.pem", tmp_path / "missing.pem"):
        with pytest.raises(InvalidSettings, match=path.name):
            broker_tls(Settings(mqtt_tls_ca=path))
