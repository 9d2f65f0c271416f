"""An entry of a list as the list itself has it: `the hinge` is `fix the squeaky hinge`."""

from __future__ import annotations

import re
from collections.abc import Sequence

TAKEN = frozenset({"complete", "remove", "uncomplete", "delete"})
"""Actions on an entry that is there already."""
_WORDS = re.compile(r"[^\W_]+")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_SHORT = 3
_EMPTY = frozenset({"the", "a", "an", "my", "our", "some", "of", "to", "for", "that", "this", "one"})


def entry_of(entries: Sequence[str], said: str) -> str:
    """The entry that words name: the same text, else the only one that has all of them; else the words."""
    exact = [e for e in entries if e.casefold() == said.casefold().strip()]
    if exact:
        return exact[0]
    wanted = _parts(said)
    if not wanted:
        return said
    found = [e for e in entries if wanted <= _parts(e)] or [
        e for e in entries if _is_said_more_fully(e, wanted)
    ]
    return found[0] if len(found) == 1 else said


def _is_said_more_fully(entry: str, wanted: frozenset[str]) -> bool:
    own = _parts(entry)
    return bool(own) and own <= wanted


def _parts(text: str) -> frozenset[str]:
    """The words of a text in one form for one and several; of Mandarin the characters."""
    folded = text.casefold()
    if _HAN.search(folded):
        return frozenset(_HAN.findall(folded))
    return frozenset(_stem(w) for w in _WORDS.findall(folded) if w not in _EMPTY)


def _stem(word: str) -> str:
    """`hinge` and `hinges`, `berry` and `berries` in one form."""
    if len(word) > _SHORT and not word.endswith("ss"):
        word = word.removesuffix("s").removesuffix("e")
    return f"{word[:-1]}i" if word.endswith("y") else word
