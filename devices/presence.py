"""Who is there: by a device's own word, and by its silence after the broker lost its memory."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

import structlog

from devices.adapters.native import StatusReport
from devices.bus import Bus
from devices.errors import DatabaseUnavailable
from devices.registry.database import Database
from devices.registry.devices import Devices
from devices.registry.homes import Homes
from devices.snapshot import Snapshots
from devices.watch import ChangeKind, DeviceChange

log = structlog.get_logger(__name__)

GRACE = 45.0
"""Seconds; a device of edge/ may need 35: 5 for an attempt that fails, then a pause of up to 30."""

Clock = Callable[[], datetime]
Tell = Callable[[DeviceChange], None]


class Presence:
    """Writes down who is online, and tells.

    A broker that lost its memory lost the last wills too, and tells of nobody who vanished meanwhile. It
    begins a new session with us, and whoever was online is offline unless heard of in that session. Over a
    session that the broker resumed it forgot nothing, and not every broker then sends again what is retained.
    """

    def __init__(
        self,
        database: Database,
        bus: Bus,
        snapshots: Snapshots,
        *,
        clock: Clock,
        tell: Tell,
        grace: float = GRACE,
    ) -> None:
        """`grace` is how many seconds after a reconnect devices may take until they are heard of."""
        if grace <= 0:
            raise ValueError("the grace period must be positive")
        self._database = database
        self._bus = bus
        self._snapshots = snapshots
        self._clock = clock
        self._tell = tell
        self._grace = grace
        self._turn = asyncio.Lock()
        """Held from the look at who was online until the change is told: news is told in order."""
        self._heard_in: dict[tuple[str, str], int] = {}
        """By home and device, the bus's session that brought its last status."""
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Take every device for offline until it is heard of; DatabaseUnavailable."""
        async with self._database.session() as session:
            homes = await Homes(session).list()
            for home in homes:
                await Devices(session).forget_presence(home.id)
        for home in homes:
            self._snapshots.invalidate(home.id)
        self._bus.on_connect(self._on_connect)

    async def close(self) -> None:
        """Wait for nobody any more."""
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def heard(self, home_id: str, device_id: str, status: StatusReport, session: int) -> bool:
        """Take up a device's status, which came in that session of the bus; whether it is online now.

        News of an older connection changes nothing. Raises UnknownHome, UnknownDevice, DatabaseUnavailable.
        """
        async with self._turn:
            known = (await self._snapshots.get(home_id)).device(device_id)
            async with self._database.session() as transaction:
                devices = Devices(transaction)
                await devices.set_online(home_id, device_id, status.online, status.epoch)
                is_news = status.epoch == await devices.epoch(home_id, device_id)
                device = await devices.get(home_id, device_id)
            if is_news:
                self._heard_in[home_id, device_id] = session
            self._snapshots.put_device(device)
            if known is None or device.online is not known.online:
                self._report(home_id, device_id, online=device.online, silent=False)
        return device.online

    async def _on_connect(self) -> None:
        async with self._turn:  # what is being written is told as well
            await self.close()
            if self._bus.session > 1:  # in the first one, who is online has been heard of
                self._task = asyncio.create_task(self._settle(self._bus.session), name="presence-settle")

    async def _settle(self, session: int) -> None:
        """After the grace period, take the silent for offline, unless the broker is away again."""
        while True:
            await asyncio.sleep(self._grace)
            await self._bus.caught_up()
            try:
                async with self._turn:
                    if self._bus.connected.is_set():
                        await self._forget_silent(session)
            except DatabaseUnavailable as error:  # messages were held as well
                log.warning("presence_not_settled", code=error.code)
            except Exception:
                log.exception("presence_not_settled")
            else:
                return

    async def _forget_silent(self, session: int) -> None:
        silent: dict[str, list[str]] = {}
        async with self._database.session() as transaction:
            devices = Devices(transaction)
            for home in await Homes(transaction).list():
                silent[home.id] = [
                    device.id
                    for device in await devices.list(home.id)
                    if device.online and self._heard_in.get((home.id, device.id), 0) < session
                ]
                await devices.forget_presence(home.id, silent[home.id])
        for home_id, device_ids in silent.items():
            if device_ids:
                self._snapshots.invalidate(home_id)
            for device_id in device_ids:
                self._report(home_id, device_id, online=False, silent=True)

    def _report(self, home_id: str, device_id: str, *, online: bool, silent: bool) -> None:
        log.info("device_presence", home_id=home_id, device_id=device_id, online=online, silent=silent)
        kind = ChangeKind.ONLINE if online else ChangeKind.OFFLINE
        self._tell(DeviceChange(home_id, device_id, kind, self._clock()))
