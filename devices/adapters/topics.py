"""Names of the native topics: ensemble/<home>/<device>/<channel>."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from devices.schema import ID_PATTERN

ROOT = "ensemble"


class Channel(StrEnum):
    """The last part of a native topic."""

    DESCRIBE = "describe"
    STATUS = "status"
    STATE = "state"
    EVENT = "event"
    COMMAND = "command"
    REPLY = "reply"


FROM_DEVICES = (Channel.DESCRIBE, Channel.STATUS, Channel.STATE, Channel.EVENT, Channel.REPLY)
"""What devices publish and the platform subscribes to."""


@dataclass(frozen=True, slots=True)
class Topics:
    """The topics of one device; both ids are `[a-z0-9_-]`, 1-64 characters."""

    home_id: str
    device_id: str

    @property
    def describe(self) -> str:
        """Retained self-description."""
        return self.of(Channel.DESCRIBE)

    @property
    def status(self) -> str:
        """Retained online or offline; also the last will."""
        return self.of(Channel.STATUS)

    @property
    def state(self) -> str:
        """Retained reported values."""
        return self.of(Channel.STATE)

    @property
    def event(self) -> str:
        """What happened."""
        return self.of(Channel.EVENT)

    @property
    def command(self) -> str:
        """Commands to the device; never retained."""
        return self.of(Channel.COMMAND)

    @property
    def reply(self) -> str:
        """Results of commands."""
        return self.of(Channel.REPLY)

    def of(self, channel: Channel) -> str:
        """The topic of that channel."""
        return f"{ROOT}/{self.home_id}/{self.device_id}/{channel}"


@dataclass(frozen=True, slots=True)
class Address:
    """A native topic, taken apart."""

    home_id: str
    device_id: str
    channel: Channel


def parse_topic(topic: str) -> Address | None:
    """The parts of a native topic; None when it is not one or an id is malformed."""
    parts = topic.split("/")
    if len(parts) != 4 or parts[0] != ROOT:
        return None
    _, home_id, device_id, channel = parts
    if not (ID_PATTERN.fullmatch(home_id) and ID_PATTERN.fullmatch(device_id)):
        return None
    if channel not in {*Channel}:
        return None
    return Address(home_id, device_id, Channel(channel))


def filter_of(channel: Channel) -> str:
    """The subscription that covers every device's topic of that channel."""
    return f"{ROOT}/+/+/{channel}"


def device_client_id(home_id: str, device_id: str) -> str:
    """MQTT client id of a device."""
    return f"{ROOT}-device-{home_id}-{device_id}"


def core_client_id(instance: str) -> str:
    """MQTT client id of a running platform."""
    return f"{ROOT}-core-{instance}"
