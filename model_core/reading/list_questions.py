"""Questions about lists: what is on one, and whether something is."""

from __future__ import annotations

import re

from model_core.reading.asking import Asking
from model_core.reading.clauses import Done
from model_core.reading.patterns import patterns
from model_core.reading.referents import Found
from model_core.reading.rewording import WHO
from model_core.reading.wishes import type_of
from model_core.world import Kind, Thing

_TABLE = patterns("list_questions", WHO=WHO)
_MORE_SAID = re.compile(r"[,;\"]| and | then | or ")
"""Where an entry of a list may end and something else begin."""
_SHOPS = re.compile(r"shopping|grocer")
_TASKS = re.compile(r"to-do|todo|to do|task|chore")
_NO_ENTRY = re.compile(
    r"(?:it|that|this|them|those|these|anything|something|everything|nothing|what|one|ones|(?:how )?many|"
    r"any|(?:any|every|some)(?:one|body)|there|left|\w+ing (?:the|my|our) .+|"
    r"(?:anything|something|everything) .+)"
)
"""What is no entry, or not as it was written down."""
_PLAIN_LIST = re.compile(r"(?:(?:the|my|our|your) )?lists?")
_DONE = re.compile(r"^[a-z]+ (?:the|my|our|a|an|some|up|for|to|dad|mum|mom) ")
"""How a task begins."""


class ListQuestions:
    """Reads questions about the lists of one home."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        self._all = tuple(
            t for t in asking.vocabulary.world.things if type_of(t) == "list" and _items(t) is not None
        )
        self._shops = tuple(t for t in self._all if _SHOPS.search(t.name.casefold()))
        self._tasks = tuple(t for t in self._all if _TASKS.search(t.name.casefold()))

    def read(self, text: str, here: str | None) -> Done | None:
        """The plan for a question about a list; None for any other."""
        if not self._all or _MORE_SAID.search(text):
            return None
        for key, pattern in _TABLE["all"].of(text):
            found = pattern.fullmatch(text)
            if found is None:
                continue
            chosen = {"to_buy": self._shops, "to_do": self._tasks}.get(key)
            if chosen is None:
                chosen = self._meant(found["t"], here)
            if len(chosen) == 1:
                return Done(f"get {self._label(chosen[0])}: {_items(chosen[0])}", chosen)
        for _, pattern in _TABLE["entry"].of(text):
            found = pattern.fullmatch(text)
            if found is not None:
                return self._has(found["x"], found["t"], here)
        return None

    def _has(self, said: str, phrase: str, here: str | None) -> Done | None:
        entry = re.sub(r"^(?:the|any|some|a|an|our|my) ", "", said.removesuffix(" already")).strip()
        if not entry or _NO_ENTRY.fullmatch(entry) or len(entry.split()) > 6:
            return None
        chosen = self._meant(phrase, here)
        if len(chosen) != 1 and _PLAIN_LIST.fullmatch(phrase) and not _DONE.match(entry):
            chosen = self._shops
        if len(chosen) != 1:
            return None
        return Done(f'check {self._label(chosen[0])}: {_items(chosen[0])}="{entry}"', chosen)

    def _meant(self, phrase: str, here: str | None) -> tuple[Thing, ...]:
        """The list that words mean; empty where they leave it open."""
        meaning = self._asking.find(phrase, here, lambda t: "items" if t in self._all else None)
        if isinstance(meaning, Found) and len(meaning.things) == 1 and meaning.things[0] in self._all:
            return meaning.things
        return ()

    def _label(self, thing: Thing) -> str:
        return self._asking.vocabulary.labels[thing.id]


def _items(thing: Thing) -> str | None:
    """The name of the property that holds the entries."""
    return next((p.name for p in thing.properties if p.kind is Kind.LIST), None)
