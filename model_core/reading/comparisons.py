"""Numbers that devices are compared with: `brighter than 40 percent` is `brightness>40` on a light."""

from __future__ import annotations

import re
from collections.abc import Callable

from model_core.reading import measures, roles
from model_core.reading.values import number
from model_core.reading.wishes import type_of
from model_core.world import Thing

ABOVE = (
    "above|over|higher than|more than|greater than|past|beyond|in excess of|louder than|brighter than|"
    "warmer than|hotter than|faster than|further than|wider than|longer than"
)
BELOW = (
    "below|under|lower than|less than|fewer than|not even|darker than|dimmer than|quieter than|colder than|"
    "cooler than|slower than|drier than|shorter than"
)
COMPARED = rf"(?P<c>{ABOVE}|{BELOW}|at least|at most)"
NUMBER = r"(?P<n>-?\d+(?:\.\d+)?)"
DEGREES = r"(?: degrees?(?: (?P<u>c|f|celsius|fahrenheit))?)?"
_SIGNS = {"at least": ">=", "at most": "<="}
_PERCENT = ("brightness", "volume", "position", "speed", "battery")
_MORE = "|".join(sorted(measures.MORE, key=len, reverse=True))
_CONDITIONS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (re.compile(rf"{COMPARED} {NUMBER} percent open"), ("position",)),
    (re.compile(rf"open {COMPARED} {NUMBER} percent"), ("position",)),
    (re.compile(rf"{COMPARED} {NUMBER} percent (?:battery|charge|charged)"), ("battery",)),
    (re.compile(rf"(?:charged )(?:to )?{COMPARED} {NUMBER} percent"), ("battery",)),
    (re.compile(rf"set (?:to )?{COMPARED} {NUMBER}{DEGREES}"), ("target_temperature",)),
    (re.compile(rf"(?P<m>{_MORE}) than {NUMBER}(?: percent| degrees)?"), ()),
    (re.compile(rf"{COMPARED} {NUMBER} percent"), ("percent",)),
    (re.compile(rf"{COMPARED} {NUMBER}"), ("volume",)),
)  # fmt: skip


def condition(said: str) -> Callable[[Thing], str | None] | None:
    """The test on any device that words such as `louder than 30` stand for; None for other words."""
    for pattern, parts in _CONDITIONS:
        found = pattern.fullmatch(said)
        if found is None:
            continue
        groups = found.groupdict()
        end = f"{sign(found)}{number(float(found['n']))}{(groups.get('u') or '')[:1].upper()}"
        wanted = parts or (measures.MORE[groups["m"]][0],)

        def told(thing: Thing, wanted: tuple[str, ...] = wanted, end: str = end) -> str | None:
            name = compared(thing, wanted)
            return f"{name}{end}" if name else None

        return told
    return None


def sign(found: re.Match[str]) -> str:
    """`>` or `<`, by the words of the comparison that was found."""
    groups = found.groupdict()
    if groups.get("m"):
        return ">" if measures.MORE[groups["m"]][1] else "<"
    said = groups["c"]
    return _SIGNS.get(said) or (">" if re.fullmatch(ABOVE, said) else "<")


def compared(thing: Thing, parts: tuple[str, ...]) -> str | None:
    """The name of the number on a device that a comparison is about; `percent` alone leaves it open."""
    wanted = parts
    if parts == ("measured",):
        if measures.of(thing, "target_temperature") is not None:
            return None
        wanted = ("temperature",)
    if parts == ("percent",):
        wanted = ("battery",) if type_of(thing) in {"phone", "car"} else _PERCENT
        able = [r for r in wanted if measures.of(thing, r) is not None]
        if len(able) > 1 and type_of(thing) != "light":
            return None
    found = next((p for r in wanted if (p := measures.of(thing, r)) is not None), None)
    return found.name if found is not None and roles.is_number(found) else None
