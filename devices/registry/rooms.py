"""Rooms of a home, and the floors they are on."""

from __future__ import annotations

import builtins
from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from devices.errors import DuplicateId, UnknownRoom
from devices.ids import check_id, clean_name, name_key, slug
from devices.registry.homes import require_home
from devices.registry.models import DeviceRow, RoomRow
from devices.registry.unset import UNSET, Unset


@dataclass(frozen=True, slots=True)
class Room:
    """A room; the same name may be on several floors."""

    id: str
    home_id: str
    name: str
    floor: str | None = None


class Rooms:
    """The rooms of homes."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, home_id: str, id: str, name: str, floor: str | None = None) -> Room:  # noqa: A002
        """A new room; raises UnknownHome, InvalidValue, or DuplicateId when the id or the name is taken."""
        await require_home(self._session, home_id)
        row = RoomRow(home_id=home_id, id=check_id(id))
        _rename(row, name)
        row.floor = _floor(floor)
        if await self._session.get(RoomRow, (home_id, id)) is not None:
            raise DuplicateId(f"There is already a room with the id {id}.", home_id=home_id, room_id=id)
        self._session.add(row)
        await self._flush(row)
        return _room(row)

    async def get(self, home_id: str, room_id: str) -> Room:
        """The room; raises UnknownRoom."""
        return _room(await require_room(self._session, home_id, room_id))

    async def list(self, home_id: str) -> list[Room]:
        """The home's rooms by id; raises UnknownHome."""
        rows = await self._rows(home_id)
        if not rows:
            await require_home(self._session, home_id)
        return [_room(row) for row in rows]

    async def update(
        self, home_id: str, room_id: str, *, name: str | None = None, floor: str | Unset | None = UNSET
    ) -> Room:
        """Change what is given; raises UnknownRoom, InvalidValue, or DuplicateId when the name is taken."""
        row = await require_room(self._session, home_id, room_id)
        if name is not None:
            _rename(row, name)
        if not isinstance(floor, Unset):
            row.floor = _floor(floor)
        await self._flush(row)
        return _room(row)

    async def delete(self, home_id: str, room_id: str) -> None:
        """Remove the room; its devices stay, without a room. Raises UnknownRoom."""
        row = await require_room(self._session, home_id, room_id)
        here = (DeviceRow.home_id == home_id, DeviceRow.room_id == room_id)
        await self._session.execute(update(DeviceRow).where(*here).values(room_id=None, room_chosen=False))
        await self._session.delete(row)
        await self._session.flush()

    async def ensure(self, home_id: str, name: str, floor: str | None = None) -> Room:
        """The room of that name, compared without case, or a new one; raises UnknownHome or InvalidValue.

        Without a floor any floor will do; with one, a room that has another is a different room.
        """
        name, wanted = clean_name(name), _floor(floor)
        for _ in range(2):
            rows = await self._rows(home_id)
            same = [row for row in rows if row.name_key == name_key(name)]
            found = next((row for row in same if not wanted or row.floor == wanted), None)
            if found is not None:
                return _room(found)
            free = slug(name, {row.id for row in rows})
            try:
                async with self._session.begin_nested():
                    return await self.add(home_id, free, name, floor)
            except DuplicateId:  # made by somebody else since it was looked for
                continue
        raise DuplicateId(f"The room {name} is being made by somebody else.", home_id=home_id)

    async def _rows(self, home_id: str) -> builtins.list[RoomRow]:
        query = select(RoomRow).where(RoomRow.home_id == home_id).order_by(RoomRow.id)
        return [*await self._session.scalars(query)]

    async def _flush(self, row: RoomRow) -> None:
        name = row.name
        try:
            await self._session.flush()
        except IntegrityError as error:
            raise DuplicateId(f"There is already a room called {name}.", name=name) from error


async def require_room(session: AsyncSession, home_id: str, room_id: str) -> RoomRow:
    """The room's row; raises UnknownRoom."""
    row = await session.get(RoomRow, (home_id, room_id))
    if row is None:
        raise UnknownRoom("There is no such room in this home.", home_id=home_id, room_id=room_id)
    return row


def _rename(row: RoomRow, name: str) -> None:
    row.name = clean_name(name)
    row.name_key = name_key(row.name)


def _floor(floor: str | None) -> str:
    return clean_name(floor, "floor") if floor else ""


def _room(row: RoomRow) -> Room:
    return Room(id=row.id, home_id=row.home_id, name=row.name, floor=row.floor or None)
