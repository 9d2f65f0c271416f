"""What `ensemble simulate --kinds` shows: all that home files and suites may name of each kind of device."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

from rich.markup import escape
from rich.table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devices.schema import Argument, Property, Value
    from devices.simulators.behaviour import Behaviour

LEGEND = """\
[bold]set[/bold]       can be commanded
[bold]follows[/bold]   is measured, and changes with commands
[bold]measured[/bold]  changes with time and the world only, or by `state` and `setup`
[bold]run[/bold]       is an action; arguments in brackets may be left out
Behind a name come the value it starts with and those it may have.
An option of a kind stands under the device's `options`: `options: {load: 40}`.
"""


def kinds() -> Iterator[str | Table]:
    """Every kind with its properties, where they start and what they may be, and its actions."""
    from devices.simulators.catalogue import KINDS, build
    from devices.simulators.device import About
    from devices.simulators.pace import Pace

    yield LEGEND
    for kind, factory in KINDS.items():
        about = (inspect.getdoc(getattr(factory, "func", factory)) or "").partition("\n")[0]
        yield f"[bold cyan]{escape(kind)}[/bold cyan]  [dim]{escape(about)}[/dim]"
        if kind != "generic":
            yield _offers(build(kind, About(kind), Pace()))
        yield ""


def _offers(device: Behaviour) -> Table:
    columns = Column(min_width=10), Column(min_width=20, no_wrap=True), Column(min_width=8), Column()
    table = Table.grid(*columns, padding=(0, 1))
    values, follows = device.values(), device.follows()
    for spec in device.describe().properties:
        way = "set" if spec.writable else "follows" if spec.name in follows else "measured"
        start = _value(values[spec.name]) if spec.name in values else ""
        table.add_row(f"  [dim]{way}[/dim]", spec.name, escape(start), escape(_range(spec)))
    for action in device.describe().actions:
        table.add_row(
            "  [dim]run[/dim]", action.name, "", escape(", ".join(map(_argument, action.arguments)))
        )
    return table


def _argument(argument: Argument) -> str:
    told = f"{argument.name}: {_range(argument)}"
    return told if argument.required else f"[{told}]"


def _range(spec: Property | Argument) -> str:
    from devices.schema import ValueType

    match spec.type:
        case ValueType.BOOLEAN:
            return "true | false"
        case ValueType.STRING:
            return " | ".join(spec.choices) or "text"
        case ValueType.LIST:
            return "list of texts"
    number = "whole number" if spec.type is ValueType.INTEGER else "number"
    low, high = spec.minimum, spec.maximum
    if low is not None and high is not None:
        number += f" {low:g} to {high:g}"
    elif low is not None:
        number += f" from {low:g}"
    elif high is not None:
        number += f" up to {high:g}"
    elif spec.unit:
        number += " in"
    return f"{number} {spec.unit}".rstrip()


def _value(value: Value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return '""' if value == "" else str(value)
