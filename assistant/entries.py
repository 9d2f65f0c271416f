"""An entry of a list as the list itself has it: `the hinge` is `fix the squeaky hinge`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from devices.schema import Value
from model_core.reading.chinese.text import is_chinese
from model_core.retrieval.words import words

_TAKEN = frozenset({"complete", "remove", "uncomplete", "delete"})
"""Actions on an entry that is there already."""
_EMPTY = frozenset({"the", "a", "an", "my", "our", "some", "of", "to", "for", "that", "this", "one"})


def as_listed(action: str, arguments: dict[str, Value], reported: Mapping[str, Value]) -> dict[str, Value]:
    """The arguments of an action on an entry that is there, with the one that is meant as it is reported."""
    entries, said = reported.get("items"), arguments.get("item")
    if action not in _TAKEN or not isinstance(entries, list | tuple) or not isinstance(said, str):
        return arguments
    return {**arguments, "item": entry_of([e for e in entries if isinstance(e, str)], said)}


def entry_of(entries: Sequence[str], said: str) -> str:
    """The entry that words name: the same text, else the only one that has all of them; else the words."""
    told = said.casefold().strip()
    exact = [e for e in entries if e.casefold() == told]
    if exact:
        return exact[0]
    found = [e for e in entries if _has(e.casefold(), told)]
    return found[0] if len(found) == 1 else said


def _has(entry: str, said: str) -> bool:
    """Whether an entry has every word that is said; Mandarin, which parts no words, as it stands."""
    if is_chinese(said):
        return said in entry
    wanted = frozenset(words(said)) - _EMPTY
    return bool(wanted) and wanted <= frozenset(words(entry))
