"""The MQTT side of a device: describe, state, commands carried out once, replies."""

from __future__ import annotations

import asyncio
import json
import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

import paho.mqtt.client as mqtt
from ensemble.v1 import device_pb2
from paho.mqtt.enums import CallbackAPIVersion
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties

from edge.backoff import Backoff
from edge.describe import Refused, Value, check_run, check_set, describe_payload
from edge.offline import Event, RecentEvents

log = logging.getLogger(__name__)

MAX_PAYLOAD = 64 * 1024
MAX_RESULTS = 256
"""Results that are kept to answer a command that comes again."""
MAX_AT_ONCE = 8
SLOW_S = 0.3
"""A command that takes longer is answered with "accepted" first."""
SESSION_S = 3600
CONNECT_S = 5.0


class Appliance(Protocol):
    """The firmware itself. Values that reach it fit its description."""

    description: device_pb2.DeviceDescription

    def state(self) -> Mapping[str, Value]:
        """All values as they are now."""
        ...

    async def set(self, values: Mapping[str, Value]) -> None:
        """Take the values; returns when the device is there. Raises Refused."""
        ...

    async def run(self, action: str, arguments: Mapping[str, Value]) -> None:
        """Do it; returns when it is done. Raises Refused."""
        ...


@dataclass(frozen=True, slots=True)
class Broker:
    """Where the device speaks MQTT."""

    host: str
    port: int = 1883
    username: str = ""
    password: str = ""
    ca_file: str = ""
    """Empty means without TLS."""


class Link:
    """Keeps one device connected. `start`, `changed` whenever its state changes, `stop`."""

    def __init__(
        self,
        broker: Broker,
        home_id: str,
        device_id: str,
        appliance: Appliance,
        *,
        clock: Callable[[], datetime],
        backoff: Backoff | None = None,
    ) -> None:
        self._broker = broker
        self._appliance = appliance
        self._clock = clock
        self._backoff = backoff or Backoff()
        self._base = f"ensemble/{home_id}/{device_id}"
        self._results: OrderedDict[str, bytes] = OrderedDict()
        self._under_way: set[str] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._events = RecentEvents(clock)
        self._epoch = 0
        self._version = 0
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self.connected = asyncio.Event()
        """Set while commands can arrive."""
        self._client = mqtt.Client(
            CallbackAPIVersion.VERSION2,
            client_id=f"ensemble-device-{home_id}-{device_id}",
            protocol=mqtt.MQTTv5,
            manual_ack=True,
            reconnect_on_failure=False,
        )
        self._client.connect_timeout = CONNECT_S
        self._client.on_connect = self._on_connect
        self._client.on_subscribe = self._on_subscribe
        self._client.on_disconnect = self._on_disconnect
        self._client.on_message = self._on_message
        if broker.username:
            self._client.username_pw_set(broker.username, broker.password)
        if broker.ca_file:
            self._client.tls_set(broker.ca_file)

    async def start(self) -> None:
        """Begin to connect; returns at once. Await `connected` to know."""
        self._loop = asyncio.get_running_loop()
        self._thread = threading.Thread(target=self._keep_connected, name="ensemble-link", daemon=True)
        self._thread.start()

    async def stop(self) -> None:
        """Say goodbye and end; commands under way are abandoned."""
        self._stop.set()
        if self.connected.is_set():
            farewell = self._publish("status", self._status(online=False), retain=True)
            await asyncio.to_thread(farewell.wait_for_publish, 2.0)
        self._client.disconnect()
        if self._thread is not None:
            await asyncio.to_thread(self._thread.join, CONNECT_S + 1.0)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def changed(self) -> None:
        """Report the state; when there is no connection, the next one begins with it."""
        self._version += 1
        if self.connected.is_set():
            self._report()

    def event(self, name: str, data: Mapping[str, bool | int | float | str] | None = None) -> None:
        """Report something that happened, or keep it for a while."""
        self._events.keep(Event(name, self._clock(), data or {}))
        if self.connected.is_set():
            self._send_events()

    # What follows runs on the network thread, up to `_arrived`.

    def _keep_connected(self) -> None:
        while not self._stop.is_set():
            # A new epoch for every connection, so that an old last will cannot speak for a new one.
            self._epoch = max(self._epoch + 1, int(self._clock().timestamp() * 1000))
            self._client.will_set(f"{self._base}/status", self._status(online=False), 1, retain=True)
            session = _properties(PacketTypes.CONNECT)
            session.SessionExpiryInterval = SESSION_S
            try:
                self._client.connect(
                    self._broker.host, self._broker.port, keepalive=20, clean_start=False, properties=session
                )
                self._client.loop_forever()
            except OSError as error:
                log.debug("no connection to %s:%d: %s", self._broker.host, self._broker.port, error)
            if self._stop.wait(self._backoff.delay()):
                return

    def _on_connect(self, _client: Any, _data: Any, _flags: Any, reason: Any, _properties: Any) -> None:
        if reason.is_failure:
            log.warning("the broker refuses this device: %s", reason)
            self._client.disconnect()
            return
        self._client.subscribe(f"{self._base}/command", qos=1)

    def _on_subscribe(self, _client: Any, _data: Any, _mid: int, reasons: Any, _properties: Any) -> None:
        if any(reason.is_failure for reason in reasons):
            log.warning("the broker refuses the commands of this device: %s", reasons)
            self._client.disconnect()
            return
        self._backoff.reset()
        self._call(self._greet)

    def _on_disconnect(self, _client: Any, _data: Any, _flags: Any, reason: Any, _properties: Any) -> None:
        log.info("disconnected: %s", reason)
        self._call(self.connected.clear)

    def _on_message(self, _client: Any, _data: Any, message: mqtt.MQTTMessage) -> None:
        self._call(self._arrived, message)

    def _call(self, function: Callable[..., None], *arguments: Any) -> None:
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(function, *arguments)

    # From here on everything runs on the event loop.

    def _greet(self) -> None:
        self._publish("describe", describe_payload(self._appliance.description), retain=True)
        self._publish("status", self._status(online=True), retain=True)
        self._report()
        self._send_events()
        self.connected.set()

    def _arrived(self, message: mqtt.MQTTMessage) -> None:
        command = _parse(message.payload)
        if command is None:
            log.warning("a command could not be read and is ignored")
            self._client.ack(message.mid, message.qos)
            return
        known = self._results.get(command["id"])
        if known is not None:
            self._publish_reply(command["id"], known)
            self._client.ack(message.mid, message.qos)
        elif command["id"] in self._under_way:
            self._client.ack(message.mid, message.qos)
        else:
            self._under_way.add(command["id"])
            task = asyncio.ensure_future(self._carry_out(command, message.mid, message.qos))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _carry_out(self, command: dict[str, Any], mid: int, qos: int) -> None:
        body: dict[str, Any] = {"status": "succeeded"}
        work = asyncio.ensure_future(self._do(command))
        try:
            done, _ = await asyncio.wait({work}, timeout=SLOW_S)
            if not done:
                self._publish_reply(command["id"], _reply(command["id"], {"status": "accepted"}))
            await work
            body["values"] = dict(self._appliance.state())
        except Refused as refusal:
            body = {"status": refusal.status, "code": refusal.code, "message": str(refusal)[:200]}
        except Exception:
            log.exception("a command broke the firmware")
            body = {"status": "failed", "code": "internal"}
        finally:
            work.cancel()  # by `stop`; otherwise it has ended
            self._under_way.discard(command["id"])
        reply = _reply(command["id"], body)
        self._results[command["id"]] = reply
        while len(self._results) > MAX_RESULTS:
            self._results.popitem(last=False)
        self.changed()
        self._publish_reply(command["id"], reply)
        self._client.ack(mid, qos)

    async def _do(self, command: dict[str, Any]) -> None:
        expires_at = command.get("expires_at")
        if expires_at is not None and datetime.fromisoformat(expires_at) <= self._clock():
            raise Refused("expired", "it came too late")
        if len(self._under_way) > MAX_AT_ONCE:
            raise Refused("busy", "too many commands at once")
        description = self._appliance.description
        if "set" in command:
            await self._appliance.set(check_set(description, command["set"]))
        else:
            arguments = check_run(description, command["run"], command.get("arguments") or {})
            await self._appliance.run(command["run"], arguments)

    def _report(self) -> None:
        state = {
            "epoch": self._epoch,
            "version": self._version,
            "at": self._clock().isoformat(),
            "values": dict(self._appliance.state()),
        }
        self._publish("state", json.dumps(state).encode(), retain=True)

    def _send_events(self) -> None:
        for event in self._events.take():
            body = {"event": event.name, "at": event.at.isoformat(), "data": dict(event.data)}
            self._publish("event", json.dumps(body).encode())

    def _status(self, *, online: bool) -> bytes:
        return json.dumps({"status": "online" if online else "offline", "epoch": self._epoch}).encode()

    def _publish_reply(self, command_id: str, payload: bytes) -> None:
        correlation = _properties(PacketTypes.PUBLISH)
        correlation.CorrelationData = command_id.encode()
        self._client.publish(f"{self._base}/reply", payload, qos=1, properties=correlation)

    def _publish(self, channel: str, payload: bytes, *, retain: bool = False) -> mqtt.MQTTMessageInfo:
        return self._client.publish(f"{self._base}/{channel}", payload, qos=1, retain=retain)


def _properties(packet: int) -> Properties:
    return Properties(packet)  # type: ignore[no-untyped-call]


def _reply(command_id: str, body: Mapping[str, Any]) -> bytes:
    return json.dumps({"id": command_id, **body}).encode()


def _parse(payload: bytes | bytearray) -> dict[str, Any] | None:
    """A command with the shape that the contract gives it, or None."""
    if len(payload) > MAX_PAYLOAD:
        return None
    try:
        command = json.loads(payload)
        expires_at = command.get("expires_at")
        if expires_at is not None and datetime.fromisoformat(expires_at).tzinfo is None:
            return None
    except (ValueError, AttributeError, TypeError, RecursionError):
        return None
    identified = isinstance(command.get("id"), str) and 0 < len(command["id"]) <= 64
    sets = isinstance(command.get("set"), dict) and "run" not in command
    runs = isinstance(command.get("run"), str) and isinstance(command.get("arguments", {}), dict | None)
    return command if identified and (sets or (runs and "set" not in command)) else None
