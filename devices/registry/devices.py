"""Devices of a home: what they said of themselves, and what people decided about them."""

from __future__ import annotations

import builtins
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from devices.errors import DuplicateId, InvalidValue, UnknownDevice
from devices.ids import check_id, clean_name
from devices.registry.descriptions import from_json, to_json
from devices.registry.homes import require_home
from devices.registry.models import DeviceRow, TokenRow, TwinRow
from devices.registry.rooms import require_room
from devices.registry.unset import UNSET, Unset
from devices.schema import Description, Device

MAX_ALIASES = 16


class Devices:
    """The devices of homes."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def register(
        self,
        home_id: str,
        device_id: str,
        description: Description,
        room_id: str | None = None,
        adapter: str = "native",
        origin: Mapping[str, str] | None = None,
    ) -> Device:
        """Add the device, or renew what it says of itself when the id is known.

        The name, aliases and room that people chose stay; `room_id` counts only while there is no room.
        Raises UnknownHome, UnknownRoom, InvalidValue.
        """
        await require_home(self._session, home_id)
        check_id(device_id, "device id")
        if room_id is not None:
            await require_room(self._session, home_id, room_id)
        row = await self._find(home_id, device_id, lock=True)
        if row is None:
            row = await self._insert(home_id, device_id)
        row.type = description.type
        row.description = to_json(description)
        row.adapter = adapter
        row.origin = dict(origin or {})
        if row.room_id is None and not row.room_chosen:
            row.room_id = room_id
        await self._session.flush()
        return _device(row)

    async def is_registered(
        self, home_id: str, device_id: str, description: Description, adapter: str = "native"
    ) -> bool:
        """Whether registering the device with that description would change nothing; writes nothing."""
        row = await self._find(home_id, device_id, lock=False)
        if row is None or (row.adapter, row.origin) != (adapter, {}):
            return False
        placed = row.room_id is not None or row.room_chosen or description.room is None
        return placed and from_json(row.description) == description

    async def get(self, home_id: str, device_id: str) -> Device:
        """The device; raises UnknownDevice."""
        return _device(await self._row(home_id, device_id))

    async def list(
        self,
        home_id: str,
        *,
        room_id: str | None = None,
        type: str | None = None,  # noqa: A002
    ) -> list[Device]:
        """The home's devices by id, of one room or type where given; raises UnknownHome."""
        query = select(DeviceRow).where(DeviceRow.home_id == home_id).order_by(DeviceRow.id)
        if room_id is not None:
            query = query.where(DeviceRow.room_id == room_id)
        if type is not None:
            query = query.where(DeviceRow.type == type)
        devices = [_device(row) for row in await self._session.scalars(query)]
        if not devices:
            await require_home(self._session, home_id)
        return devices

    async def update(
        self,
        home_id: str,
        device_id: str,
        *,
        name: str | None = None,
        room_id: str | Unset | None = UNSET,
        aliases: Sequence[str] | None = None,
    ) -> Device:
        """Decide what is given for the device, whatever it says of itself later.

        Raises UnknownDevice, UnknownRoom, InvalidValue.
        """
        row = await self._row(home_id, device_id)
        if name is not None:
            row.name = clean_name(name)
        if aliases is not None:
            row.aliases = _aliases(aliases)
        if not isinstance(room_id, Unset):
            if room_id is not None:
                await require_room(self._session, home_id, room_id)
            row.room_id = room_id
            row.room_chosen = True
        await self._session.flush()
        return _device(row)

    async def delete(self, home_id: str, device_id: str) -> None:
        """Remove the device, its twin and its tokens; its commands stay. Raises UnknownDevice."""
        row = await self._row(home_id, device_id)
        tokens = delete(TokenRow).where(TokenRow.home_id == home_id, TokenRow.device_id == device_id)
        await self._session.execute(tokens)
        await self._session.delete(row)
        await self._session.flush()

    async def set_online(self, home_id: str, device_id: str, online: bool, epoch: int) -> bool:
        """Whether this changed anything; news of an older connection than the newest seen does not.

        `epoch` is when the connection began, in milliseconds since 1970. Raises UnknownDevice.
        """
        row = await self._row(home_id, device_id, lock=True)
        if epoch < row.epoch:
            return False
        changed = row.online is not online
        row.online, row.epoch = online, epoch
        await self._session.flush()
        return changed

    async def epoch(self, home_id: str, device_id: str) -> int:
        """When the newest connection seen began, in milliseconds since 1970; raises UnknownDevice."""
        return (await self._row(home_id, device_id)).epoch

    async def forget_presence(self, home_id: str, device_ids: Collection[str] | None = None) -> None:
        """Take the devices given, or all, for offline until heard of: nobody knows what happened meanwhile.

        Epochs stay, so that what is still connected is online again with its retained status.
        """
        if device_ids is not None and not device_ids:
            return
        change = update(DeviceRow).where(DeviceRow.home_id == home_id).values(online=False)
        if device_ids is not None:
            change = change.where(DeviceRow.id.in_(device_ids))
        await self._session.execute(change)
        self._session.expire_all()

    async def _insert(self, home_id: str, device_id: str) -> DeviceRow:
        row = DeviceRow(home_id=home_id, id=device_id, type="", description={}, adapter="", origin={})
        row.online, row.epoch, row.room_chosen, row.name, row.aliases = False, 0, False, None, None
        twin = TwinRow(home_id=home_id, device_id=device_id, desired={}, reported={}, previous={})
        twin.desired_version, twin.reported_epoch, twin.reported_version = 0, 0, -1
        twin.confirmed = 0
        try:
            async with self._session.begin_nested():
                self._session.add(row)
                await self._session.flush()
                self._session.add(twin)
        except IntegrityError as error:  # somebody else was faster
            existing = await self._find(home_id, device_id, lock=True)
            if existing is None:
                raise DuplicateId(home_id=home_id, device_id=device_id) from error
            return existing
        return row

    async def _row(self, home_id: str, device_id: str, *, lock: bool = False) -> DeviceRow:
        row = await self._find(home_id, device_id, lock=lock)
        if row is None:
            raise UnknownDevice(home_id=home_id, device_id=device_id)
        return row

    async def _find(self, home_id: str, device_id: str, *, lock: bool) -> DeviceRow | None:
        return await self._session.get(
            DeviceRow, (home_id, device_id), with_for_update=lock or None, populate_existing=lock
        )


def _aliases(aliases: Sequence[str]) -> builtins.list[str]:
    if len(aliases) > MAX_ALIASES:
        raise InvalidValue(f"A device has {MAX_ALIASES} aliases at most.", field="aliases")
    return [clean_name(alias, "alias") for alias in aliases]


def _device(row: DeviceRow) -> Device:
    description = from_json(row.description)
    if row.name is not None:
        description = replace(description, name=row.name)
    if row.aliases is not None:
        description = replace(description, aliases=tuple(row.aliases))
    return Device(
        id=row.id,
        home_id=row.home_id,
        description=description,
        room_id=row.room_id,
        adapter=row.adapter,
        origin=dict(row.origin),
        online=row.online,
    )
