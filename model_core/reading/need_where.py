"""Where a need is felt, and the words of the sentence that says so."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Where:
    """The places where a need is felt."""

    places: tuple[str, ...]
    named: bool
    said: frozenset[str] = frozenset()
    """Words of the sentence, which may name the one of several."""
    heard: frozenset[str] = frozenset()
    """Words of the sentence, which may name a choice."""
