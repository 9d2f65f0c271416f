"""Words as they are compared: lower case, one form for singular and plural, and how alike two of them are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

_WORD = re.compile(r"[^\W_]+(?:'s)?")
_HAN = re.compile(r"([\u4e00-\u9fff]+)")
_GRAM = 3
_ALIKE = 0.5
"""Share of trigrams from which two words count as one misspelt."""


def words(text: str) -> tuple[str, ...]:
    """The words of a text in order, in their plainest form.

    Chinese is written without spaces: there, every character and every two neighbours count as words.
    """
    found: list[str] = []
    for word in _WORD.findall(text.casefold().replace("’", "'")):
        for part in _HAN.split(word):
            if part and "\u4e00" <= part[0] <= "\u9fff":
                found += [*part, *(a + b for a, b in pairwise(part))]
            elif part:
                found.append(_plain(part))
    return tuple(found)


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
