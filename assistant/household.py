"""The homes an installation starts with."""

from __future__ import annotations

from dataclasses import dataclass

import structlog

from devices.registry.database import Database
from devices.registry.homes import Homes
from devices.registry.rooms import Rooms

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Household:
    """A home and its rooms, to be there when the assistant starts."""

    id: str
    name: str
    timezone: str = "UTC"
    rooms: tuple[tuple[str, str | None], ...] = ()
    """Name and floor."""


async def ensure(database: Database, household: Household, *, only_when_empty: bool) -> None:
    """Make the home and its rooms unless they exist; with `only_when_empty`, unless any home exists.

    Raises DatabaseUnavailable, InvalidValue.
    """
    async with database.session() as session:
        homes = Homes(session)
        known = {home.id for home in await homes.list()}
        if household.id not in known:
            if known and only_when_empty:
                return
            await homes.create(household.id, household.name, household.timezone)
            log.info("home_created", home_id=household.id)
        rooms = Rooms(session)
        for name, floor in household.rooms:
            await rooms.ensure(household.id, name, floor)


async def home_ids(database: Database) -> list[str]:
    """Ids of all homes."""
    async with database.session(read_only=True) as session:
        return [home.id for home in await Homes(session).list()]
