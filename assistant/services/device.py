"""DeviceService: the registry's devices, their state as it changes, and commands without the model."""

# ruff: noqa: ARG002, N802 - gRPC gives the methods their names and parameters

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import grpc.aio
from ensemble.v1 import device_pb2
from ensemble.v1.device_pb2_grpc import DeviceServiceServicer

from assistant import bounds
from assistant.call import DEVICE, EVERYONE, RESIDENTS, Call, current_call
from assistant.convert import command_to_proto, description_to_json, device_to_proto
from assistant.errors import InvalidRequest, PermissionDenied, UnknownCommand
from assistant.paging import page
from assistant.services.command import CommandSender
from assistant.services.watching import changes
from devices.adapters.description import parse_description
from devices.errors import UnknownDevice, UnknownHome, UnknownRoom
from devices.hub import ChangeKind, Hub, Snapshot
from devices.registry.database import Database
from devices.registry.devices import Devices
from devices.registry.rooms import Rooms
from devices.registry.unset import UNSET
from devices.schema import Device

Context = grpc.aio.ServicerContext[Any, Any]

MAX_WATCHED = 256
_FIELDS = frozenset({"name", "room_id", "aliases"})


class DeviceServicer(DeviceServiceServicer):
    """Checks rights and bounds, then asks the hub and the registry."""

    def __init__(
        self, database: Database, hub: Hub, sender: CommandSender, *, closing: asyncio.Event
    ) -> None:
        """`closing` is set when the server is about to stop: watches then end."""
        self._database = database
        self._hub = hub
        self._sender = sender
        self._closing = closing

    async def RegisterDevice(
        self, request: device_pb2.RegisterDeviceRequest, context: Context
    ) -> device_pb2.RegisterDeviceResponse:
        """Add the device, or renew what it says of itself; a device may do that only for itself."""
        home_id = bounds.known_id(request.home_id, "home_id", UnknownHome)
        device_id = bounds.new_id(request.device_id, "device_id")
        _allow_registering(current_call(), home_id, device_id)
        room_id: str | None = bounds.optional_id(request.room_id, "room_id", UnknownRoom) or None
        description = parse_description(description_to_json(request.description))
        known = (await self._hub.snapshot(home_id)).device(device_id)
        async with self._database.session() as session:
            if room_id is None and description.room and (known is None or known.room_id is None):
                room_id = (await Rooms(session).ensure(home_id, description.room)).id
            await Devices(session).register(home_id, device_id, description, room_id)
        self._hub.changed(home_id, device_id, ChangeKind.UPDATED if known else ChangeKind.REGISTERED)
        return device_pb2.RegisterDeviceResponse(
            device=await self._present(home_id, device_id), topic_prefix=f"ensemble/{home_id}/{device_id}"
        )

    async def GetDevice(
        self, request: device_pb2.GetDeviceRequest, context: Context
    ) -> device_pb2.GetDeviceResponse:
        """The device with what it last reported."""
        home_id, device_id = _named(request.home_id, request.device_id, EVERYONE)
        return device_pb2.GetDeviceResponse(device=await self._present(home_id, device_id))

    async def ListDevices(
        self, request: device_pb2.ListDevicesRequest, context: Context
    ) -> device_pb2.ListDevicesResponse:
        """The home's devices, of one room or type where given."""
        home_id = _home(request.home_id, EVERYONE)
        room_id = bounds.optional_id(request.room_id, "room_id", UnknownRoom)
        snapshot = await self._hub.snapshot(home_id)
        if room_id and all(room.id != room_id for room in snapshot.rooms):
            raise UnknownRoom
        wanted = [device for device in snapshot.devices if _fits(device, room_id, request.type)]
        shown, token = page(wanted, lambda d: d.id, size=request.page_size, token=request.page_token)
        return device_pb2.ListDevicesResponse(
            devices=[_device(snapshot, device) for device in shown], next_page_token=token
        )

    async def UpdateDevice(
        self, request: device_pb2.UpdateDeviceRequest, context: Context
    ) -> device_pb2.UpdateDeviceResponse:
        """Decide what the mask names, whatever the device says of itself later."""
        home_id, device_id = _named(request.home_id, request.device_id, RESIDENTS)
        fields = bounds.mask(list(request.update_mask.paths), _FIELDS)
        room_id = bounds.optional_id(request.room_id, "room_id", UnknownRoom) or None
        await self._hub.snapshot(home_id)
        async with self._database.session() as session:
            await Devices(session).update(
                home_id,
                device_id,
                name=request.name if "name" in fields else None,
                room_id=room_id if "room_id" in fields else UNSET,
                aliases=list(request.aliases) if "aliases" in fields else None,
            )
        self._hub.changed(home_id, device_id)
        return device_pb2.UpdateDeviceResponse(device=await self._present(home_id, device_id))

    async def DeleteDevice(
        self, request: device_pb2.DeleteDeviceRequest, context: Context
    ) -> device_pb2.DeleteDeviceResponse:
        """Remove the device; one that is still there comes back when it describes itself again."""
        home_id, device_id = _named(request.home_id, request.device_id, RESIDENTS)
        await self._hub.snapshot(home_id)
        await self._hub.remove(home_id, device_id)
        return device_pb2.DeleteDeviceResponse()

    async def WatchDevices(
        self, request: device_pb2.WatchDevicesRequest, context: Context
    ) -> AsyncIterator[device_pb2.WatchDevicesResponse]:
        """What is, then what changes, until the caller leaves or the server stops."""
        home_id = _home(request.home_id, EVERYONE)
        if len(request.device_ids) > MAX_WATCHED:
            raise InvalidRequest(f"At most {MAX_WATCHED} devices can be named.", field="device_ids")
        ids = [bounds.known_id(each, "device_ids", UnknownDevice) for each in request.device_ids]
        async for change in changes(self._hub, home_id, ids, _device, closing=self._closing):
            yield change

    async def SendCommand(
        self, request: device_pb2.SendCommandRequest, context: Context
    ) -> device_pb2.SendCommandResponse:
        """One command, under the same policy as a spoken one."""
        _named(request.home_id, request.device_id, RESIDENTS)
        command = await self._sender.send(request, current_call())
        return device_pb2.SendCommandResponse(command=command_to_proto(command))

    async def GetCommand(
        self, request: device_pb2.GetCommandRequest, context: Context
    ) -> device_pb2.GetCommandResponse:
        """A command as it stands now."""
        home_id = _home(request.home_id, EVERYONE)
        await self._hub.snapshot(home_id)
        command = await self._hub.get_command(home_id, bounds.opaque(request.command_id, "command_id"))
        if command is None:
            raise UnknownCommand
        return device_pb2.GetCommandResponse(command=command_to_proto(command))

    async def _present(self, home_id: str, device_id: str) -> device_pb2.Device:
        snapshot = await self._hub.snapshot(home_id)
        device = snapshot.device(device_id)
        if device is None:
            raise UnknownDevice
        return _device(snapshot, device)


def _home(home_id: str, roles: frozenset[str]) -> str:
    home_id = bounds.known_id(home_id, "home_id", UnknownHome)
    current_call().allow(home_id, roles)
    return home_id


def _named(home_id: str, device_id: str, roles: frozenset[str]) -> tuple[str, str]:
    return _home(home_id, roles), bounds.known_id(device_id, "device_id", UnknownDevice)


def _allow_registering(call: Call, home_id: str, device_id: str) -> None:
    call.allow(home_id, RESIDENTS | {DEVICE})
    if call.caller is not None and call.caller.role == DEVICE and call.caller.subject != device_id:
        raise PermissionDenied("A device may register only itself.")


def _fits(device: Device, room_id: str, type_: str) -> bool:
    return (not room_id or device.room_id == room_id) and (not type_ or device.description.type == type_)


def _device(snapshot: Snapshot, device: Device) -> device_pb2.Device:
    twin = snapshot.twins.get(device.id)
    if twin is None:
        return device_to_proto(device)
    return device_to_proto(
        device,
        reported=twin.reported,
        desired=twin.desired,
        reported_version=max(twin.reported_version, 0),
        reported_at=twin.reported_at,
    )
