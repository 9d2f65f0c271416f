"""A started database, and a home with a lamp in it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from devices.registry.database import Database
from devices.registry.devices import Devices
from devices.registry.homes import Homes
from devices.registry.rooms import Rooms
from devices.schema import ActionSpec, Argument, Description, Property, Risk, ValueType


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """An empty, migrated database, once on SQLite and once on PostgreSQL."""
    database = Database(database_url)
    await database.start()
    yield database
    await database.close()


@pytest.fixture
def lamp() -> Description:
    """A description that uses every field."""
    return Description(
        name="Ceiling light",
        type="light",
        properties=(
            Property("on", ValueType.BOOLEAN, writable=True),
            Property("brightness", ValueType.INTEGER, writable=True, minimum=0, maximum=100, unit="%"),
            Property(
                "color", ValueType.STRING, writable=True, choices=("red", "blue"), paths=("Light.Color",)
            ),
        ),
        actions=(
            ActionSpec(
                "blink", (Argument("times", ValueType.INTEGER, required=True, minimum=1),), Risk.CONFIRM
            ),
        ),
        events=("pressed",),
        room="Kitchen",
        aliases=("big light",),
        manufacturer="Lumen",
        model="L-1",
    )


@pytest.fixture
async def home(database: Database, lamp: Description) -> str:
    """Id of a home with a kitchen and a lamp `lamp`."""
    async with database.session() as session:
        await Homes(session).create("home", "Home")
        await Rooms(session).add("home", "kitchen", "Kitchen")
        await Devices(session).register("home", "lamp", lamp, room_id="kitchen")
    return "home"
