"""What words speak of, counted over sentences and their plans: "freezing" of heating, "louder" of volume."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

TYPES = Path(__file__).parent / "associations.json"
"""Types of device."""
ABILITIES = Path(__file__).parent / "abilities.json"
"""Names of properties and actions."""
_LEAST = 4
"""Sentences a word must be in."""
_WEAKEST = 0.7
"""Natural logarithm of how many times likelier a thing has to be with the word than without."""


def count(spoken: Iterable[tuple[Iterable[str], Iterable[str]]]) -> dict[str, dict[str, float]]:
    """Pointwise mutual information of words and things spoken of, from both of many sentences."""
    together: Counter[tuple[str, str]] = Counter()
    word_counts: Counter[str] = Counter()
    thing_counts: Counter[str] = Counter()
    total = 0
    for said, things in spoken:
        said, things = set(said), set(things)
        total += 1
        word_counts.update(said)
        thing_counts.update(things)
        together.update((w, t) for w in said for t in things)
    found: dict[str, dict[str, float]] = {}
    for (word, thing), times in together.items():
        if word_counts[word] < _LEAST or times < 2:
            continue
        strength = math.log(times * total / (word_counts[word] * thing_counts[thing]))
        if strength >= _WEAKEST:
            found.setdefault(word, {})[thing] = round(strength, 2)
    return {word: dict(sorted(things.items())) for word, things in sorted(found.items())}


@cache
def shipped(file: Path = TYPES) -> Mapping[str, Mapping[str, float]]:
    """The associations that come with the package, word by word."""
    loaded: dict[str, dict[str, float]] = json.loads(file.read_text(encoding="utf-8"))
    return loaded


def spoken_of(said: Mapping[str, float], file: Path) -> Mapping[str, float]:
    """How strongly words, each with how surely it was said, speak of each thing in all."""
    scores: dict[str, float] = {}
    learnt = shipped(file)
    for word, sure in said.items():
        for thing, strength in learnt.get(word, {}).items():
            scores[thing] = scores.get(thing, 0.0) + sure * strength
    return scores
