"""Homes: the tenants. Everything else belongs to exactly one."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from devices.errors import DuplicateId, InvalidValue, UnknownHome
from devices.ids import check_id, clean_name
from devices.registry.models import HomeRow


@dataclass(frozen=True, slots=True)
class Home:
    """One household."""

    id: str
    name: str
    timezone: str
    """IANA name."""


class Homes:
    """The homes of this installation."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def create(self, id: str, name: str, timezone: str = "UTC") -> Home:  # noqa: A002
        """A new, empty home; raises DuplicateId or InvalidValue."""
        row = HomeRow(id=check_id(id), name=clean_name(name), timezone=check_timezone(timezone))
        if await self._session.get(HomeRow, id) is not None:
            raise DuplicateId(f"There is already a home with the id {id}.", home_id=id)
        self._session.add(row)
        try:
            await self._session.flush()
        except IntegrityError as error:
            raise DuplicateId(f"There is already a home with the id {id}.", home_id=id) from error
        return _home(row)

    async def get(self, home_id: str) -> Home:
        """The home; raises UnknownHome."""
        return _home(await self._row(home_id))

    async def list(self) -> list[Home]:
        """All homes by id."""
        rows = await self._session.scalars(select(HomeRow).order_by(HomeRow.id))
        return [_home(row) for row in rows]

    async def rename(self, home_id: str, name: str) -> Home:
        """The home under its new name; raises UnknownHome or InvalidValue."""
        return await self.update(home_id, name=name)

    async def update(self, home_id: str, *, name: str | None = None, timezone: str | None = None) -> Home:
        """Change what is given; raises UnknownHome or InvalidValue."""
        row = await self._row(home_id)
        if name is not None:
            row.name = clean_name(name)
        if timezone is not None:
            row.timezone = check_timezone(timezone)
        await self._session.flush()
        return _home(row)

    async def delete(self, home_id: str) -> None:
        """Remove the home and all that belongs to it; raises UnknownHome."""
        await self._row(home_id)
        await self._session.execute(delete(HomeRow).where(HomeRow.id == home_id))
        self._session.expunge_all()

    async def _row(self, home_id: str) -> HomeRow:
        return await require_home(self._session, home_id)


async def require_home(session: AsyncSession, home_id: str) -> HomeRow:
    """The home's row; raises UnknownHome."""
    row = await session.get(HomeRow, home_id)
    if row is None:
        raise UnknownHome("There is no such home.", home_id=home_id)
    return row


def check_timezone(name: str) -> str:
    """The name itself; InvalidValue unless it is an IANA time zone."""
    if name == "UTC":  # also where no time zone data is installed
        return name
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise InvalidValue("There is no such time zone.", field="timezone") from error
    return name


def _home(row: HomeRow) -> Home:
    return Home(id=row.id, name=row.name, timezone=row.timezone)
