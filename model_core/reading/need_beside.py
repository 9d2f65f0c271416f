"""A need and a wish in one sentence, joined by `and`: both count, unless one may be why the other is said."""

from __future__ import annotations

from model_core.errors import InvalidPlan
from model_core.language.parse import parse
from model_core.language.vocabulary import Vocabulary
from model_core.plan import RunStep, SetStep
from model_core.reading.clauses import Done
from model_core.reading.outcomes import asks, refuses
from model_core.reading.wishes import type_of
from model_core.world import Thing

_CLIMATE = frozenset(
    {
        "thermostat",
        "heater",
        "radiator",
        "fan",
        "air conditioner",
        "air purifier",
        "humidifier",
        "dehumidifier",
    }
)


def joined(need: Done, text: str, vocabulary: Vocabulary) -> str | None:
    """The plan text of both; None where the need may be the reason for the rest, as both are about the same.

    `text` is what the rest of the sentence becomes by itself; it stays so where it meets the need, asks,
    refuses, or does nothing now.
    """
    if asks(f"{need.text}; {text}") or refuses(f"{need.text}; {text}"):
        return text
    try:
        things = _devices(text, vocabulary)
    except InvalidPlan:
        return None
    if not things or set(need.things) <= set(things):
        return text
    same = {_concern(t) for t in things} & {_concern(t) for t in need.things}
    return None if same else f"{need.text}; {text}"


def _devices(text: str, vocabulary: Vocabulary) -> tuple[Thing, ...]:
    """Those that a plan text does something to now."""
    steps = [s for s in parse(text, vocabulary).steps if isinstance(s, SetStep | RunStep)]
    return tuple(t for t in vocabulary.world.things if any(t.id in s.devices for s in steps))


def _concern(thing: Thing) -> str:
    """What a device is for, where several kinds are for the same."""
    return "climate" if type_of(thing) in _CLIMATE else type_of(thing)
