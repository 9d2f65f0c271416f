"""Tables of wordings with a meaning each: `data/NAME.yaml` holds blocks of them, by what they mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from model_core.reading.phrases import load

Pattern = tuple[str, re.Pattern[str]]
_WORD = re.compile(r"\{([A-Z]+)\}")
_FIRST = re.compile(r"(?:\(\?:([a-z|]+)\)|([a-z]+)) ")
"""The words that a pattern can begin with, where it is plain which."""


class Patterns:
    """Meanings and patterns in order."""

    def __init__(self, entries: Iterable[Pattern]) -> None:
        self._entries = tuple(entries)
        self._begun = tuple(_first(pattern.pattern) for _, pattern in self._entries)
        self._by_word: dict[str, tuple[Pattern, ...]] = {}
        words = frozenset(w for first in self._begun if first for w in first)
        for word in ("", *words):
            self._by_word[word] = tuple(
                e for e, first in zip(self._entries, self._begun, strict=True) if not first or word in first
            )

    def __iter__(self) -> Iterator[Pattern]:
        return iter(self._entries)

    def of(self, text: str) -> tuple[Pattern, ...]:
        """Those that the text may be, by its first word."""
        return self._by_word.get(text.split(" ", 1)[0]) or self._by_word[""]


def patterns(name: str, **words: str) -> Mapping[str, Patterns]:
    """Every block as meanings and patterns in order; `{WORD}` stands for one of `words`, here or there."""
    table = load(name)
    known = {**words, **table["words"]}

    def compiled(line: str) -> re.Pattern[str]:
        while _WORD.search(line):
            line = _WORD.sub(lambda m: known[m[1]], line)
        return re.compile(line)

    return {
        block: Patterns(
            (key, compiled(line)) for key, lines in entries.items() for line in lines.splitlines()
        )
        for block, entries in table.items()
        if block != "words"
    }


def _first(pattern: str) -> frozenset[str]:
    found = _FIRST.match(pattern)
    return frozenset((found[1] or found[2]).split("|")) if found and not _is_choice(pattern) else frozenset()


def _is_choice(pattern: str) -> bool:
    """Whether the whole of a pattern is a choice between several."""
    depth = 0
    for char in pattern:
        depth += (char in "([") - (char in ")]")
        if char == "|" and depth == 0:
            return True
    return False
