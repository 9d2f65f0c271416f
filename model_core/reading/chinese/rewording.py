"""Plainer wordings of a Mandarin clause: one out of several, topics in front, what it is compared with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from model_core.reading.chinese.dialects import rewrites

_OFTEN = re.compile(r"^([\u4e00-\u9fff]{2,6}?),?\1(?=,|$)")
_TOPIC = re.compile(r"^([^,]{2,}),(?:它|它的)?([^,]+)$")


def once(text: str) -> str:
    """A text without the repetition of what it begins with: `关灯关灯`."""
    return _OFTEN.sub(r"\1", text)


def plainer(clause: str) -> Iterator[str]:
    """Other wordings of the same, none of them the clause itself."""
    for pattern, wording in _wordings():
        said = pattern.sub(wording, clause, count=1)
        if said != clause:
            yield said


def topic(clause: str) -> tuple[str, str] | None:
    """What a clause is about, set before a comma, and the rest."""
    found = _TOPIC.match(clause)
    return (found[1], found[2]) if found else None


@cache
def _wordings() -> tuple[tuple[re.Pattern[str], str], ...]:
    return rewrites("rewordings", "wordings")
