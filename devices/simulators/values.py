"""What a device does with a value it is sent: take it as its own type, or refuse it."""

from __future__ import annotations

from collections.abc import Mapping

from devices.errors import InvalidValue, OutOfRange
from devices.schema import ActionSpec, Argument, Property, Value
from devices.validation import validate_value


class Refused(Exception):
    """The device will not do it; `code` is one of the device codes, the text is for people."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def accept(slot: Property | Argument, value: object) -> Value:
    """The value as the slot's type; raises Refused invalid_value or out_of_range."""
    try:
        return validate_value(slot, value)
    except (InvalidValue, OutOfRange) as error:
        raise Refused(error.code, str(error)) from error


def accept_arguments(action: ActionSpec, arguments: Mapping[str, object]) -> dict[str, Value]:
    """All arguments of one run, each as its declared type; missing optional ones stay missing."""
    declared = {argument.name: argument for argument in action.arguments}
    if unknown := sorted(set(arguments) - set(declared)):
        raise Refused("invalid_value", f"{action.name} takes no {unknown[0]:.80}.")
    for argument in action.arguments:
        if argument.required and argument.name not in arguments:
            raise Refused("invalid_value", f"{action.name} needs {argument.name}.")
    return {name: accept(declared[name], value) for name, value in arguments.items()}
