"""MQTT 5 behind asyncio: handled before acknowledged, published with the broker's verdict, reconnecting."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from ssl import SSLContext

import paho.mqtt.client as paho
import structlog
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties

from devices.connection import Connection, Endpoint, Will
from devices.errors import BrokerRefused, BrokerUnavailable, DeviceError

__all__ = ["Bus", "Handler", "Message", "Will"]

log = structlog.get_logger(__name__)

_BACKOFF_BASE = 0.1
_BACKOFF_CAP = 5.0
_STABLE = 5.0
"""Seconds a connection must live before the back-off starts over."""
_UNHANDLED_QOS0 = 1000
"""QoS 0 messages waiting for a handler; more are dropped. QoS 1 is bounded by the receive maximum."""


@dataclass(frozen=True, slots=True)
class Message:
    """One received message."""

    topic: str
    payload: bytes
    retain: bool = False
    response_topic: str | None = None
    correlation: bytes | None = None
    expiry: int | None = None
    """Seconds of life left when the broker sent it."""
    properties: Mapping[str, str] = field(default_factory=dict)
    """MQTT 5 user properties."""
    session: int = 0
    """The bus's session that brought it."""


Clock = Callable[[], datetime]
Handler = Callable[[Message], Awaitable[None]]
Hook = Callable[[], Awaitable[None]]


class Bus:
    """A client of one broker that outlives its connections.

    Messages are handled one at a time in the order of arrival and acknowledged after the handler returned,
    so a process killed inside a handler gets the message again. A handler that raises is logged and counted,
    and the message acknowledged: one poisoned message does not stop the others. Slow work belongs in a task
    of its own.
    `will` may be a function: it is then asked anew for every connection.
    """

    def __init__(
        self,
        host: str,
        port: int,
        *,
        client_id: str,
        clock: Clock,
        username: str | None = None,
        password: str | None = None,
        tls: SSLContext | None = None,
        will: Will | Callable[[], Will] | None = None,
        keepalive: int = 20,
        clean_start: bool = False,
        session_expiry: int = 3600,
        on_connect: Hook | None = None,
    ) -> None:
        self._endpoint = Endpoint(
            host, port, client_id, username, password, tls, keepalive, clean_start, session_expiry
        )
        self._clock = clock
        self._will = will
        self._hooks: list[Hook] = [] if on_connect is None else [on_connect]
        self._handlers: dict[str, tuple[Handler, int]] = {}
        self._connection: Connection | None = None
        self._inbox: asyncio.Queue[tuple[Connection, int, paho.MQTTMessage]] = asyncio.Queue()
        self._tasks: list[asyncio.Task[None]] = []
        self._down_since: datetime | None = None
        self._reason = ""
        """Why the last connection ended or was not made."""
        self.connected = asyncio.Event()
        """Set while there is a connection with all subscriptions made."""
        self.session = 0
        """Counts from 1 the sessions of the broker with us; one that forgets us begins a new one."""
        self.counters: Counter[str] = Counter()
        """connections, handler_failed, unmatched, dropped, subscription_refused."""

    @property
    def client_id(self) -> str:
        """The MQTT client id, unique on the broker."""
        return self._endpoint.client_id

    async def start(self) -> None:
        """Begin connecting; returns at once, also when the broker is down (see `wait_connected`)."""
        if self._tasks:
            return
        self._tasks = [
            asyncio.create_task(self._stay_connected(), name=f"mqtt-connect-{self.client_id}"),
            asyncio.create_task(self._handle_messages(), name=f"mqtt-handle-{self.client_id}"),
        ]

    async def wait_connected(self, timeout: float = 10.0) -> None:
        """Return when connected; BrokerUnavailable after `timeout` seconds."""
        try:
            async with asyncio.timeout(timeout):
                await self.connected.wait()
        except TimeoutError:
            place = f"{self._endpoint.host}:{self._endpoint.port}"
            reason = self._reason or "no answer yet"
            raise BrokerUnavailable(f"The MQTT broker at {place} cannot be reached: {reason}") from None

    async def close(self) -> None:
        """Stop handling, say goodbye to the broker (no last will) and close."""
        await self._stop_tasks()
        connection, self._connection = self._connection, None
        if connection is not None:
            await connection.close()

    async def abort(self) -> None:
        """Vanish as a crashed process does: no goodbye, nothing acknowledged, the last will is sent."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.abort("aborted")
        await self._stop_tasks()

    def on_connect(self, hook: Hook) -> None:
        """Also call `hook` after every connection, subscriptions made; a DeviceError from it is logged."""
        self._hooks.append(hook)

    async def publish(
        self,
        topic: str,
        payload: bytes,
        *,
        qos: int = 1,
        retain: bool = False,
        response_topic: str | None = None,
        correlation: bytes | None = None,
        expiry: int | None = None,
        properties: Mapping[str, str] | None = None,
        timeout: float = 5.0,
    ) -> bool:
        """Publish; above QoS 0 wait until the broker has it. False when the broker knows of no subscriber.

        A message whose publish raised may still have arrived. Raises BrokerUnavailable (not connected,
        connection lost, no acknowledgement in `timeout` seconds), BrokerRefused, PayloadTooLarge.
        """
        connection = self._connection
        if connection is None:
            raise BrokerUnavailable("The MQTT broker is not connected.")
        wire = _publish_properties(response_topic, correlation, expiry, properties)
        try:
            async with asyncio.timeout(timeout):
                return await connection.publish(topic, payload, qos=qos, retain=retain, properties=wire)
        except TimeoutError:
            raise BrokerUnavailable(
                "The MQTT broker did not confirm a message in time.", topic=topic
            ) from None

    async def caught_up(self) -> None:
        """Return once every message that came has been handled."""
        await self._inbox.join()

    async def subscribe(self, topic_filter: str, handler: Handler, qos: int = 1) -> None:
        """Send messages that match to `handler`, now and after every reconnect; filters should not overlap.

        Without a connection it takes effect with the next one. Raises BrokerRefused.
        """
        self._handlers[topic_filter] = (handler, qos)
        connection = self._connection
        if connection is None:
            return
        if await connection.subscribe([(topic_filter, qos)]):
            del self._handlers[topic_filter]
            raise BrokerRefused(f"The broker refused to subscribe to {topic_filter}.", filter=topic_filter)

    async def _stop_tasks(self) -> None:
        tasks, self._tasks = self._tasks, []
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self.connected.clear()

    async def _stay_connected(self) -> None:
        loop = asyncio.get_running_loop()
        failures = 0
        while True:
            will = self._will() if callable(self._will) else self._will
            connection = Connection(self._endpoint, will, self._receive)
            began = loop.time()
            try:
                reason = await self._live(connection)
            except (OSError, DeviceError) as error:
                reason = str(error)
            finally:
                self.connected.clear()
                if self._connection is connection and connection.lost.done():
                    self._connection = None
                if self._connection is not connection:
                    connection.abort()
            failures = 1 if loop.time() - began > _STABLE else failures + 1
            self._log_down(reason)
            ceiling = min(_BACKOFF_CAP, _BACKOFF_BASE * 2 ** min(failures, 10))
            await asyncio.sleep(random.uniform(0.0, ceiling))

    async def _live(self, connection: Connection) -> str:
        """Connect, subscribe, call the hooks, wait for the end of the connection; the reason why it ended."""
        await connection.open()
        if not connection.session_present or self.session == 0:
            self.session += 1
        wanted = [(name, qos) for name, (_, qos) in self._handlers.items()]
        for topic_filter, _ in await connection.subscribe(wanted):
            self.counters["subscription_refused"] += 1
            log.error("broker_subscription_refused", client_id=self.client_id, filter=topic_filter)
        self._connection = connection
        self.connected.set()
        self.counters["connections"] += 1
        self._log_up(connection)
        hooks = asyncio.create_task(self._call_hooks(), name=f"mqtt-hooks-{self.client_id}")
        try:
            return await asyncio.shield(connection.lost)
        finally:
            hooks.cancel()
            await asyncio.gather(hooks, return_exceptions=True)

    async def _call_hooks(self) -> None:
        for hook in self._hooks:
            try:
                await hook()
            except DeviceError as error:
                log.warning("broker_on_connect_failed", client_id=self.client_id, code=error.code)
            except Exception:
                log.exception("broker_on_connect_failed", client_id=self.client_id)

    def _receive(self, connection: Connection, message: paho.MQTTMessage) -> None:
        if message.qos == 0 and self._inbox.qsize() >= _UNHANDLED_QOS0:
            self.counters["dropped"] += 1
            return
        self._inbox.put_nowait((connection, self.session, message))

    async def _handle_messages(self) -> None:
        while True:
            connection, session, raw = await self._inbox.get()
            try:
                await self._handle(raw, session)
                connection.acknowledge(raw)
            finally:
                self._inbox.task_done()

    async def _handle(self, raw: paho.MQTTMessage, session: int) -> None:
        try:
            message = _message(raw, session)
        except UnicodeDecodeError:
            self.counters["unmatched"] += 1
            return
        handlers = [h for name, (h, _) in self._handlers.items() if _matches(name, message.topic)]
        if not handlers:
            self.counters["unmatched"] += 1
        for handler in handlers:
            try:
                await handler(message)
            except Exception:
                self.counters["handler_failed"] += 1
                log.exception("broker_handler_failed", client_id=self.client_id, topic=message.topic)

    def _log_down(self, reason: str) -> None:
        self._reason = reason
        if self._down_since is None:
            self._down_since = self._clock()
            log.warning("broker_down", client_id=self.client_id, reason=reason)

    def _log_up(self, connection: Connection) -> None:
        down, self._down_since = self._down_since, None
        seconds = 0.0 if down is None else round((self._clock() - down).total_seconds(), 3)
        resumed = connection.session_present
        log.info("broker_up", client_id=self.client_id, down_seconds=seconds, session_present=resumed)


def _matches(topic_filter: str, topic: str) -> bool:
    if topic_filter.startswith("$share/"):
        topic_filter = topic_filter.split("/", 2)[2]
    return paho.topic_matches_sub(topic_filter, topic)


def _message(raw: paho.MQTTMessage, session: int) -> Message:
    sent = raw.properties
    return Message(
        topic=raw.topic,
        payload=bytes(raw.payload),
        retain=raw.retain,
        response_topic=getattr(sent, "ResponseTopic", None),
        correlation=getattr(sent, "CorrelationData", None),
        expiry=getattr(sent, "MessageExpiryInterval", None),
        properties=dict(getattr(sent, "UserProperty", ())),
        session=session,
    )


def _publish_properties(
    response_topic: str | None,
    correlation: bytes | None,
    expiry: int | None,
    user: Mapping[str, str] | None,
) -> Properties | None:
    if response_topic is None and correlation is None and expiry is None and not user:
        return None
    properties = Properties(PacketTypes.PUBLISH)  # type: ignore[no-untyped-call]
    if response_topic is not None:
        properties.ResponseTopic = response_topic
    if correlation is not None:
        properties.CorrelationData = correlation
    if expiry is not None:
        properties.MessageExpiryInterval = max(1, expiry)
    for pair in (user or {}).items():
        properties.UserProperty = pair
    return properties
