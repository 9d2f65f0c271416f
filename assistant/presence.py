"""Waiting until devices have been heard of."""

from __future__ import annotations

import asyncio
from collections.abc import Collection

import structlog

from devices.hub import Hub

log = structlog.get_logger(__name__)


async def wait_until_online(
    hub: Hub, home_id: str, device_ids: Collection[str], *, timeout: float
) -> frozenset[str]:
    """Return once all are registered, online and have reported; the ids that were not by `timeout` seconds.

    Raises UnknownHome, DatabaseUnavailable.
    """
    missing = frozenset(device_ids)
    try:
        async with asyncio.timeout(timeout), hub.watch(home_id) as changes:
            missing = await _missing(hub, home_id, device_ids)
            while missing:
                await anext(changes)
                missing = await _missing(hub, home_id, device_ids)
    except TimeoutError:
        log.warning("devices_missing", home_id=home_id, devices=sorted(missing))
    return missing


async def _missing(hub: Hub, home_id: str, device_ids: Collection[str]) -> frozenset[str]:
    snapshot = await hub.snapshot(home_id)
    online = {device.id for device in snapshot.devices if device.online}
    reported = {device_id for device_id, twin in snapshot.twins.items() if twin.reported}
    return frozenset(device_ids) - (online & reported)
