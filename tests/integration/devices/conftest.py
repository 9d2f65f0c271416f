"""A real broker of each kind, and buses that are closed after the test."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from devices.broker import BrokerKind, EmbeddedBroker, find_mosquitto
from devices.bus import Bus, Will
from devices.hub import Hub
from devices.registry.database import Database
from devices.registry.homes import Homes
from tests import servers
from tests.integration.devices.support import Gadget

MakeBus = Callable[..., Bus]
MakeHub = Callable[..., Awaitable[Hub]]
MakeGadget = Callable[..., Gadget]


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


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    """A database with one home, `home`."""
    store = Database(f"sqlite+aiosqlite:///{tmp_path / 'ensemble.db'}")
    await store.start()
    async with store.session() as session:
        await Homes(session).create("home", "Home")
    yield store
    await store.close()


@pytest.fixture
async def make_hub(make_bus: MakeBus, database: Database) -> AsyncIterator[MakeHub]:
    """Makes started hubs, each with a bus of its own; they are closed after the test."""
    made: list[tuple[Hub, Bus]] = []
    numbers = itertools.count(1)

    async def make(name: str = "core", *, connect: bool = True, **options: Any) -> Hub:
        bus = make_bus(f"ensemble-core-{name}")
        hub = Hub(
            database,
            bus,
            clock=lambda: datetime.now(UTC),
            new_id=lambda: f"{name}-{next(numbers)}",
            **options,
        )
        made.append((hub, bus))
        await hub.start()
        await bus.start()
        if connect:
            await bus.wait_connected()
        return hub

    yield make
    for hub, bus in made:
        await bus.close()
        await hub.close()


@pytest.fixture
async def hub(make_hub: MakeHub) -> Hub:
    """A started, connected hub with deadlines of ten seconds."""
    return await make_hub()


@pytest.fixture
def make_gadget(make_bus: MakeBus) -> MakeGadget:
    """Makes devices of `home`; they are not started yet."""

    def make(device_id: str, **options: Any) -> Gadget:
        gadgets: list[Gadget] = []

        def will() -> Will:
            return gadgets[0].will()

        bus = make_bus(f"ensemble-device-home-{device_id}", will=will)
        gadgets.append(Gadget(bus, "home", device_id, **options))
        return gadgets[0]

    return make
