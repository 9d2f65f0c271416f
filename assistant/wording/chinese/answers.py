"""Answers about the home, in Chinese."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from datetime import datetime

from assistant.context import House
from assistant.queries import Reading
from assistant.wording.chinese import phrases
from assistant.wording.chinese.phrases import Fact, clause, counter, fact, many, named, names, quantity, word
from assistant.wording.chinese.words import TWO_STATES
from assistant.wording.protocol import Told
from devices.schema import Value
from model_core.plan import Comparison, Query, Test

COMPARED: Mapping[Comparison, str] = {
    Comparison.ABOVE: "高于",
    Comparison.BELOW: "低于",
    Comparison.AT_LEAST: "不低于",
    Comparison.AT_MOST: "不高于",
}
KNOWN = Fact("有读数")


def alike(values: Sequence[Told]) -> Hashable:
    """Equal for values of which the same is said."""
    return tuple(fact(t) for t in values)


def clauses(house: House, ids: Sequence[str], values: Sequence[Told]) -> list[str]:
    """What is so of devices that have the same values, in one clause."""
    return [clause(phrases.subject(house, ids), [fact(t) for t in values])]


def items(house: House, reading: Reading, items: Sequence[str]) -> str:
    """A clause about what is on a list."""
    name = named(house, reading.device_id)
    if reading.name != "items":
        return f"{name}的{word(reading.name)}：{'、'.join(items) or '无'}"
    count = f"{len(items)}项" if len(items) > 1 else ""
    return f"{name}上有{count}：{'、'.join(items)}" if items else f"{name}是空的"


def sentence(clause: str) -> str:
    """A clause by itself."""
    return f"{clause}。"


def yes(clause: str) -> str:
    """It is so, and this is why."""
    return f"是的，{clause}。"


def no(clause: str) -> str:
    """It is not so, and this is why."""
    return f"不是，{clause}。"


def none(house: House, asked: Sequence[Reading], test: Test, unit: str) -> str:
    """No: none of those that were asked about."""
    return f"没有，{many(len(asked), _kind(house, asked))}里没有{_such(tested(test, unit))}。"


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
    kind, so = _kind(house, asked), tested(test, unit)
    if not matched:
        return f"{'' if certain else '据我所知，'}没有{_such(so)}{counter(kind)[1]}。"
    return f"有{clause(many(len(matched), kind), [so])}：{names(house, [r.device_id for r in matched])}。"


def those(house: House, matched: Sequence[Reading], test: Test | None, unit: str, *, certain: bool) -> str:
    """Which they are."""
    said, so = names(house, [r.device_id for r in matched]), tested(test, unit)
    if len(matched) == 1:
        return f"{'只有' if certain else ''}{clause(said, [so])}。"
    return f"{_such(so)}有{said}。"


def extreme(house: House, matched: Sequence[Reading], query: Query) -> str:
    """Which has the highest or the lowest value."""
    first = matched[0]
    most = "最高" if query is Query.HIGHEST else "最低"
    value = quantity(first.value if first.value is not None else "", first.unit)
    return f"{names(house, [r.device_id for r in matched])}的{word(first.name)}{most}：{value}。"


def never_told(house: House, reading: Reading) -> str:
    """The device has never told it."""
    states = TWO_STATES.get(reading.name)
    lacking = f"是不是{states[0]}" if states else f"的{word(reading.name)}"
    return f"{named(house, reading.device_id)}还没有告诉我它{lacking}。"


def last_told(house: House, reading: Reading, value: Value, at: datetime, now: datetime) -> str:
    """What it was when the device was last heard from."""
    since = phrases.clock(house.home.timezone, at, now)
    said = f"从{since}起我就没有收到过{named(house, reading.device_id)}的消息"
    if not isinstance(value, list):
        said += f"；当时{clause('它', [fact(Told(reading.name, value, reading.unit))])}"
    return f"{said}。"


def tested(test: Test | None, unit: str) -> Fact:
    """What is so of a device that passes the test."""
    if test is None:
        return KNOWN
    if test.comparison in COMPARED:
        return Fact(f"{COMPARED[test.comparison]}{quantity(test.value, unit)}", word(test.property))
    opposite = test.comparison is Comparison.EQUAL
    if isinstance(test.value, bool):
        return fact(Told(test.property, test.value is opposite))
    found = fact(Told(test.property, test.value, unit))
    if opposite:
        return found
    return Fact(f"不{found.predicate}" if found.part else f"不是{found.predicate}的", found.part)


def _such(so: Fact) -> str:
    """The fact as it stands before a noun, or for one."""
    return f"{so.whole.removesuffix('的')}的"


def _kind(house: House, readings: Sequence[Reading]) -> str:
    types = {house.devices[r.device_id].description.type for r in readings if r.device_id in house.devices}
    return next(iter(types)) if len(types) == 1 else "device"
