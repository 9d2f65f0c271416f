"""Which expectations can never come true, whatever a sentence does to the simulators."""

from __future__ import annotations

from itertools import product

from assistant.evaluate.native.wanted import Expected, Wanted, holds
from devices.schema import Property
from devices.simulators.behaviour import Behaviour


def impossible(expected: Expected, spec: Property, start: Behaviour, *, told_before: bool) -> str:
    """Why the device cannot come to it from where it starts; empty when it may.

    `told_before` is whether a history may have moved it by then.
    """
    now = start.values().get(spec.name)
    if not spec.readable:
        return "it is never reported, so it cannot be judged"
    if not spec.writable:
        return _measured(expected, spec, start, now)
    if isinstance(expected, Wanted) and expected.moves and not told_before and isinstance(now, int | float):
        return _at_its_end(expected, spec, now)
    return ""


def _measured(expected: Expected, spec: Property, start: Behaviour, now: object) -> str:
    follows = start.follows()
    if spec.name not in follows:
        still = holds(expected, now, now)
        return "" if still else f"it is only measured and no command changes it; it stays {_told(now)}"
    values = follows[spec.name]
    moments = (now, *values)
    if not values or any(holds(expected, before, after) for before, after in product(moments, moments)):
        return ""
    brought = ", ".join(map(_told, values))
    return f"it is {_told(now)}, and all that commands make of it at once is {brought}"


def _at_its_end(wanted: Wanted, spec: Property, now: float) -> str:
    ends = (
        [end for end in (spec.maximum, wanted.at_most) if end is not None]
        if wanted.moves == "up"
        else [-end for end in (spec.minimum, wanted.at_least) if end is not None]
    )
    if not ends:
        return ""
    end = min(ends) if wanted.moves == "up" else -min(ends)
    if holds(wanted, now, end):
        return ""
    return f"it starts at {now:g} and cannot go {wanted.moves} from there; give it another start in setup"


def _told(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else f"{value}"
