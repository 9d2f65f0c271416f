"""Which types of device a word speaks of, counted over generated sentences: "freezing" of heating."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "associations.json"
_LEAST = 4
"""Sentences a word must be in."""
_WEAKEST = 0.7
"""Natural logarithm of how many times likelier a type has to be with the word than without."""


def count(spoken: Iterable[tuple[Iterable[str], Iterable[str]]]) -> dict[str, dict[str, float]]:
    """Pointwise mutual information of words and types, from (words, types) of many sentences."""
    together: Counter[tuple[str, str]] = Counter()
    word_counts: Counter[str] = Counter()
    type_counts: Counter[str] = Counter()
    total = 0
    for said, types in spoken:
        said, types = set(said), set(types)
        total += 1
        word_counts.update(said)
        type_counts.update(types)
        together.update((w, t) for w in said for t in types)
    found: dict[str, dict[str, float]] = {}
    for (word, kind), times in together.items():
        if word_counts[word] < _LEAST or times < 2:
            continue
        strength = math.log(times * total / (word_counts[word] * type_counts[kind]))
        if strength >= _WEAKEST:
            found.setdefault(word, {})[kind] = round(strength, 2)
    return {word: dict(sorted(kinds.items())) for word, kinds in sorted(found.items())}


@cache
def shipped() -> Mapping[str, Mapping[str, float]]:
    """The associations that come with the package."""
    loaded: dict[str, dict[str, float]] = json.loads(FILE.read_text(encoding="utf-8"))
    return loaded
