"""An entry of a list as the list itself has it: `the hinge` is `fix the squeaky hinge`."""

from __future__ import annotations

import re
from collections.abc import Sequence

TAKEN = frozenset({"complete", "remove", "uncomplete", "delete"})
"""Actions on an entry that is there already."""
_WORDS = re.compile(r"[^\W_]+")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_EMPTY = frozenset({"the", "a", "an", "my", "our", "some", "of", "to", "for", "that", "this", "one"})


def entry_of(entries: Sequence[str], said: str) -> str:
    """The entry that words name: the same text, else the only one that has all of them; else the words."""
    told = said.casefold().strip()
    exact = [e for e in entries if e.casefold() == told]
    if exact:
        return exact[0]
    found = [e for e in entries if _has(e.casefold(), told)] if told else []
    return found[0] if len(found) == 1 else said


def _has(entry: str, said: str) -> bool:
    """Whether an entry has every word that is said; Mandarin, which parts no words, as it stands."""
    if _HAN.search(said):
        return said in entry
    wanted = [w for w in _WORDS.findall(said) if w not in _EMPTY]
    own = frozenset(form for w in _WORDS.findall(entry) for form in _forms(w))
    return bool(wanted) and all(own & _forms(w) for w in wanted)


def _forms(word: str) -> frozenset[str]:
    """A word, and what it is one of where it may be several."""
    ones = {word}
    if word.endswith("s") and not word.endswith("ss"):
        ones.add(word[:-1])
    if word.endswith("ies"):
        ones.add(f"{word[:-3]}y")
    if word.endswith(("ches", "shes", "xes", "oes", "sses")):
        ones.add(word[:-2])
    return frozenset(ones)
