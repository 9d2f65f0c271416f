"""How long a device is to work, where it can be told so: `water the beds for half an hour`."""

from __future__ import annotations

import re

from model_core.reading.clauses import Done
from model_core.reading.values import UNIT_SECONDS

_RUN = re.compile(r"run [^:;]+: (?P<action>\w+)")


def lasting(done: Done, span: str) -> Done | None:
    """The step with a time span of the plan language, `1 h 20 min`; None where nothing is told of it."""
    found = _RUN.fullmatch(done.text)
    actions = [t.find_action(found["action"]) for t in done.things] if found else []
    told = [[p for p in a.arguments if p.unit in UNIT_SECONDS] if a is not None else [] for a in actions]
    if not told or any(len(arguments) != 1 for arguments in told):
        return None
    names = {(arguments[0].name, arguments[0].unit) for arguments in told}
    name, unit = names.pop()
    amount = seconds(span) / UNIT_SECONDS[unit]
    whole = amount == int(amount)
    return None if names or not whole else Done(f"{done.text} {name}={amount:g}", done.things)


def seconds(span: str) -> float:
    """The length of a time span of the plan language."""
    parts = span.split(" ")
    return sum(float(n) * UNIT_SECONDS[unit] for n, unit in zip(parts[::2], parts[1::2], strict=True))
