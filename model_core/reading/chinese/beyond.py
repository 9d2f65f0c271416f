"""Mandarin wishes that the one device they are about cannot grant, and deeds of which no machine is able."""

from __future__ import annotations

import re
from functools import cache

from model_core.language.vocabulary import Vocabulary
from model_core.reading import roles, wishes
from model_core.reading.chinese import values as said_values
from model_core.reading.chinese.referents import Referents
from model_core.reading.clauses import Done
from model_core.reading.phrases import compiled, load, unfolded
from model_core.reading.referents import Found, Missing
from model_core.world import Thing

_MEDIA = frozenset({"television", "speaker"})
_PROGRAMMED = frozenset({"washer", "dryer", "dishwasher", "vacuum", "mower"})
"""Machines that have programmes, and no temperatures or speeds of their own to set."""
_WASHING = frozenset({"washer", "dryer", "dishwasher"})
_CHORES = frozenset({"vacuum", "mower"})


class Beyond:
    """Reads wishes beyond what devices of one home offer."""

    def __init__(self, vocabulary: Vocabulary, referents: Referents) -> None:
        self._vocabulary = vocabulary
        self._referents = referents

    def read(self, sentence: str, here: str | None) -> Done | None:
        """The refusal of what is certainly not offered; None for any other sentence in plain form."""
        for sort, pattern in _frames():
            found = pattern.fullmatch(sentence)
            if found is None:
                continue
            meaning = self._referents.find(found["t"], here)
            if isinstance(meaning, Missing) and sort in {"seen", "source"}:
                return Done(f'refuse unknown "{found["t"]}"', ())
            if not isinstance(meaning, Found) or len(meaning.things) != 1 or meaning.target:
                continue
            if _is_beyond(sort, meaning.things[0], found.groupdict()):
                return Done(f"refuse unable: {self._vocabulary.labels[meaning.things[0].id]}", meaning.things)
        return None


def _is_beyond(sort: str, thing: Thing, said: dict[str, str | None]) -> bool:
    kind = wishes.type_of(thing)
    if sort == "source":
        choice = said["v"] or ""
        offered = [p for p in thing.properties if p.writable and p.choices]
        return kind in _MEDIA and not any(said_values.choice_of(p, choice) for p in offered)
    if sort == "programme":
        start = roles.find_action(thing, "start")
        programmes = [a for a in start.arguments if a.choices] if start is not None else []
        offered = [p for p in thing.properties if p.writable and p.choices]
        chosen = any(said_values.choice_of(a, said["v"] or "") for a in (*programmes, *offered))
        return kind in _WASHING and bool(programmes) and not chosen
    if sort == "drink":
        start = roles.find_action(thing, "start")
        choice = said["v"] or ""
        kinds = [a for a in start.arguments if a.choices] if start is not None else []
        plain = choice in {"咖啡", "热咖啡", "饮料", "东西"}
        known = any(said_values.choice_of(a, choice) for a in kinds)
        return kind == "coffee maker" and bool(kinds) and not known and not plain
    if sort == "programmed":
        return kind in _PROGRAMMED and roles.find(thing, "target_temperature") is None
    if sort == "measured":
        name = "humidity" if said.get("p") == "湿度" else "temperature"
        measured = thing.find_property(name)
        return (
            measured is not None
            and not measured.writable
            and roles.find(thing, f"target_{name}") is None
            and not any(p.writable for p in thing.properties)
        )
    return sort == "chore" and kind in _CHORES


@cache
def _frames() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = load("beyond", __package__)
    words = unfolded(table["words"])
    return tuple(
        (sort, pattern)
        for sort, block in table.items()
        if isinstance(block, str)
        for pattern in compiled(block, words)
    )
