"""The sender of the outbox: every open command reaches the broker, and none stays open past its deadline."""

from __future__ import annotations

import asyncio
import heapq
import math
from collections.abc import Callable, Coroutine, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from devices.adapters.native import CommandMessage, format_command
from devices.adapters.topics import Topics
from devices.adapters.vss import to_wire
from devices.bus import Bus
from devices.commands import LEASE, Command, CommandKind, Commands, State
from devices.errors import BrokerUnavailable, DatabaseUnavailable, DeviceError, UnknownDevice
from devices.registry.database import Database
from devices.schema import Device
from devices.snapshot import Snapshots

log = structlog.get_logger(__name__)

Clock = Callable[[], datetime]
Announce = Callable[[Command], None]

_BATCH = 64
_RETRY = timedelta(seconds=1)
"""Until the next try after the broker or the database was not there."""
_IDLE = 60.0
"""Seconds between looks at the outbox when nothing is known to be due."""


@dataclass(frozen=True, slots=True)
class _Verdict:
    """What became of the attempt to send a command; no state means that it stays in the outbox."""

    command: Command
    state: State | None
    code: str = ""
    message: str = ""


class Dispatcher:
    """Publishes commands and closes those whose deadline passes.

    A command is claimed in the database before it is published, so that after a crash in between it counts
    as perhaps sent. It is published again with the same id when the broker or the device comes back; devices
    carry out an id once.
    """

    def __init__(
        self, database: Database, bus: Bus, snapshots: Snapshots, *, clock: Clock, announce: Announce
    ) -> None:
        self._database = database
        self._bus = bus
        self._snapshots = snapshots
        self._clock = clock
        self._announce = announce
        self._wake = asyncio.Event()
        self._alarms: list[datetime] = []
        """Heap of moments at which something may be due."""
        self._loop: asyncio.Task[None] | None = None
        self._sending: set[asyncio.Task[None]] = set()
        self._down = False

    async def start(self) -> None:
        """Take up what is open and keep going until `close`."""
        if self._loop is None:
            self._alarm(self._clock() + LEASE)
            self._loop = asyncio.create_task(self._run(), name="dispatcher")
            self.resend()

    async def close(self) -> None:
        """Stop; what is open stays in the database."""
        tasks = [*self._sending, *([self._loop] if self._loop else [])]
        self._loop = None
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def claim(self, session: AsyncSession) -> list[Command]:
        """Claim what is to be sent now, within the caller's transaction; nothing while the broker is away."""
        if not self._bus.connected.is_set():
            return []
        now = self._clock()
        claimed = await Commands(session).claim_outbox(_BATCH, now)
        if claimed:
            self._alarm(now + LEASE)  # whatever keeps them from being sent, they are offered again then
        return claimed

    def send(self, claimed: Iterable[Command]) -> None:
        """Publish commands that `claim` gave, after its transaction; returns at once."""
        commands = list(claimed)
        if commands:
            self._spawn(self._send(commands))
        if len(commands) == _BATCH:  # there may be more
            self._wake.set()

    def expect(self, commands: Iterable[Command]) -> None:
        """Be there when their deadlines pass."""
        for command in commands:
            self._alarm(command.deadline)

    def resend(self, home_id: str | None = None, device_id: str | None = None) -> None:
        """Publish again, with the same ids, what a device has not finished; returns at once."""
        self._spawn(self._resend(home_id, device_id))

    async def on_connect(self) -> None:
        """The broker is back: send what waited, and again what may have been lost."""
        self._wake.set()
        await self._resend(None, None)

    def _spawn(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.ensure_future(work)
        self._sending.add(task)
        task.add_done_callback(self._sent)

    def _sent(self, task: asyncio.Task[None]) -> None:
        self._sending.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("dispatcher_failed", exc_info=error)
            self._alarm(self._clock() + LEASE)

    async def _run(self) -> None:
        while True:
            try:
                await self._turn()
            except DatabaseUnavailable:
                if not self._down:
                    log.warning("dispatcher_waits_for_database")
                self._down = True
                self._alarm(self._clock() + _RETRY)
            except Exception:
                log.exception("dispatcher_failed")
                self._alarm(self._clock() + LEASE)
            else:
                self._down = False
            await self._sleep()

    async def _turn(self) -> None:
        now = self._clock()
        while self._alarms and self._alarms[0] <= now:
            heapq.heappop(self._alarms)
        async with self._database.session() as session:
            expired = await Commands(session).expire(now)
            claimed = await self.claim(session)
        for command in expired:
            log.info("command_deadline_passed", state=command.state.value, **_context(command))
            self._announce(command)
        self.expect(claimed)
        self.send(claimed)

    async def _sleep(self) -> None:
        due = (self._alarms[0] - self._clock()).total_seconds() if self._alarms else _IDLE
        delay = max(0.0, min(_IDLE, due))
        try:
            async with asyncio.timeout(delay):
                await self._wake.wait()
        except TimeoutError:
            pass
        self._wake.clear()

    def _alarm(self, at: datetime) -> None:
        heapq.heappush(self._alarms, at)
        if self._alarms[0] == at:
            self._wake.set()

    async def _resend(self, home_id: str | None, device_id: str | None) -> None:
        try:
            async with self._database.session(read_only=True) as session:
                commands = await Commands(session).list_open(home_id, device_id)
        except DatabaseUnavailable:
            self._alarm(self._clock() + _RETRY)
            return
        self.expect(commands)
        await asyncio.gather(*(self._publish(c) for c in commands if c.state is not State.CREATED))
        if any(command.state is State.CREATED for command in commands):
            self._wake.set()

    async def _send(self, commands: Sequence[Command]) -> None:
        verdicts = await asyncio.gather(*(self._publish(command) for command in commands))
        try:
            await self._record(verdicts)
        except DatabaseUnavailable:
            log.warning("dispatcher_not_recorded", commands=len(verdicts))
            self._alarm(self._clock() + LEASE)

    async def _record(self, verdicts: Sequence[_Verdict]) -> None:
        if not verdicts:
            return
        now = self._clock()
        changed: list[Command] = []
        async with self._database.session() as session:
            commands = Commands(session)
            for verdict in verdicts:
                old = verdict.command
                if verdict.state is None:
                    await commands.release(old.home_id, old.id, at=now)
                    continue
                new = await commands.apply(
                    old.home_id, old.id, verdict.state, code=verdict.code, message=verdict.message, at=now
                )
                if new is not None:  # else the device's reply was faster
                    changed.append(new)
        for command in changed:
            self._announce(command)
        if any(verdict.state is None for verdict in verdicts):
            self._alarm(now + _RETRY)

    async def _publish(self, command: Command) -> _Verdict:
        remaining = (command.deadline - self._clock()).total_seconds()
        if remaining <= 0:
            return _Verdict(command, None)
        try:
            device = (await self._snapshots.get(command.home_id)).device(command.device_id)
            if device is None:
                raise UnknownDevice("The device has been removed.")
            topics = Topics(command.home_id, command.device_id)
            heard = await self._bus.publish(
                topics.command,
                format_command(_message(device, command)),
                response_topic=topics.reply,
                correlation=command.id.encode(),
                expiry=math.ceil(remaining),
            )
        except (BrokerUnavailable, DatabaseUnavailable) as error:
            log.info("command_not_sent", code=error.code, **_context(command))
            return _Verdict(command, None)
        except DeviceError as error:
            log.warning("command_refused", code=error.code, reason=str(error), **_context(command))
            return _Verdict(command, State.FAILED, error.code, str(error))
        log.info("command_sent", subscribed=heard, **_context(command))
        return _Verdict(command, State.SENT)


def _message(device: Device, command: Command) -> CommandMessage:
    if command.kind is CommandKind.SET:
        values = to_wire(device.description, command.body)
        return CommandMessage(command.id, set=values, expires_at=command.deadline)
    return CommandMessage(
        command.id,
        run=str(command.body["action"]),
        arguments=command.body.get("arguments", {}),
        expires_at=command.deadline,
    )


def _context(command: Command) -> dict[str, str]:
    return {
        "home_id": command.home_id,
        "device_id": command.device_id,
        "command_id": command.id,
        "trace_id": command.trace_id,
    }
