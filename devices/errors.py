"""Everything that can go wrong with homes, devices, commands, the broker and the database."""

from __future__ import annotations

from typing import ClassVar


class DeviceError(Exception):
    """Base of this package's errors; `code` is stable, `str()` is a sentence for people."""

    code: ClassVar[str] = "device_error"
    sentence: ClassVar[str] = "Something went wrong with a device."
    """Used when the raiser has nothing more exact to say."""

    def __init__(self, message: str = "", **details: object) -> None:
        super().__init__(message or self.sentence)
        self.details: dict[str, str] = {key: str(value) for key, value in details.items()}


class UnknownHome(DeviceError):
    code = "unknown_home"
    sentence = "There is no such home."


class UnknownRoom(DeviceError):
    code = "unknown_room"
    sentence = "There is no such room in this home."


class UnknownMember(DeviceError):
    code = "unknown_member"
    sentence = "There is no such member of this home."


class UnknownDevice(DeviceError):
    code = "unknown_device"
    sentence = "There is no such device in this home."


class UnknownProperty(DeviceError):
    code = "unknown_property"
    sentence = "The device has no such property."


class UnknownAction(DeviceError):
    code = "unknown_action"
    sentence = "The device has no such action."


class InvalidValue(DeviceError):
    """A value of the wrong type or shape."""

    code = "invalid_value"
    sentence = "The value is not of the right kind."


class OutOfRange(DeviceError):
    code = "out_of_range"
    sentence = "The value is outside what the device allows."


class NotWritable(DeviceError):
    code = "not_writable"
    sentence = "The property can only be read."


class InvalidDescription(DeviceError):
    code = "invalid_description"
    sentence = "The device's description breaks a rule."


class InvalidPayload(DeviceError):
    code = "invalid_payload"
    sentence = "The message is not well formed."


class PayloadTooLarge(DeviceError):
    code = "payload_too_large"
    sentence = "The message is too large."


class StaleVersion(DeviceError):
    """A write that was made from an older version than the stored one."""

    code = "stale_version"
    sentence = "Somebody else changed it in the meantime."


class DuplicateId(DeviceError):
    code = "duplicate_id"
    sentence = "That id is already taken."


class BrokerUnavailable(DeviceError):
    code = "broker_unavailable"
    sentence = "The message broker cannot be reached."


class BrokerRefused(DeviceError):
    """The broker would not take a publish or a subscription: access rules or quota."""

    code = "broker_refused"
    sentence = "The message broker refused it."


class DatabaseUnavailable(DeviceError):
    code = "database_unavailable"
    sentence = "The database cannot be reached."


class DeviceOffline(DeviceError):
    code = "device_offline"
    sentence = "The device is offline."
