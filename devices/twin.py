"""The twin of a device: what it should be, what it says it is, and what it was before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from devices.errors import StaleVersion, UnknownDevice
from devices.registry.homes import require_home
from devices.registry.models import TwinRow
from devices.schema import Value


@dataclass(frozen=True, slots=True)
class Twin:
    """Desired and reported values of one device, each with its version and moment."""

    device_id: str
    desired: Mapping[str, Value] = field(default_factory=dict)
    reported: Mapping[str, Value] = field(default_factory=dict)
    previous: Mapping[str, Value] = field(default_factory=dict)
    """By property, the reported value before its last change."""
    desired_version: int = 0
    """Counts the writes."""
    reported_version: int = -1
    """The device's own count within a connection; -1 before its first report."""
    reported_at: datetime | None = None
    desired_at: datetime | None = None
    reported_epoch: int = 0
    """When the reporting connection began, in milliseconds since 1970."""
    confirmed: int = 0
    """Replies whose values were merged in since that report."""


class Twins:
    """The twins of a home's devices; a device has one from its registration on."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def reported(self, home_id: str, device_id: str) -> Twin:
        """The device's twin; raises UnknownDevice."""
        return _twin(await self._row(home_id, device_id, lock=False))

    async def list(self, home_id: str) -> list[Twin]:
        """The home's twins by device id; raises UnknownHome."""
        query = select(TwinRow).where(TwinRow.home_id == home_id).order_by(TwinRow.device_id)
        twins = [_twin(row) for row in await self._session.scalars(query)]
        if not twins:
            await require_home(self._session, home_id)
        return twins

    async def report(
        self,
        home_id: str,
        device_id: str,
        values: Mapping[str, Value],
        *,
        epoch: int,
        version: int,
        at: datetime,
        partial: bool = False,
    ) -> Twin | None:
        """The twin after the device's report, or None when a report as new is already known.

        Newer means a greater (epoch, version). The values replace those of the report before, or are merged
        into them when `partial`. Raises UnknownDevice.
        """
        row = await self._row(home_id, device_id, lock=True)
        if (epoch, version) <= (row.reported_epoch, row.reported_version):
            return None
        row.previous = {**row.previous, **_changed(row.reported, values)}
        row.reported = {**row.reported, **values} if partial else dict(values)
        row.reported_epoch, row.reported_version, row.reported_at = epoch, version, at
        row.confirmed = 0
        await self._session.flush()
        return _twin(row)

    async def confirm(self, home_id: str, device_id: str, values: Mapping[str, Value]) -> Twin | None:
        """The twin with values from a reply, ahead of the device's next report; None when it says so already.

        The next report replaces them whatever it says. Raises UnknownDevice.
        """
        row = await self._row(home_id, device_id, lock=True)
        merged = {**row.reported, **values}
        changed = _changed(row.reported, values)
        if not changed and merged.keys() == row.reported.keys():
            return None
        row.previous = {**row.previous, **changed}
        row.reported = merged
        row.confirmed += 1
        await self._session.flush()
        return _twin(row)

    async def desire(
        self,
        home_id: str,
        device_id: str,
        values: Mapping[str, Value],
        *,
        at: datetime,
        if_version: int | None = None,
    ) -> Twin:
        """The twin with these values desired as well; call for several devices in the order of their ids.

        Raises UnknownDevice, and StaleVersion when `if_version` is not the version that is stored.
        """
        row = await self._row(home_id, device_id, lock=True)
        if if_version is not None and if_version != row.desired_version:
            raise StaleVersion(device_id=device_id, expected=if_version, actual=row.desired_version)
        row.desired = {**row.desired, **values}
        row.desired_version += 1
        row.desired_at = at
        await self._session.flush()
        return _twin(row)

    async def _row(self, home_id: str, device_id: str, *, lock: bool) -> TwinRow:
        row = await self._session.get(
            TwinRow, (home_id, device_id), with_for_update=lock or None, populate_existing=lock
        )
        if row is None:
            raise UnknownDevice(home_id=home_id, device_id=device_id)
        return row


def _changed(old: Mapping[str, Value], new: Mapping[str, Value]) -> dict[str, Value]:
    """The old values of the properties whose new value differs; 1 and True differ, 1 and 1.0 do not."""
    return {
        name: old[name]
        for name, value in new.items()
        if name in old and (old[name] != value or isinstance(old[name], bool) is not isinstance(value, bool))
    }


def _twin(row: TwinRow) -> Twin:
    return Twin(
        device_id=row.device_id,
        desired=dict(row.desired),
        reported=dict(row.reported),
        previous=dict(row.previous),
        desired_version=row.desired_version,
        reported_version=row.reported_version,
        reported_at=row.reported_at,
        desired_at=row.desired_at,
        reported_epoch=row.reported_epoch,
        confirmed=row.confirmed,
    )
