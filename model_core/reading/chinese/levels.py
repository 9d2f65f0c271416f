"""What is set in steps (`三档`), and how full a thing is (`满了几成`)."""

from __future__ import annotations

import re

from model_core.reading import roles
from model_core.reading.wishes import Wish
from model_core.world import Attribute, Thing

STEP = re.compile(r"^(?:最[高低大小])?第?(\d{1,2})[档挡级](?:位)?$")
_STEPS = re.compile(r"(?:^|_)(?:level|setting|stage|gear|intensity|power|strength|speed|heat)(?:_|$)")
_MOST_STEPS = 20
_FILLED = re.compile(r"(?:^|_)(?:tank|fill|full|level|waste|bin|litter|reservoir|dust|bag)")
_COUNTED = re.compile(r"battery|brightness|volume|position|speed|humidity")


def stepped(thing: Thing, *, writable: bool = True) -> Attribute | None:
    """The one number of a few steps that a device has; None where it has none or several."""
    found = [
        p
        for p in thing.properties
        if (p.writable or not writable) and roles.is_number(p) and not p.unit and is_short(p)
    ]
    named = [p for p in found if _STEPS.search(p.name)]
    chosen = named or found
    return chosen[0] if len(chosen) == 1 else None


def at(step: str, *, switch: bool = False) -> Wish:
    """The step of this number, or `max` or `min`; `switch`: and on, where the device has a switch."""

    def told(thing: Thing) -> str | None:
        found, on = stepped(thing), roles.find(thing, "on")
        able = found is not None and (not step.isdigit() or _holds(found, int(step)))
        first = f"{on.name}=true, " if switch and able and on is not None else ""
        return None if found is None else f"{first}{found.name}={step}"

    return Wish(told, sure=False)


def by(sign: str, steps: str) -> Wish:
    """So many steps more or less."""

    def told(thing: Thing) -> str | None:
        found = stepped(thing)
        return None if found is None else f"{found.name}{sign}={steps}"

    return Wish(told, sure=False)


def filled(thing: Thing) -> Attribute | None:
    """The share of its room that a device says is full, or left; None where it has none or several."""
    found = [
        p
        for p in thing.properties
        if roles.is_number(p) and p.unit == "%" and _FILLED.search(p.name) and not _COUNTED.search(p.name)
    ]
    return found[0] if len(found) == 1 else None


def _holds(attribute: Attribute, step: int) -> bool:
    low, high = attribute.minimum, attribute.maximum
    return (low is None or step >= low) and (high is None or step <= high)


def is_short(attribute: Attribute) -> bool:
    """Whether a property is a number of a few steps."""
    low, high = attribute.minimum, attribute.maximum
    return low is not None and high is not None and low >= 0 and high - low <= _MOST_STEPS
