"""A real broker of each kind, and buses that are closed after the test."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from devices.broker import BrokerKind, EmbeddedBroker, find_mosquitto
from devices.bus import Bus
from tests import servers

MakeBus = Callable[..., Bus]


@pytest.fixture(params=list(BrokerKind))
async def broker(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[EmbeddedBroker]:
    """A started broker, once of each kind; it keeps its port when it is stopped and started again."""
    if request.param is BrokerKind.MOSQUITTO and find_mosquitto() is None:
        servers._missing("mosquitto", "mosquitto")
    embedded = EmbeddedBroker(tmp_path / "broker", kind=request.param)
    await embedded.start()
    yield embedded
    await embedded.stop()


@pytest.fixture
async def make_bus(broker: EmbeddedBroker) -> AsyncIterator[MakeBus]:
    """Makes buses to the broker."""
    made: list[Bus] = []

    def make(client_id: str, **options: Any) -> Bus:
        bus = Bus("127.0.0.1", broker.port, client_id=client_id, clock=lambda: datetime.now(UTC), **options)
        made.append(bus)
        return bus

    yield make
    for bus in made:
        await bus.close()
