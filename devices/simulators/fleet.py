"""A whole simulated home: read from a file, started and stopped as one."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from devices.errors import DeviceError
from devices.ids import check_id, clean_name, name_key, slug
from devices.simulators.behaviour import Behaviour
from devices.simulators.catalogue import build
from devices.simulators.device import About, HomeFileError
from devices.simulators.pace import Pace
from devices.simulators.runtime import Clock, SimulatedDevice, utc_now

MOST_DEVICES = 2000
AT_ONCE = 50
"""Devices that connect at the same time."""


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class RoomFile(_Model):
    """A room and its floor."""

    name: str
    floor: str | None = None


class DeviceFile(_Model):
    """One device; everything but kind and name can be left out."""

    kind: str
    name: str
    id: str | None = None
    room: str | None = None
    aliases: list[str] = []
    manufacturer: str = ""
    model: str = ""
    state: dict[str, bool | int | float | str | list[str]] = {}
    options: dict[str, Any] = {}
    description: dict[str, Any] | None = None
    effects: dict[str, Any] | None = None


class HomeFile(_Model):
    """A home as a file describes it."""

    home: str
    name: str = ""
    timezone: str = "UTC"
    rooms: list[RoomFile] = []
    devices: list[DeviceFile] = Field(max_length=MOST_DEVICES)


class Fleet:
    """The devices of one home; `behaviours` exist from the start, `devices` once started."""

    def __init__(self, home: HomeFile, pace: Pace) -> None:
        self.home = home
        self.behaviours: dict[str, Behaviour] = {}
        self.devices: dict[str, SimulatedDevice] = {}
        rooms = {name_key(room.name) for room in home.rooms}
        for entry in home.devices:
            if entry.room is not None and name_key(entry.room) not in rooms:
                raise HomeFileError(f"{entry.name}: there is no room {entry.room!r:.80}")
            device_id = entry.id or slug(entry.name, self.behaviours)
            if device_id in self.behaviours:
                raise HomeFileError(f"{entry.name}: the id {device_id} is taken")
            try:
                check_id(device_id)
                clean_name(entry.name)
            except DeviceError as error:
                raise HomeFileError(f"{entry.name!r:.80}: {error}") from error
            self.behaviours[device_id] = build(entry.kind, _about(entry), pace)

    @classmethod
    def load(
        cls,
        source: Path | str | Mapping[str, Any],
        *,
        time_scale: float = 1.0,
        programme_scale: float | None = None,
    ) -> Fleet:
        """The home of a YAML file or of its content; scales as in `Pace.of`. Raises HomeFileError."""
        content = source if isinstance(source, Mapping) else _read(Path(source))
        try:
            home = HomeFile.model_validate(content)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            place = ".".join(str(part) for part in first["loc"])
            raise HomeFileError(f"at {place or 'top'}: {first['msg']}") from error
        return cls(home, Pace.of(time_scale, programme_scale))

    async def start(
        self,
        host: str,
        port: int,
        *,
        home_id: str | None = None,
        username: str | None = None,
        password: str | None = None,
        clock: Clock = utc_now,
        timeout: float = 30.0,
    ) -> None:
        """Connect all devices; returns when every one has announced itself, else BrokerUnavailable."""
        self.devices = {
            device_id: SimulatedDevice(
                behaviour,
                home_id=home_id or self.home.home,
                device_id=device_id,
                host=host,
                port=port,
                username=username,
                password=password,
                clock=clock,
            )
            for device_id, behaviour in self.behaviours.items()
        }
        gate = asyncio.Semaphore(AT_ONCE)

        async def connect(device: SimulatedDevice) -> None:
            async with gate:
                await device.start(timeout)

        try:
            async with asyncio.TaskGroup() as group:
                for device in self.devices.values():
                    group.create_task(connect(device), name=f"start {device.topics.device_id}")
        except ExceptionGroup as failures:
            await self.stop()
            raise failures.exceptions[0] from None

    async def stop(self) -> None:
        """Take all devices off the broker, each saying that it is offline."""
        await asyncio.gather(*(device.stop() for device in self.devices.values()))


def _about(entry: DeviceFile) -> About:
    options = dict(entry.options)
    if entry.description is not None:
        options["description"] = entry.description
    if entry.effects is not None:
        options["effects"] = entry.effects
    return About(
        name=entry.name,
        room=entry.room,
        aliases=tuple(entry.aliases),
        manufacturer=entry.manufacturer,
        model=entry.model,
        start=entry.state,
        options=options,
    )


def _read(path: Path) -> object:
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise HomeFileError(f"{path} cannot be read: {error.strerror}") from error
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise HomeFileError(f"{path}: {error}") from error
