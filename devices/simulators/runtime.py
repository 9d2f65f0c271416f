"""A behaviour on MQTT: announces itself, carries commands out once, reports its state, answers."""

from __future__ import annotations

import asyncio
from collections import Counter, OrderedDict, deque
from collections.abc import Callable, Coroutine, Mapping
from datetime import UTC, datetime

import structlog

from devices.adapters.native import (
    CommandMessage,
    Reply,
    ReplyStatus,
    dump_description,
    format_event,
    format_reply,
    format_state,
    format_status,
    parse_command,
)
from devices.adapters.topics import Topics, device_client_id
from devices.adapters.vss import from_wire, to_wire
from devices.bus import Bus, Message
from devices.connection import Will
from devices.errors import BrokerUnavailable, DeviceError
from devices.schema import Value
from devices.simulators.behaviour import Behaviour, Job, Result

log = structlog.get_logger(__name__)

Clock = Callable[[], datetime]

REMEMBERED = 256
"""Finished commands whose result is replayed when the same id comes again."""
PENDING_EVENTS = 64
"""Events kept while there is no connection; older ones are lost."""
REPORT_AGAIN = 1.0
"""Seconds until a report that failed is tried once more."""


def utc_now() -> datetime:
    """The present, timezone-aware."""
    return datetime.now(UTC)


class SimulatedDevice:
    """One device that knows nothing but its broker and its own topics.

    Each connection has a new epoch, which its last will carries too. State and results outlive connections.
    """

    def __init__(
        self,
        behaviour: Behaviour,
        *,
        home_id: str,
        device_id: str,
        host: str,
        port: int,
        username: str | None = None,
        password: str | None = None,
        clock: Clock = utc_now,
    ) -> None:
        self.behaviour = behaviour
        self.topics = Topics(home_id, device_id)
        self.epoch = 0
        """Of the present or last connection, in ms since 1970; 0 before the first."""
        self.version = 1
        """Grows with every change of the state."""
        self.counters: Counter[str] = Counter()
        """carried_out, replayed, expired, malformed, accepted_again."""
        self._clock = clock
        self._bus = Bus(
            host,
            port,
            client_id=device_client_id(home_id, device_id),
            username=username,
            password=password,
            clock=clock,
            will=self._next_will,
            on_connect=self._announce,
        )
        self._announced = asyncio.Event()
        self._reported: tuple[int, int] = (0, 0)
        self._reporting = asyncio.Lock()
        self._dirty = asyncio.Event()
        self._events: deque[bytes] = deque(maxlen=PENDING_EVENTS)
        self._running: dict[str, Job] = {}
        self._results: OrderedDict[str, Reply] = OrderedDict()
        self._unsent: OrderedDict[str, tuple[str, Reply]] = OrderedDict()
        self._tasks: set[asyncio.Task[None]] = set()
        self._awake = False
        self._log = log.bind(home_id=home_id, device_id=device_id)
        behaviour.listen(self._changed, self._happened)

    @property
    def connected(self) -> bool:
        """Whether it is on the broker and has announced itself."""
        return self._announced.is_set()

    async def start(self, timeout: float = 15.0) -> None:
        """Connect and announce; BrokerUnavailable after `timeout` seconds, and it goes on trying."""
        if not self._awake:
            self._awake = True
            await self.behaviour.power_up()
            self._spawn(self._pump(), "reports")
            await self._bus.subscribe(self.topics.command, self._on_command)
        await self._bus.start()
        try:
            async with asyncio.timeout(timeout):
                await self._announced.wait()
        except TimeoutError:
            raise BrokerUnavailable(
                f"{self.behaviour.describe().name} cannot reach its broker.", device_id=self.topics.device_id
            ) from None

    async def stop(self) -> None:
        """Say offline, leave the broker and end all work."""
        if self._announced.is_set():
            payload = format_status(online=False, epoch=self.epoch)
            try:
                await self._bus.publish(self.topics.status, payload, retain=True)
            except DeviceError as error:
                self._log.info("device.offline_unsaid", code=error.code)
        self._announced.clear()
        self._awake = False
        await self._bus.close()
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self.behaviour.close()

    async def drop(self) -> None:
        """Vanish from the network without a goodbye; the device itself goes on."""
        self._announced.clear()
        await self._bus.abort()

    async def restore(self, timeout: float = 15.0) -> None:
        """Come back with a new epoch, the same state and the memory of what was done."""
        await self.start(timeout)

    def _next_will(self) -> Will:
        self._announced.clear()
        self.epoch = max(self.epoch + 1, int(self._clock().timestamp() * 1000))
        return Will(self.topics.status, format_status(online=False, epoch=self.epoch))

    async def _announce(self) -> None:
        description = dump_description(self.behaviour.describe())
        await self._bus.publish(self.topics.describe, description, retain=True)
        online = format_status(online=True, epoch=self.epoch)
        await self._bus.publish(self.topics.status, online, retain=True)
        await self._report()
        self._announced.set()
        self._dirty.set()

    def _changed(self) -> None:
        self.version += 1
        self._dirty.set()

    def _happened(self, event: str, data: Mapping[str, Value]) -> None:
        self._events.append(format_event(event, at=self._clock(), data=data))
        self._dirty.set()

    async def _pump(self) -> None:
        """Report whatever changed by itself, as long as there is a connection to report on."""
        while True:
            await self._dirty.wait()
            self._dirty.clear()
            try:
                await self._announced.wait()
                await self._report()
                while self._events:
                    await self._bus.publish(self.topics.event, self._events[0])
                    self._events.popleft()
                for topic, reply in self._take_unsent():
                    await self._reply(topic, reply)
            except DeviceError as error:
                self._log.debug("device.report_failed", code=error.code)
                self._dirty.set()
                await asyncio.sleep(REPORT_AGAIN)

    async def _report(self) -> None:
        """Publish the state unless this connection has already reported it."""
        async with self._reporting:
            now = (self.epoch, self.version)
            if now == self._reported:
                return
            values = to_wire(self.behaviour.describe(), self.behaviour.values())
            payload = format_state(values, epoch=now[0], version=now[1], at=self._clock())
            await self._bus.publish(self.topics.state, payload, retain=True)
            self._reported = now

    async def _on_command(self, message: Message) -> None:
        reply_to = message.response_topic or self.topics.reply
        try:
            command = parse_command(message.payload)
        except DeviceError as error:
            self.counters["malformed"] += 1
            self._log.warning("device.command_malformed", code=error.code, reason=str(error))
            return
        if (known := self._results.get(command.id)) is not None:
            self.counters["replayed"] += 1
            self._spawn(self._reply(reply_to, known), f"reply {command.id}")
        elif (running := self._running.get(command.id)) is not None:
            self.counters["accepted_again"] += 1
            if running.accepted:
                accepted = Reply(command.id, ReplyStatus.ACCEPTED)
                self._spawn(self._reply(reply_to, accepted), f"reply {command.id}")
        elif command.expired(self._clock()):
            self.counters["expired"] += 1
            late = Reply(command.id, ReplyStatus.REJECTED, "expired", "The command came too late.")
            self._remember(late)
            self._spawn(self._reply(reply_to, late), f"reply {command.id}")
        else:
            self._spawn(self._carry_out(command, reply_to, self._job(command, reply_to)), command.id)

    def _job(self, command: CommandMessage, reply_to: str) -> Job:
        async def accepted() -> None:
            await self._reply(reply_to, Reply(command.id, ReplyStatus.ACCEPTED))

        job = Job(accepted)
        self._running[command.id] = job
        return job

    async def _carry_out(self, command: CommandMessage, reply_to: str, job: Job) -> None:
        description = self.behaviour.describe()
        if command.set is not None:
            result = await self.behaviour.set(from_wire(description, command.set), job)
        else:
            result = await self.behaviour.run(command.run or "", command.arguments, job)
        self.counters["carried_out"] += 1
        reply = self._as_reply(command.id, result)
        self._remember(reply)
        del self._running[command.id]
        self._log.info("device.command", command_id=command.id, status=result.status, code=result.code)
        try:
            await self._report()
        except DeviceError as error:
            self._log.debug("device.report_failed", code=error.code)
        await self._reply(reply_to, reply)

    def _as_reply(self, command_id: str, result: Result) -> Reply:
        values = to_wire(self.behaviour.describe(), result.values)
        return Reply(command_id, ReplyStatus(result.status), result.code, result.message, values)

    def _remember(self, reply: Reply) -> None:
        self._results[reply.command_id] = reply
        while len(self._results) > REMEMBERED:
            self._results.popitem(last=False)

    async def _reply(self, topic: str, reply: Reply) -> None:
        """Answer; an answer that finds no connection is given on the next one."""
        try:
            await self._bus.publish(topic, format_reply(reply), correlation=reply.command_id.encode())
        except BrokerUnavailable as error:
            self._log.info("device.reply_delayed", command_id=reply.command_id, code=error.code)
            self._unsent[reply.command_id] = (topic, reply)
            while len(self._unsent) > REMEMBERED:
                self._unsent.popitem(last=False)
        except DeviceError as error:
            self._log.warning("device.reply_refused", command_id=reply.command_id, code=error.code)

    def _take_unsent(self) -> list[tuple[str, Reply]]:
        waiting = list(self._unsent.values())
        self._unsent.clear()
        return waiting

    def _spawn(self, work: Coroutine[None, None, None], what: str) -> None:
        task = asyncio.create_task(work, name=f"{self.topics.device_id} {what}")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
