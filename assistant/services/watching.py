"""A watch of devices: what is, then what changes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Mapping

from ensemble.v1 import device_pb2

from assistant.convert import command_to_proto, time_to_proto, values_to_proto
from assistant.errors import ShuttingDown
from devices.errors import UnknownDevice
from devices.hub import ChangeKind, DeviceChange, Hub, Snapshot, Watch
from devices.schema import Device

KINDS: Mapping[ChangeKind, device_pb2.DeviceChangeKind] = {
    kind: getattr(device_pb2, f"DEVICE_CHANGE_KIND_{kind.name}") for kind in ChangeKind
}
_WHOLE = frozenset({ChangeKind.REGISTERED, ChangeKind.UPDATED})
"""Changes that come with the device as it is now."""

ToProto = Callable[[Snapshot, Device], device_pb2.Device]


async def changes(
    hub: Hub, home_id: str, device_ids: Collection[str], to_proto: ToProto, *, closing: asyncio.Event
) -> AsyncIterator[device_pb2.WatchDevicesResponse]:
    """PRESENT for every device asked for, then each change; all the home's when `device_ids` is empty.

    Endless. Raises UnknownHome or UnknownDevice at once, ShuttingDown when the server stops.
    """
    # The watch begins before the first look, so that nothing falls between the two.
    async with hub.watch(home_id, device_ids or None) as watch:
        snapshot = await hub.snapshot(home_id)
        if any(snapshot.device(device_id) is None for device_id in device_ids):
            raise UnknownDevice
        closer = asyncio.create_task(_close_when(closing, watch), name="watch-devices-closing")
        try:
            for response in _present(snapshot, device_ids, to_proto):
                yield response
            async for change in watch:
                if change.kind is ChangeKind.LAGGED:
                    yield device_pb2.WatchDevicesResponse(
                        kind=KINDS[change.kind], time=time_to_proto(change.at)
                    )
                    for response in _present(await hub.snapshot(home_id), device_ids, to_proto):
                        yield response
                elif change.device_id:
                    yield await _change(hub, change, to_proto)
        finally:
            closer.cancel()
    raise ShuttingDown


async def _close_when(closing: asyncio.Event, watch: Watch) -> None:
    await closing.wait()
    watch.close()


def _present(
    snapshot: Snapshot, device_ids: Collection[str], to_proto: ToProto
) -> list[device_pb2.WatchDevicesResponse]:
    return [
        device_pb2.WatchDevicesResponse(
            kind=device_pb2.DEVICE_CHANGE_KIND_PRESENT,
            device_id=device.id,
            device=to_proto(snapshot, device),
        )
        for device in snapshot.devices
        if not device_ids or device.id in device_ids
    ]


async def _change(hub: Hub, change: DeviceChange, to_proto: ToProto) -> device_pb2.WatchDevicesResponse:
    response = device_pb2.WatchDevicesResponse(
        kind=KINDS[change.kind],
        device_id=change.device_id,
        values=values_to_proto(change.values),
        event=change.event,
        time=time_to_proto(change.at),
    )
    if change.command is not None:
        response.command.CopyFrom(command_to_proto(change.command))
    if change.kind in _WHOLE:
        snapshot = await hub.snapshot(change.home_id)
        device = snapshot.device(change.device_id)
        if device is not None:
            response.device.CopyFrom(to_proto(snapshot, device))
    return response
