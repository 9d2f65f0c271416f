"""Reads a plain English sentence of a home into a plan, or leaves it to the model."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property

from model_core.errors import InvalidPlan
from model_core.language.parse import parse
from model_core.language.vocabulary import Vocabulary
from model_core.plan import Plan
from model_core.reading.chinese.reader import ChineseReader
from model_core.reading.chinese.text import is_chinese
from model_core.reading.clauses import Clauses, Done
from model_core.reading.deeds import OwnActions
from model_core.reading.followups import FollowUps
from model_core.reading.gadgets import Gadgets
from model_core.reading.later import Later
from model_core.reading.lists import Lists
from model_core.reading.media import Media
from model_core.reading.needs import Needs
from model_core.reading.own import OwnProperties
from model_core.reading.quoted import as_spoken
from model_core.reading.reasons import Reasons
from model_core.reading.referents import Referents
from model_core.reading.spelling import Spelling
from model_core.reading.text import courteous, plain
from model_core.world import Request, Thing

_PARTS = re.compile(
    r"; | and then |, then | then |, and also |, and |,? and also | also |, plus | plus |, | and "
)
_MOST_PARTS = 6
CONFIDENCE = 0.97
"""Share of plans that are right, on sentences in made-up homes (`python -m benchmarks.reading`)."""


class Reader:
    """Reads sentences of one home; computed once for it."""

    def __init__(
        self, vocabulary: Vocabulary, *, is_word: Callable[[str], bool] = lambda _word: True
    ) -> None:
        """`is_word` tells English words from mistyped ones, which are put right."""
        self.vocabulary = vocabulary
        self._spelling = Spelling(vocabulary, is_word)
        self._reasons = Reasons(vocabulary)
        referents = Referents(vocabulary)
        parts = (
            Lists(vocabulary, referents),
            Media(vocabulary, referents),
            Gadgets(vocabulary, referents),
            OwnProperties(vocabulary, referents),
            OwnActions(vocabulary, referents),
        )
        self._clauses = Clauses(vocabulary, referents, parts=parts, is_word=is_word)
        self._follow_ups = FollowUps(vocabulary, referents, self._clauses)
        self._needs = Needs(vocabulary, referents.places)
        self._later = Later(vocabulary, referents, self.commands)

    @cached_property
    def _chinese(self) -> ChineseReader:
        return ChineseReader(self.vocabulary)

    def read(self, request: Request) -> Plan | None:
        """The plan, when every word is accounted for; else None."""
        if is_chinese(request.utterance):
            return self._plan(self._chinese.text(request), request)
        sentence = plain(request.utterance)
        text = self._text(sentence, request)
        if text is None and (corrected := self._spelling.corrected(sentence)) != sentence:
            text = self._text(courteous(corrected), request)
        if text is None and not request.history:
            needed = self._needs.read(sentence, self._room(request), request.device)
            text = needed.text if needed is not None else None
        return self._plan(text, request)

    def _plan(self, text: str | None, request: Request) -> Plan | None:
        if text is None:
            return None
        try:
            plan = parse(
                as_spoken(text, request.utterance),
                self.vocabulary,
                utterance=request.utterance,
                confidence=CONFIDENCE,
            )
        except InvalidPlan:
            return None
        return replace(plan, source="reader")

    def _text(self, sentence: str, request: Request) -> str | None:
        if not sentence or len(sentence) > 300:
            return None
        room = self._room(request)
        if self._later.concerns(sentence):
            later = self._later.plan(sentence, request.utterance, room, alone=not request.history)
            if later is not None or not self._later.is_value(sentence):
                return later
        if any(mark in request.utterance for mark in "?:"):
            return None
        done = self.commands(sentence, room, alone=not request.history)
        if done is None or (request.history and any("ask " in d.text for d in done)):
            last = request.history[-1] if request.history else None
            return self._follow_ups.read(request.utterance, room, last) if last is not None else None
        return "; ".join(d.text for d in done)

    def _room(self, request: Request) -> str | None:
        if request.room is None and request.device is not None:
            return self.vocabulary.room_of.get(request.device)
        return request.room

    def commands(self, sentence: str, here: str | None, *, alone: bool = True) -> list[Done] | None:
        """The clauses of a sentence in plain form; `alone`: it begins the conversation."""
        return self._sentence(sentence, here, (), alone=alone)

    def _sentence(
        self, text: str, here: str | None, before: tuple[Thing, ...], *, alone: bool, depth: int = 0
    ) -> list[Done] | None:
        """The clauses of a sentence, split where both sides can be read; the whole comes first."""
        whole = self._clauses.command(text, here, before, alone=alone)
        if whole is not None and (whole.things or depth == 0 or not _PARTS.search(text)):
            return [whole]
        if depth >= _MOST_PARTS:
            return None
        for separator in _PARTS.finditer(text):
            first = courteous(text[: separator.start()])
            rest = courteous(text[separator.end() :])
            left = self._clauses.command(first, here, before, alone=alone and depth == 0)
            if left is not None and self._reasons.are(rest):
                return [left]
            if left is None and self._reasons.are(first):
                return self._sentence(rest, here, before, alone=alone, depth=depth + 1)
            if left is None or left.text.startswith("ask "):
                continue
            right = self._sentence(rest, here, left.things, alone=False, depth=depth + 1)
            if right is not None and not any(d.text.startswith("ask ") for d in right):
                return [left, *right]
        return [whole] if whole is not None else None
