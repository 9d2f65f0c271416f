"""One sort of what a plan can wait for: what is said of it, of which devices, and the test."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from model_core.language.vocabulary import clean
from model_core.reading import roles
from model_core.world import Attribute, Kind, Thing

SENSORS = ("door sensor", "window sensor", "contact sensor")
"""What tells whether something is open that it is named for."""
_STATES = ("state", "status", "phase", "activity")


@dataclass(frozen=True, slots=True)
class Sort:
    """Clauses of one sort: the types and properties that they are about, and the test."""

    types: tuple[str, ...]
    properties: tuple[str, ...]
    test: str
    patterns: tuple[re.Pattern[str], ...]

    def property_of(self, thing: Thing) -> Attribute | None:
        """The first of the properties that a device has and that can have the value."""
        value = self.test.lstrip("<>=!")
        found = (thing.find_property(name) for name in self.properties)
        return next((a for a in found if a is not None and _can_be(a, value)), None)

    def matches(self, clause: str) -> Iterator[Mapping[str, str]]:
        """What the slots are in each reading of a clause."""
        for pattern in self.patterns:
            found = pattern.fullmatch(clause)
            if found is not None:
                yield {name: said for name, said in found.groupdict().items() if said is not None}

    def tested(self, thing: Thing, number: str = "") -> str | None:
        """`property=value` of a device, with a number where the test has one; None where it has no such."""
        attribute = self.property_of(thing)
        if attribute is None:
            return None
        test = self.test.replace("{n}", number)
        if test == "=done" and not _has(attribute, "done"):
            test = "=idle"
        return f"{attribute.name}{test}"


def sort_of(about: str, patterns: Sequence[re.Pattern[str]]) -> Sort:
    """The sort of a table's key: `washer, dryer | state =done`; the types may be left out."""
    types, _, rest = about.rpartition(" | ")
    names, _, test = rest.strip().rpartition(" ")
    spellings = {**roles.PROPERTIES, "state": _STATES}
    properties = tuple(n for name in names.split(", ") if name for n in spellings.get(name, (name,)))
    return Sort(tuple(types.split(", ")) if types else (), properties, test, tuple(patterns))


def _can_be(attribute: Attribute, value: str) -> bool:
    """Whether a property can have a value; `{n}` stands for any number."""
    if value in {"true", "false"}:
        return attribute.kind is Kind.BOOLEAN
    if value == "{n}" or value.isdigit():
        return roles.is_number(attribute)
    return value.startswith('"') or _has(attribute, value) or (value == "done" and _has(attribute, "idle"))


def _has(attribute: Attribute, value: str) -> bool:
    return any(clean(c) == value for c in attribute.choices)
