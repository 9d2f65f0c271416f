"""The one door to devices: submit commands, wait for them, watch changes, look at a home."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from devices.adapters.topics import FROM_DEVICES, Channel, Topics, filter_of
from devices.bus import Bus
from devices.commands import Command, CommandKind, Commands, NewCommand, Origin, State
from devices.dispatcher import Dispatcher
from devices.errors import DeviceError, InvalidValue, UnknownDevice
from devices.ingest import Ingest
from devices.presence import GRACE, Presence
from devices.pruning import RETENTION, Pruner
from devices.registry.database import Database
from devices.registry.devices import Devices
from devices.registry.plans import PlanRecord
from devices.rejections import Rejections
from devices.schema import Device, Value
from devices.snapshot import Snapshot, Snapshots
from devices.twin import Twins
from devices.validation import validate_run, validate_set
from devices.waiting import Until, Waiters
from devices.watch import ChangeKind, DeviceChange, Watch, Watchers

__all__ = ["ChangeKind", "CommandRequest", "DeviceChange", "Hub", "Snapshot", "Watch"]

log = structlog.get_logger(__name__)

MAX_REQUESTS = 256
"""Commands in one submission."""
MAX_DEADLINE = 24 * 3600.0
"""Seconds."""

Clock = Callable[[], datetime]
NewId = Callable[[], str]


@dataclass(frozen=True, slots=True)
class CommandRequest:
    """What is wanted of one device: either values to set or an action to run."""

    device_id: str
    set: Mapping[str, Value] | None = None
    run: str | None = None
    arguments: Mapping[str, Value] = field(default_factory=dict)
    deadline_s: float | None = None
    """Seconds until the platform stops waiting; None means the hub's default."""


class Hub:
    """Devices of all homes behind one database and one broker; `bus` is started and closed by its owner."""

    def __init__(
        self,
        database: Database,
        bus: Bus,
        *,
        clock: Clock,
        new_id: NewId,
        command_timeout: float = 10.0,
        retention: timedelta = RETENTION,
        presence_grace: float = GRACE,
    ) -> None:
        """`retention` is the age at which settled commands are forgotten.

        `presence_grace` is how many seconds after a broker that lost its memory is back a device that was
        online may stay silent until it counts as offline.
        """
        self._database = database
        self._bus = bus
        self._clock = clock
        self._new_id = new_id
        self._command_timeout = command_timeout
        self._rejections = Rejections(clock)
        self._snapshots = Snapshots(database)
        self._watchers = Watchers()
        self._waiters = Waiters()
        self._pruner = Pruner(database, clock=clock, retention=retention)
        self._dispatcher = Dispatcher(database, bus, self._snapshots, clock=clock, announce=self._announce)
        self._presence = Presence(
            database, bus, self._snapshots, clock=clock, tell=self._watchers.offer, grace=presence_grace
        )
        self._ingest = Ingest(
            database,
            self._snapshots,
            self._presence,
            self._rejections,
            clock=clock,
            tell=self._watchers.offer,
            announce=self._announce,
            came_online=self._dispatcher.resend,
        )

    @property
    def counters(self) -> Mapping[str, int]:
        """How many messages, or values in them, were refused, by error code."""
        return Counter(self._rejections.counters)

    @property
    def connected(self) -> bool:
        """Whether devices can be heard; while the broker is away, presence and states are the last known."""
        return self._bus.connected.is_set()

    async def start(self) -> None:
        """Listen to devices and take up open commands; works before the broker is there.

        Every device counts as offline until its retained status comes: what is stored may be long past.
        Raises DatabaseUnavailable.
        """
        await self._presence.start()
        for channel in FROM_DEVICES:
            await self._bus.subscribe(filter_of(channel), self._ingest.handle)
        self._bus.on_connect(self._dispatcher.on_connect)
        await self._dispatcher.start()
        self._pruner.start()

    async def close(self) -> None:
        """Stop sending and end all watches; close the bus before, so that no message comes any more."""
        await self._presence.close()
        await self._pruner.close()
        await self._dispatcher.close()
        self._watchers.close()

    async def submit(
        self,
        home_id: str,
        requests: Sequence[CommandRequest],
        *,
        origin: Origin | None = None,
        trace_id: str = "",
        plan_text: str = "",
    ) -> list[Command]:
        """Write commands, desired values and the plan in one transaction, and send; the commands in order.

        Everything is checked before anything is written: UnknownHome, UnknownDevice, UnknownProperty,
        UnknownAction, NotWritable, InvalidValue, OutOfRange, and DatabaseUnavailable. Returns without
        waiting for the broker. A command for a device that is known to be offline is recorded as FAILED with
        the code `device_offline` and is not sent when it comes back; while the broker is away nobody knows,
        and commands wait in the outbox until their deadline.
        """
        if not 0 < len(requests) <= MAX_REQUESTS:
            raise InvalidValue(f"A submission has 1 to {MAX_REQUESTS} commands.")
        snapshot = await self._snapshots.get(home_id)
        now = self._clock()
        origin = origin or Origin()
        new = [self._new_command(snapshot, request, origin, trace_id, now) for request in requests]
        plan = PlanRecord(self._new_id(), home_id, plan_text, now, origin, trace_id) if plan_text else None
        offline = self._known_offline(snapshot, new)
        async with self._database.session() as session:
            commands = Commands(session)
            written = {command.id: command for command in await commands.create_many(new, plan=plan)}
            for command in new:
                if command.device_id in offline:
                    failed = await commands.apply(
                        home_id,
                        command.id,
                        State.FAILED,
                        code="device_offline",
                        message="The device is offline.",
                        at=now,
                    )
                    written[command.id] = failed or written[command.id]
            twins = Twins(session)
            desired = [
                await twins.desire(home_id, device_id, values, at=now)
                for device_id, values in sorted(_desired(new, offline).items())
            ]
            claimed = await self._dispatcher.claim(session)
        for twin in desired:
            self._snapshots.put_twin(home_id, twin)
        self._dispatcher.send(claimed)
        result = list(written.values())
        self._dispatcher.expect(command for command in result if command.state.is_open)
        for made in result:
            self._announce(made)
        return result

    async def wait(
        self,
        home_id: str,
        command_ids: Collection[str],
        *,
        timeout: float,
        until: str = Until.TERMINAL,
    ) -> list[Command]:
        """The commands once all are answered ("accepted") or done ("terminal"), at most `timeout` seconds.

        A command whose own deadline has passed is not waited for, though a late answer may still change it.
        Ids that the home does not have are left out. DatabaseUnavailable.
        """

        async def read() -> dict[str, Command]:
            async with self._database.session(read_only=True) as session:
                found = [await Commands(session).get(home_id, command_id) for command_id in command_ids]
            return {command.id: command for command in found if command is not None}

        found = await self._waiters.wait(home_id, command_ids, read, timeout=timeout, until=Until(until))
        return [found[command_id] for command_id in command_ids if command_id in found]

    def watch(self, home_id: str, device_ids: Collection[str] | None = None) -> Watch:
        """Changes from now on, of the devices given or of all the home's; see `Watch`."""

        async def present() -> list[DeviceChange]:
            return self._present(await self._snapshots.get(home_id))

        return self._watchers.watch(home_id, device_ids, present)

    async def snapshot(self, home_id: str) -> Snapshot:
        """The home as it is now; UnknownHome, DatabaseUnavailable when it is not in memory."""
        return await self._snapshots.get(home_id)

    async def get_command(self, home_id: str, command_id: str) -> Command | None:
        """A command as it stands, or None when the home has none of that id."""
        async with self._database.session(read_only=True) as session:
            return await Commands(session).get(home_id, command_id)

    def changed(self, home_id: str, device_id: str = "", kind: ChangeKind = ChangeKind.UPDATED) -> None:
        """To be told after the registry was written to without the hub: homes, rooms, names, devices."""
        self._snapshots.invalidate(home_id)
        self._watchers.offer(DeviceChange(home_id, device_id, kind, self._clock()))

    async def remove(self, home_id: str, device_id: str) -> None:
        """Delete a device and its retained messages; UnknownDevice.

        A device that is still there registers again when it next describes itself.
        """
        async with self._database.session() as session:
            await Devices(session).delete(home_id, device_id)
        self.changed(home_id, device_id, ChangeKind.REMOVED)
        topics = Topics(home_id, device_id)
        for channel in (Channel.DESCRIBE, Channel.STATUS, Channel.STATE):
            try:
                await self._bus.publish(topics.of(channel), b"", retain=True)
            except DeviceError as error:
                log.warning(
                    "device_retained_left",
                    home_id=home_id,
                    device_id=device_id,
                    channel=channel,
                    code=error.code,
                )

    def _announce(self, command: Command) -> None:
        self._waiters.notify(command)
        self._watchers.offer(
            DeviceChange(
                command.home_id, command.device_id, ChangeKind.COMMAND, self._clock(), command=command
            )
        )

    def _known_offline(self, snapshot: Snapshot, new: Sequence[NewCommand]) -> set[str]:
        if not self._bus.connected.is_set():
            return set()
        wanted = {command.device_id for command in new}
        return {device.id for device in snapshot.devices if device.id in wanted and not device.online}

    def _new_command(
        self, snapshot: Snapshot, request: CommandRequest, origin: Origin, trace_id: str, now: datetime
    ) -> NewCommand:
        device = snapshot.device(request.device_id)
        if device is None:
            raise UnknownDevice(f"There is no device {request.device_id[:64]!r} in this home.")
        kind, body = _checked(device, request)
        patience = self._command_timeout if request.deadline_s is None else request.deadline_s
        if not 0 < patience <= MAX_DEADLINE:
            raise InvalidValue("A deadline must be between 0 and 24 hours.")
        return NewCommand(
            id=self._new_id(),
            home_id=snapshot.home.id,
            device_id=device.id,
            kind=kind,
            body=body,
            created_at=now,
            deadline=now + timedelta(seconds=patience),
            origin=origin,
            trace_id=trace_id,
        )

    def _present(self, snapshot: Snapshot) -> list[DeviceChange]:
        now = self._clock()
        changes = []
        for device in snapshot.devices:
            presence = ChangeKind.ONLINE if device.online else ChangeKind.OFFLINE
            changes.append(DeviceChange(device.home_id, device.id, presence, now))
            twin = snapshot.twins.get(device.id)
            if twin is not None and twin.reported:
                changes.append(DeviceChange(device.home_id, device.id, ChangeKind.STATE, now, twin.reported))
        return changes


def _checked(device: Device, request: CommandRequest) -> tuple[CommandKind, dict[str, object]]:
    if (request.set is None) == (request.run is None):
        raise InvalidValue("A command either sets values or runs an action.")
    if request.set is not None:
        return CommandKind.SET, dict(validate_set(device.description, request.set))
    action = request.run or ""
    arguments = validate_run(device.description, action, request.arguments)
    return CommandKind.RUN, {"action": action, "arguments": arguments}


def _desired(new: Sequence[NewCommand], offline: set[str]) -> dict[str, dict[str, Value]]:
    """What each device should become; of several commands to one device the last word counts."""
    desired: dict[str, dict[str, Value]] = {}
    for command in new:
        if command.kind is CommandKind.SET and command.device_id not in offline:
            desired.setdefault(command.device_id, {}).update(command.body)
    return desired
