"""What devices send: checked, written down, and told to those who watch or wait. Nothing they send raises."""

from __future__ import annotations

import asyncio
import random
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import structlog

from devices.adapters.native import (
    ReplyStatus,
    parse_description,
    parse_event,
    parse_reply,
    parse_state,
    parse_status,
)
from devices.adapters.topics import Address, Channel, parse_topic
from devices.adapters.vss import from_wire
from devices.bus import Message
from devices.commands import Command, Commands, State
from devices.errors import DatabaseUnavailable, DeviceError, InvalidPayload, UnknownDevice, UnknownProperty
from devices.presence import Presence
from devices.registry.database import Database
from devices.registry.devices import Devices
from devices.registry.rooms import Rooms
from devices.rejections import Rejections
from devices.schema import Description, Device, Value
from devices.snapshot import Snapshots
from devices.twin import Twins
from devices.validation import validate_value
from devices.watch import ChangeKind, DeviceChange

log = structlog.get_logger(__name__)

_SKEW = timedelta(days=1)
"""How far ahead a device's clock may be; a greater epoch would shut out all later ones."""
_EARLY = 256
"""Devices whose state or presence may wait for their description; retained messages come in any order."""
_RETRY_CAP = 5.0

_STATES = {
    ReplyStatus.ACCEPTED: State.ACCEPTED,
    ReplyStatus.SUCCEEDED: State.SUCCEEDED,
    ReplyStatus.FAILED: State.FAILED,
    ReplyStatus.REJECTED: State.REJECTED,
}

Clock = Callable[[], datetime]
Tell = Callable[[DeviceChange], None]
Announce = Callable[[Command], None]
CameOnline = Callable[[str, str], None]


class Ingest:
    """Handles the messages of native devices; `handle` is the bus handler.

    While the database is away, a message is held and neither acknowledged nor lost.
    """

    def __init__(
        self,
        database: Database,
        snapshots: Snapshots,
        presence: Presence,
        rejections: Rejections,
        *,
        clock: Clock,
        tell: Tell,
        announce: Announce,
        came_online: CameOnline,
    ) -> None:
        self._database = database
        self._snapshots = snapshots
        self._presence = presence
        self._rejections = rejections
        self._clock = clock
        self._tell = tell
        self._announce = announce
        self._came_online = came_online
        self._early: OrderedDict[tuple[str, str], dict[Channel, Message]] = OrderedDict()
        self._status_at: dict[tuple[str, str], datetime] = {}
        """When the device's presence was last heard of."""
        self._channels: dict[Channel, Callable[[Address, Message], Awaitable[None]]] = {
            Channel.DESCRIBE: self._describe,
            Channel.STATUS: self._status,
            Channel.STATE: self._state,
            Channel.EVENT: self._event,
            Channel.REPLY: self._reply,
        }

    async def handle(self, message: Message) -> None:
        """Take up one message; what is wrong with it is counted and logged."""
        address = parse_topic(message.topic)
        if address is None or address.channel not in self._channels:
            self._rejections.add(InvalidPayload("The topic is not a native one."), message.topic)
            return
        failures = 0
        while True:
            try:
                await self._channels[address.channel](address, message)
            except DatabaseUnavailable:
                failures += 1
                await asyncio.sleep(random.uniform(0.0, min(_RETRY_CAP, 0.1 * 2 ** min(failures, 10))))
            except DeviceError as error:
                self._rejections.add(error, message.topic)
                return
            else:
                return

    async def _describe(self, address: Address, message: Message) -> None:
        if not message.payload:  # how a retained message is taken back
            return
        description = parse_description(message.payload)
        home_id, device_id = address.home_id, address.device_id
        known = (await self._snapshots.get(home_id)).device(device_id)
        if known is not None and await self._is_old_news(address, description):
            return
        async with self._database.session() as session:
            room_id = None
            if description.room is not None and (known is None or known.room_id is None):
                room_id = (await Rooms(session).ensure(home_id, description.room)).id
            device = await Devices(session).register(home_id, device_id, description, room_id)
        if known is None or known.room_id != device.room_id:
            self._snapshots.invalidate(home_id)  # there may be a new room or twin
        else:
            self._snapshots.put_device(device)
        if known is None:
            log.info("device_registered", home_id=home_id, device_id=device_id, type=description.type)
            self._report(address, ChangeKind.REGISTERED)
        elif replace(known, online=device.online) != device:
            self._report(address, ChangeKind.UPDATED)
        for early in self._early.pop((home_id, device_id), {}).values():
            await self.handle(early)

    async def _is_old_news(self, address: Address, description: Description) -> bool:
        """Whether the device says what is stored already, as at every connection."""
        async with self._database.session(read_only=True) as session:
            devices = Devices(session)
            return await devices.is_registered(address.home_id, address.device_id, description)

    async def _status(self, address: Address, message: Message) -> None:
        if not message.payload:
            return
        status = parse_status(message.payload)
        self._check_epoch(status.epoch)
        if await self._device(address) is None:
            self._keep_early(address, message)
            return
        self._status_at[address.home_id, address.device_id] = self._clock()
        online = await self._presence.heard(address.home_id, address.device_id, status, message.session)
        if status.online and online:
            self._came_online(address.home_id, address.device_id)

    async def _state(self, address: Address, message: Message) -> None:
        if not message.payload:
            return
        state = parse_state(message.payload)
        self._check_epoch(state.epoch)
        device = await self._device(address)
        if device is None:
            self._keep_early(address, message)
            return
        now = self._clock()
        async with self._database.session() as session:
            twin = await Twins(session).report(
                address.home_id,
                address.device_id,
                self._checked(device.description, state.values, message.topic),
                epoch=state.epoch,
                version=state.version,
                at=min(state.at, now) if message.retain else now,
            )
        if twin is None:
            self._rejections.counters["stale_report"] += 1
            return
        self._snapshots.put_twin(address.home_id, twin)
        self._report(address, ChangeKind.STATE, values=twin.reported)

    async def _event(self, address: Address, message: Message) -> None:
        if message.retain or not message.payload:  # not news
            return
        event = parse_event(message.payload)
        device = await self._known(address)
        if event.event not in device.description.events:
            raise InvalidPayload("The device's description has no such event.", event=event.event)
        self._report(address, ChangeKind.EVENT, values=event.data, event=event.event)

    async def _reply(self, address: Address, message: Message) -> None:
        reply = parse_reply(message.payload, correlation=message.correlation)
        device = await self._known(address)
        values = self._checked(device.description, reply.values, message.topic)
        async with self._database.session() as session:
            commands = Commands(session)
            asked = await commands.get(address.home_id, reply.command_id)
            if asked is None or asked.device_id != address.device_id:
                raise InvalidPayload("The reply is to a command that this device was never given.")
            command = await commands.apply(
                address.home_id,
                reply.command_id,
                _STATES[reply.status],
                code=reply.code,
                message=reply.message,
                values=values,
                at=self._clock(),
            )
            twin = None
            if command is not None and values and self._is_news(command):
                twin = await Twins(session).confirm(address.home_id, address.device_id, values)
        if command is None:
            self._rejections.counters["repeated_reply"] += 1
            return
        log.info(
            "command_answered",
            home_id=address.home_id,
            device_id=address.device_id,
            command_id=command.id,
            trace_id=command.trace_id,
            state=command.state.value,
            code=command.code,
            was=asked.state.value,
        )
        if twin is not None:
            self._snapshots.put_twin(address.home_id, twin)
            self._report(address, ChangeKind.STATE, values=twin.reported)
        self._announce(command)

    def _is_news(self, command: Command) -> bool:
        """Whether the values of its reply are how the device is now.

        An answer to a command from before the present connection may be one from the device's memory, older
        than the state that it reported when it connected.
        """
        since = self._status_at.get((command.home_id, command.device_id))
        return command.state is State.SUCCEEDED and since is not None and command.created_at >= since

    async def _device(self, address: Address) -> Device | None:
        return (await self._snapshots.get(address.home_id)).device(address.device_id)

    async def _known(self, address: Address) -> Device:
        device = await self._device(address)
        if device is None:
            raise UnknownDevice("The device has not described itself.")
        return device

    def _keep_early(self, address: Address, message: Message) -> None:
        key = (address.home_id, address.device_id)
        self._early.setdefault(key, {})[address.channel] = message
        self._early.move_to_end(key)
        if len(self._early) > _EARLY:
            self._early.popitem(last=False)
            self._rejections.add(
                UnknownDevice("Too many devices have not described themselves."), message.topic
            )

    def _checked(
        self, description: Description, values: Mapping[str, object], topic: str
    ) -> dict[str, Value]:
        """The values that the description allows, by property; the others are counted and left out."""
        checked: dict[str, Value] = {}
        for name, value in from_wire(description, values).items():
            spec = description.find_property(name)
            try:
                if spec is None or not spec.readable:
                    raise UnknownProperty("A value for a property that the description does not have.")
                checked[name] = validate_value(spec, value)
            except DeviceError as error:
                self._rejections.add(error, topic)
        return checked

    def _check_epoch(self, epoch: int) -> None:
        if epoch > (self._clock() + _SKEW).astimezone(UTC).timestamp() * 1000:
            raise InvalidPayload("The epoch is in the future.", epoch=str(epoch))

    def _report(
        self,
        address: Address,
        kind: ChangeKind,
        *,
        values: Mapping[str, Value] | None = None,
        event: str = "",
    ) -> None:
        self._tell(
            DeviceChange(address.home_id, address.device_id, kind, self._clock(), values or {}, event=event)
        )
