"""Words as they are compared: lower case, one form for singular and plural, and how alike two of them are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:'s)?")
_GRAM = 3
_ALIKE = 0.5
"""Share of trigrams from which two words count as one misspelt."""


def words(text: str) -> tuple[str, ...]:
    """The words of a text in order, in their plainest form."""
    return tuple(_plain(w) for w in _WORD.findall(text.casefold().replace("’", "'")))


def _plain(word: str) -> str:
    word = word.removesuffix("'s")
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def closest(word: str, known: Iterable[str]) -> tuple[str, ...]:
    """Known words that this one is likely a misspelling or a part of; none for a short word."""
    if len(word) < 4:
        return ()
    return tuple(k for k in known if len(k) >= 4 and (_likeness(word, k) >= _ALIKE or _joined(word, k)))


def _joined(one: str, other: str) -> bool:
    """Speech recognition writes `livingroom` and `air con` where a name has it otherwise."""
    return one in other or other in one


def _likeness(one: str, other: str) -> float:
    mine, theirs = _grams(one), _grams(other)
    return 2 * len(mine & theirs) / (len(mine) + len(theirs))


@lru_cache(maxsize=20_000)
def _grams(word: str) -> frozenset[str]:
    padded = f" {word} "
    return frozenset(padded[i : i + _GRAM] for i in range(len(padded) - _GRAM + 1))
