"""Answers about the home, in English."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from datetime import datetime

from assistant.context import House
from assistant.queries import Reading
from assistant.wording.english import phrases
from assistant.wording.english.general import is_several, subject
from assistant.wording.english.phrases import Fact, capital, joined_facts, listed, the, words
from assistant.wording.protocol import Told
from devices.schema import Value
from model_core.plan import Comparison, Query, Test

COMPARED: Mapping[Comparison, str] = {
    Comparison.ABOVE: "above",
    Comparison.BELOW: "below",
    Comparison.AT_LEAST: "of at least",
    Comparison.AT_MOST: "of at most",
}
SENSED: Mapping[str, str] = {"window sensor": "window", "door sensor": "door"}
"""What people count when they count sensors."""


def alike(values: Sequence[Told]) -> Hashable:
    """Equal for values of which the same is said."""
    return tuple(_facts(values))


def clauses(house: House, ids: Sequence[str], values: Sequence[Told]) -> list[str]:
    """What is so of devices that have the same values."""
    name, several = subject(house, ids), is_several(house, ids)
    return [fact.of(name, several=several) for fact in _facts(values)]


def items(house: House, reading: Reading, items: Sequence[str]) -> str:
    """A clause about what is on a list."""
    name = the(house.spoken(reading.device_id))
    if reading.name != "items":
        return f"the {words(reading.name)} of {name}: {listed(items) or 'none'}"
    if len(items) > 1:
        return f"{len(items)} things are on {name}: {', '.join(items)}"
    return f"on {name}: {items[0]}" if items else f"there is nothing on {name}"


def sentence(clause: str) -> str:
    """A clause by itself."""
    return f"{capital(clause)}."


def yes(clause: str) -> str:
    """It is so, and this is why."""
    return f"Yes, {clause}."


def no(clause: str) -> str:
    """It is not so, and this is why."""
    return f"No: {clause}."


def none(house: House, asked: Sequence[Reading], test: Test, unit: str) -> str:
    """No: none of those that were asked about."""
    return f"No, none of the {_nouns(house, asked, len(asked))} {_predicate(test, unit)[0]}."


def count(
    house: House,
    asked: Sequence[Reading],
    matched: Sequence[Reading],
    test: Test | None,
    unit: str,
    *,
    certain: bool,
) -> str:
    """How many, and which."""
    said = _nouns(house, asked, len(matched))
    one, several = _predicate(test, unit)
    none = "No" if certain else "As far as I know, no"
    counted = said if matched else f"{none} " + said.removeprefix("0 ")
    head = f"{counted} {one if len(matched) == 1 else several}"
    names = listed([house.spoken(r.device_id) for r in matched])
    return f"{head}: {names}." if names else f"{head}."


def those(house: House, matched: Sequence[Reading], test: Test | None, unit: str, *, certain: bool) -> str:
    """Which they are."""
    names = [house.spoken(r.device_id) for r in matched]
    one, several = _predicate(test, unit)
    if len(names) == 1:
        only = f"only {the(names[0])}" if certain else the(names[0])
        return f"{capital(only)} {several if phrases.is_plural(names[0]) else one}."
    return f"{capital(listed(names))} {several}."


def extreme(house: House, matched: Sequence[Reading], query: Query) -> str:
    """Which has the highest or the lowest value."""
    first = matched[0]
    names = listed([the(house.spoken(r.device_id)) for r in matched])
    most = "highest" if query is Query.HIGHEST else "lowest"
    verb = "have" if is_several(house, [r.device_id for r in matched]) else "has"
    value = phrases.quantity(first.value if first.value is not None else "", first.unit)
    return f"{capital(names)} {verb} the {most} {words(first.name)}: {value}."


def never_told(house: House, reading: Reading) -> str:
    """The device has never told it."""
    asked = phrases.TWO_STATES.get(reading.name)
    lacking = f"yet whether it is {asked[0]}" if asked else f"its {words(reading.name)} yet"
    return f"{capital(the(house.spoken(reading.device_id)))} has not told me {lacking}."


def last_told(house: House, reading: Reading, value: Value, at: datetime, now: datetime) -> str:
    """What it was when the device was last heard from."""
    since = phrases.clock(house.home.timezone, at, now)
    said = f"I have not heard from {the(house.spoken(reading.device_id))} since {since}"
    if not isinstance(value, list):
        fact = phrases.fact(reading.name, value, reading.unit)
        part = f"its {fact.part} was" if fact.part else "it was"
        said += f"; then {part} {fact.complement}"
    return said + "."


def tested(test: Test, unit: str) -> str:
    """A test as it follows "is", or from "with" on where it is about a part."""
    opposite = {Comparison.EQUAL: True, Comparison.NOT_EQUAL: False}.get(test.comparison)
    if opposite is None:
        value = phrases.quantity(test.value, unit)
        return f"with a {words(test.property)} {COMPARED[test.comparison]} {value}"
    if isinstance(test.value, bool):
        fact = phrases.fact(test.property, test.value is opposite)
        return fact.complement if not fact.part else f"with {fact.part} {fact.complement}"
    fact = phrases.fact(test.property, test.value, unit)
    negated = "" if opposite else "not "
    return f"{negated}{fact.complement}" if not fact.part else f"with {fact.part} {negated}{fact.complement}"


def _facts(values: Sequence[Told]) -> list[Fact]:
    return joined_facts([phrases.fact(t.name, t.value, t.unit) for t in values])


def _predicate(test: Test | None, unit: str) -> tuple[str, str]:
    """The test as it follows one device and as it follows several."""
    if test is None:
        return "is known", "are known"
    said = tested(test, unit)
    if said.startswith("with "):
        return f"has {said.removeprefix('with ')}", f"have {said.removeprefix('with ')}"
    return f"is {said}", f"are {said}"


def _nouns(house: House, readings: Sequence[Reading], count: int) -> str:
    types = {house.devices[r.device_id].description.type for r in readings if r.device_id in house.devices}
    kind = next(iter(types)) if len(types) == 1 else "device"
    return phrases.many(count, SENSED.get(kind, kind))
