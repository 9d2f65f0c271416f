"""One MQTT 5 connection: paho-mqtt driven by the running event loop, for as long as its socket lives."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

import paho.mqtt.client as paho
from paho.mqtt.enums import CallbackAPIVersion, MQTTErrorCode
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties
from paho.mqtt.reasoncodes import ReasonCode
from paho.mqtt.subscribeoptions import SubscribeOptions

from devices.errors import BrokerRefused, BrokerUnavailable, PayloadTooLarge

_T = TypeVar("_T")

MAXIMUM_PACKET = 1 << 20
"""Bytes; the broker keeps larger packets away from us (MQTT 5, 3.1.2.11.4)."""
RECEIVE_MAXIMUM = 100
"""Unacknowledged QoS 1 messages the broker may have on the way to us."""
_IN_FLIGHT = 20
"""Publishes of ours on the way at once; paho holds back what is beyond."""
_NO_SUBSCRIBERS = 0x10
_REFUSED = 0x80
"""Reason codes from here up are failures (MQTT 5, 2.4)."""


@dataclass(frozen=True, slots=True)
class Will:
    """What the broker publishes for a client whose connection dies."""

    topic: str
    payload: bytes
    qos: int = 1
    retain: bool = True


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where and as whom to connect."""

    host: str
    port: int
    client_id: str
    username: str | None = None
    password: str | None = None
    tls: ssl.SSLContext | None = None
    keepalive: int = 20
    clean_start: bool = False
    session_expiry: int = 3600
    """Seconds the broker keeps subscriptions and undelivered messages after a disconnect."""
    connect_timeout: float = 5.0


class _TlsSocket(ssl.SSLSocket):
    """Closes itself when the handshake fails: paho forgets it then."""

    def do_handshake(self, block: bool = False) -> None:
        try:
            super().do_handshake(block)
        except BaseException:
            self.close()
            raise


OnMessage = Callable[["Connection", paho.MQTTMessage], None]


class Connection:
    """A connected client, used once; a lost connection is replaced by a new object.

    All methods run on the event loop; `lost` resolves with the reason when the connection is gone.
    """

    def __init__(self, endpoint: Endpoint, will: Will | None, on_message: OnMessage) -> None:
        self._endpoint = endpoint
        self._loop = asyncio.get_running_loop()
        self._on_message = on_message
        self._connack: asyncio.Future[ReasonCode] = self._loop.create_future()
        self._publishes: dict[int, asyncio.Future[ReasonCode]] = {}
        self._subscribes: dict[int, asyncio.Future[list[ReasonCode]]] = {}
        self._quota = asyncio.Semaphore(_IN_FLIGHT)
        self._maximum_packet = MAXIMUM_PACKET
        self._attached: paho.SocketLike | None = None
        self._ticker: asyncio.Task[None] | None = None
        self.lost: asyncio.Future[str] = self._loop.create_future()
        self.session_present = False
        self._client = self._build(will)

    async def open(self) -> None:
        """Connect and wait for the broker's answer; OSError or BrokerUnavailable when that fails."""
        attempt = asyncio.ensure_future(asyncio.to_thread(self._client.reconnect))
        try:
            await asyncio.shield(attempt)
        except asyncio.CancelledError:
            attempt.add_done_callback(lambda _: self.abort())
            raise
        except ssl.SSLCertVerificationError as error:  # a ValueError as well
            reason = error.verify_message.rstrip(".")
            raise BrokerUnavailable(f"The broker's certificate is not trusted: {reason}.") from error
        except ssl.SSLError as error:
            raise BrokerUnavailable(f"The broker and I could not agree on TLS: {error.reason}.") from error
        except OSError:
            raise
        except ValueError as error:
            raise BrokerUnavailable(f"The broker's address is not usable: {error}") from error
        self._attach()
        try:
            async with asyncio.timeout(self._endpoint.connect_timeout):
                code = await self._connack
        except TimeoutError:
            raise BrokerUnavailable("The broker did not answer the connection request in time.") from None
        if code.value >= _REFUSED:
            raise BrokerUnavailable(f"The broker refused the connection: {code}.", reason=str(code))
        self._ticker = self._loop.create_task(self._tick(), name=f"mqtt-keepalive-{self._endpoint.client_id}")

    async def subscribe(self, filters: Iterable[tuple[str, int]]) -> list[tuple[str, ReasonCode]]:
        """Subscribe to (filter, qos) pairs in one packet; the pairs that the broker refused."""
        wanted = list(filters)
        if not wanted:
            return []
        code, mid = self._client.subscribe([(name, SubscribeOptions(qos=qos)) for name, qos in wanted])
        if code != MQTTErrorCode.MQTT_ERR_SUCCESS or mid is None:
            raise BrokerUnavailable("The connection to the broker is lost.")
        future = self._subscribes[mid] = self._loop.create_future()
        try:
            async with asyncio.timeout(self._endpoint.connect_timeout):
                codes = await future
        except TimeoutError:
            raise BrokerUnavailable("The broker did not confirm the subscription in time.") from None
        finally:
            self._subscribes.pop(mid, None)
        verdicts = [(name, code) for (name, _), code in zip(wanted, codes, strict=False)]
        return [(name, code) for name, code in verdicts if code.value >= _REFUSED]

    async def publish(
        self, topic: str, payload: bytes, *, qos: int, retain: bool, properties: Properties | None
    ) -> bool:
        """Publish and, above QoS 0, wait for the acknowledgement; False when nobody was subscribed.

        Raises BrokerRefused with the broker's reason, PayloadTooLarge, and BrokerUnavailable when the
        connection is lost.
        """
        if len(payload) + len(topic) + 256 > self._maximum_packet:
            raise PayloadTooLarge(f"The message for {topic} is larger than the broker takes.")
        async with self._quota:
            if self.lost.done():
                raise BrokerUnavailable("The connection to the broker is lost.")
            info = self._client.publish(topic, payload, qos, retain, properties)
            if info.rc != MQTTErrorCode.MQTT_ERR_SUCCESS:
                raise BrokerUnavailable("The connection to the broker is lost.")
            if qos == 0:
                return True
            future = self._publishes[info.mid] = self._loop.create_future()
            try:
                code = await future
            finally:
                self._publishes.pop(info.mid, None)
        if code.value >= _REFUSED:
            reason = str(code)
            raise BrokerRefused(
                f"The broker refused a message for {topic}: {reason}.", topic=topic, reason=reason
            )
        return bool(code.value != _NO_SUBSCRIBERS)

    def acknowledge(self, message: paho.MQTTMessage) -> None:
        """Tell the broker that the message is dealt with; nothing when the connection is gone."""
        if message.qos > 0 and not self.lost.done():
            self._client.ack(message.mid, message.qos)

    async def close(self) -> None:
        """Say goodbye (no last will is sent) and close."""
        if not self.lost.done():
            self._client.disconnect()  # with an explicit reason code 0, rumqttd sends the will
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(1.0):
                    while self._attached is not None and self._client.want_write():
                        self._client.loop_write()
                        await asyncio.sleep(0)
        self.abort()

    def abort(self, reason: str = "closed") -> None:
        """Cut the connection without a word: the broker sends the last will."""
        sock = self._client.socket()
        if sock is not None:
            self._detach()
            sock.close()
            self._client._sock = None  # noqa: SLF001 - paho offers no way to drop a socket without a DISCONNECT
        self._lose(reason)

    def _build(self, will: Will | None) -> paho.Client:
        at = self._endpoint
        client = paho.Client(
            CallbackAPIVersion.VERSION2, client_id=at.client_id, protocol=paho.MQTTv5, manual_ack=True
        )
        client.connect_timeout = at.connect_timeout
        if at.username is not None:
            client.username_pw_set(at.username, at.password)
        if at.tls is not None:
            at.tls.sslsocket_class = _TlsSocket
            client.tls_set_context(at.tls)
        if will is not None:
            client.will_set(will.topic, will.payload, will.qos, will.retain)
        client.on_connect = self._connected
        client.on_disconnect = lambda _c, _u, _f, code, _p: self._lose(str(code))
        client.on_message = lambda _c, _u, message: self._on_message(self, message)
        client.on_publish = lambda _c, _u, mid, code, _p: _settle(self._publishes.get(mid), code)
        client.on_subscribe = lambda _c, _u, mid, codes, _p: _settle(self._subscribes.get(mid), codes)
        client.on_socket_close = lambda _c, _u, _s: self._detach()
        client.on_socket_register_write = lambda _c, _u, _s: self._want_write()
        client.on_socket_unregister_write = lambda _c, _u, _s: self._no_write()
        properties = Properties(PacketTypes.CONNECT)  # type: ignore[no-untyped-call]
        properties.SessionExpiryInterval = at.session_expiry
        properties.ReceiveMaximum = RECEIVE_MAXIMUM
        properties.MaximumPacketSize = MAXIMUM_PACKET
        client.connect_async(
            at.host, at.port, at.keepalive, clean_start=at.clean_start, properties=properties
        )
        return client

    def _connected(
        self,
        _client: paho.Client,
        _userdata: object,
        flags: paho.ConnectFlags,
        code: ReasonCode,
        properties: Properties | None,
    ) -> None:
        self.session_present = flags.session_present
        limit = getattr(properties, "ReceiveMaximum", _IN_FLIGHT)
        self._quota = asyncio.Semaphore(max(1, min(_IN_FLIGHT, limit)))
        self._maximum_packet = min(MAXIMUM_PACKET, getattr(properties, "MaximumPacketSize", MAXIMUM_PACKET))
        _settle(self._connack, code)

    def _attach(self) -> None:
        sock = self._client.socket()
        if sock is None:
            raise BrokerUnavailable("The broker closed the connection.")
        if isinstance(sock, socket.socket) and sock.family != socket.AF_UNIX:
            sock.setsockopt(
                socket.IPPROTO_TCP, socket.TCP_NODELAY, 1
            )  # small packets, and an answer is awaited
        self._attached = sock
        self._loop.add_reader(sock.fileno(), self._read)
        if self._client.want_write():
            self._want_write()

    def _detach(self) -> None:
        sock, self._attached = self._attached, None
        if sock is not None and sock.fileno() >= 0:
            self._loop.remove_reader(sock.fileno())
            self._loop.remove_writer(sock.fileno())

    def _read(self) -> None:
        self._client.loop_read()
        sock = self._client.socket()
        if isinstance(sock, socket.socket) and hasattr(socket, "TCP_QUICKACK"):
            # a broker that gathers small packets waits for it; the kernel forgets the option after a while
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
        while isinstance(sock, ssl.SSLSocket) and sock.pending():  # decrypted bytes wake no selector
            self._client.loop_read()
            sock = self._client.socket()

    def _want_write(self) -> None:
        if self._attached is not None:
            self._loop.add_writer(self._attached.fileno(), self._client.loop_write)

    def _no_write(self) -> None:
        if self._attached is not None:
            self._loop.remove_writer(self._attached.fileno())

    async def _tick(self) -> None:
        while not self.lost.done():
            await asyncio.sleep(1.0)
            self._client.loop_misc()

    def _lose(self, reason: str) -> None:
        _settle(self.lost, reason)
        if self._ticker is not None:
            self._ticker.cancel()
        publishes, subscribes = self._publishes.values(), self._subscribes.values()
        waiting: list[asyncio.Future[Any]] = [self._connack, *publishes, *subscribes]
        for future in waiting:
            if not future.done():
                future.set_exception(BrokerUnavailable(f"The connection to the broker is lost: {reason}."))
        if self._connack.done() and not self._connack.cancelled():
            self._connack.exception()  # nobody may be waiting any more


def _settle(future: asyncio.Future[_T] | None, value: _T) -> None:
    if future is not None and not future.done():
        future.set_result(value)
