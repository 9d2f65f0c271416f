"""Words that tell things of one sort from one another, and the words that they exclude: left is not right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

_SIDES = "left/right near/far front/back|rear top/bottom upper/lower inner/outer indoor/outdoor old/new"
_SIZES = "big|large/small|little tall|long/short"
_SUPPLIES = "gas/water hot/cold"
_SIGHTS = (
    "north/south/east/west black/white/grey|gray/red/orange/yellow/green/blue/purple/pink/brown/gold/silver"
)
_APART = f"{_SIDES} {_SIZES} {_SUPPLIES} {_SIGHTS}"
OPPOSED: Mapping[str, frozenset[str]] = {
    word: frozenset(group.replace("/", "|").split("|")) - frozenset(alike.split("|"))
    for group in _APART.split()
    for alike in group.split("/")
    for word in alike.split("|")
}
"""What a thing cannot be called that is called the one or the other of these."""
_WORD = re.compile(r"[^\W\d_]+(?:'s)?|[,;.]")
_BESIDE = 2
"""Words after a qualifier among which its noun is: `left globe lamp`."""
_ENDS = re.compile(r"[,;.]|and|or|the|my|our|your|an?|this|in|on|at|of|to|for|by|off|up|down|is|it")
"""Before these a noun phrase is over."""


def instead(phrase: str) -> Iterator[str]:
    """The phrase with what excludes a word of it for that word: `far plug` for `near plug`."""
    said = phrase.split()
    for at, word in enumerate(said):
        for other in OPPOSED.get(word, ()):
            yield " ".join((*said[:at], other, *said[at + 1 :]))


def qualifiers(sentence: str) -> Iterator[tuple[str, Sequence[str]]]:
    """Every word that tells things from one another, with the words of its noun phrase after it."""
    said = _WORD.findall(sentence)
    for at, word in enumerate(said):
        if word in OPPOSED:
            after = said[at + 1 : at + 1 + _BESIDE]
            yield word, tuple(takewhile(lambda w: not _ENDS.fullmatch(w), after))
