"""What can go wrong between the platform and devices: one base, one stable code a class."""

from __future__ import annotations

from typing import ClassVar


class DeviceError(Exception):
    """Base of all errors of this package; `str()` is a sentence for people, `code` is for programs."""

    code: ClassVar[str] = "device_error"

    def __init__(self, message: str, **details: str) -> None:
        super().__init__(message)
        self.details: dict[str, str] = details


class UnknownHome(DeviceError):
    """No home of that id."""

    code = "unknown_home"


class UnknownRoom(DeviceError):
    """No room of that id in the home."""

    code = "unknown_room"


class UnknownDevice(DeviceError):
    """No device of that id in the home."""

    code = "unknown_device"


class UnknownProperty(DeviceError):
    """The device has no such property."""

    code = "unknown_property"


class UnknownAction(DeviceError):
    """The device has no such action."""

    code = "unknown_action"


class InvalidValue(DeviceError):
    """A value of the wrong type, or not among the choices."""

    code = "invalid_value"


class OutOfRange(DeviceError):
    """A number outside the declared range."""

    code = "out_of_range"


class NotWritable(DeviceError):
    """The property can only be read."""

    code = "not_writable"


class InvalidDescription(DeviceError):
    """A self-description that breaks a rule."""

    code = "invalid_description"


class InvalidPayload(DeviceError):
    """A message that is not what its topic promises."""

    code = "invalid_payload"


class PayloadTooLarge(DeviceError):
    """A message above the size limit of its topic."""

    code = "payload_too_large"


class StaleVersion(DeviceError):
    """A write based on an older version than the current one."""

    code = "stale_version"


class DuplicateId(DeviceError):
    """The id is taken."""

    code = "duplicate_id"


class BrokerUnavailable(DeviceError):
    """The MQTT broker cannot be reached."""

    code = "broker_unavailable"


class BrokerRefused(DeviceError):
    """The broker refused a publish or a subscription (access rules, quota)."""

    code = "broker_refused"


class DatabaseUnavailable(DeviceError):
    """The database cannot be reached."""

    code = "database_unavailable"


class DeviceOffline(DeviceError):
    """The device is not connected."""

    code = "device_offline"
