"""What all English replies are put together with, and how they name devices."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.context import House, common
from assistant.wording.english import phrases
from assistant.wording.english.phrases import listed, the
from assistant.wording.subjects import counted

LOWERED = ("The ", "All ", "It ", "That ", "Nobody ", "None ", "Something ")
"""Beginnings that lose their capital inside a sentence."""


def joined(sentences: Sequence[str]) -> str:
    """Sentences as one text."""
    return " ".join(sentences)


def error(error: Exception) -> str:
    """The sentence that the error carries: errors are raised in English."""
    return str(error)


def by_the_way(told: str) -> str:
    """A sentence that nobody asked for now, before a reply."""
    lowered = told[:1].lower() + told[1:] if told.startswith(LOWERED) else told
    return f"By the way: {lowered}"


def subject(house: House, device_ids: Sequence[str], *, whole: bool = False) -> str:
    """Devices as the subject of a sentence: named when few, counted when many.

    `whole`: counted only when they are all of a type in the home.
    """
    ids = list(dict.fromkeys(device_ids))
    if len(ids) == 1:
        return the(house.spoken(ids[0]))
    group = counted(house, ids)
    if group is None or (whole and not group.everywhere):
        return listed([house.spoken(d) for d in ids], whole=whole)
    text = phrases.many(group.count, group.type) + (f" in {the(common(group.room))}" if group.room else "")
    return f"all {text}" if group.every else text


def is_several(house: House, device_ids: Sequence[str]) -> bool:
    """Whether "are" is right after the subject."""
    ids = set(device_ids)
    return len(ids) > 1 or any(phrases.is_plural(house.spoken(d)) for d in ids)
