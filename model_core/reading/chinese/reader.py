"""Reads a plain Mandarin sentence of a home into a plan text, or leaves it to the model."""

from __future__ import annotations

import re
from dataclasses import replace

from model_core.language.vocabulary import Vocabulary
from model_core.reading.chinese import dialects
from model_core.reading.chinese.asides import Asides
from model_core.reading.chinese.chat import Chat
from model_core.reading.chinese.clauses import Clauses
from model_core.reading.chinese.cuts import Cuts, refined
from model_core.reading.chinese.lists import Lists
from model_core.reading.chinese.needs import ChineseNeeds
from model_core.reading.chinese.questions import Questions
from model_core.reading.chinese.referents import Referents
from model_core.reading.chinese.rewording import once
from model_core.reading.chinese.text import courteous, marked, plain, spoken
from model_core.reading.chinese.unsaid import Unsaid
from model_core.reading.clauses import Done
from model_core.reading.outcomes import asks, refuses
from model_core.world import Request, Thing

_DONE = re.compile(r"(?![把将]).+?也?(?:关|熄|灭|锁|停|开)了")
"""After another wish no statement but a wish."""
_OPENED = re.compile(r"position=100\b")
_MOST_PARTS = 6
_SOFTER = re.compile(r"小点声音?|声音小点|.*(?:电话|会议|开会|语音|上课).*(?:安静|别出声|小声|别吵).*")
_LONGEST = 120


class ChineseReader:
    """Reads Mandarin sentences of one home; computed once for it."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        referents = Referents(vocabulary)
        self._asides = Asides(vocabulary, referents.places)
        self._chat = Chat(vocabulary, referents.places)
        self._cuts = Cuts(vocabulary, self._asides)
        self._clauses = Clauses(vocabulary, referents)
        self._lists = Lists(vocabulary, referents)
        self._unsaid = Unsaid(vocabulary, referents)
        self._questions = Questions(vocabulary, referents)
        self._needs = ChineseNeeds(vocabulary, referents)

    def text(self, request: Request) -> str | None:
        """The plan text of a sentence, when every character is accounted for; else None."""
        here = request.room
        if here is None and request.device is not None:
            here = self._vocabulary.room_of.get(request.device)
        text = self._as_said(request.utterance, here, request)
        if text is None or refuses(text):
            regional = dialects.plainer(request.utterance)
            other = self._as_said(regional, here, request) if regional != request.utterance else None
            text = other if text is None or (other is not None and not refuses(other)) else text
        if text is None:
            said = (plain(request.utterance), plain(dialects.plainer(request.utterance)))
            found = (self._chat.read(s, alone=not request.history) for s in dict.fromkeys(said))
            text = next((done.text for done in found if done is not None), None)
        return text

    def _as_said(self, utterance: str, here: str | None, request: Request) -> str | None:
        sentence = once(plain(utterance))
        if not sentence or len(sentence) > _LONGEST:
            return None
        alone = not request.history
        entry = self._lists.read(spoken(utterance), here)
        done = [entry] if entry is not None else self._lists.several(spoken(utterance), here)
        done = done or self._sentence(sentence, here, (), alone=alone, heard=request.device)
        if done is None and (unsaid := self._unsaid.read(sentence, here)) is not None:
            done = [unsaid]
        if alone and (done is None or _SOFTER.fullmatch(sentence)):
            said = (utterance,) if done is not None else (utterance, spoken(utterance))
            needed = (self._needs.read(marked(s), here, request.device) for s in said)
            done = next(([n] for n in needed if n is not None), done)
        if done is None or (not alone and any(asks(d.text) for d in done)):
            return None
        return "; ".join(d.text for d in done)

    def _sentence(
        self,
        text: str,
        here: str | None,
        before: tuple[Thing, ...],
        *,
        alone: bool,
        heard: str | None,
        depth: int = 0,
    ) -> list[Done] | None:
        """The clauses of a sentence, split where both sides can be read; the whole comes first."""
        whole = self._clause(text, here, before, alone=alone, heard=heard)
        cuts = self._cuts.of(text)
        if whole is not None and (whole.things or not refuses(whole.text) or not cuts):
            return [whole]
        if depth >= _MOST_PARTS:
            return None
        for cut in cuts:
            first, rest = courteous(text[: cut.start]), courteous(text[cut.end :])
            if not first or not rest:
                continue
            left = self._clause(first, here, before, alone=alone and not before, heard=heard)
            if left is None and cut.parts and self._asides.are(first):
                found = self._sentence(rest, here, before, alone=alone, heard=heard, depth=depth + 1)
                if found is not None:
                    return self._hidden(found, rest, first)
            if left is not None and cut.parts and self._asides.are(rest):
                return self._hidden([left], first, rest)
            if left is None or asks(left.text) or (cut.bare and refuses(left.text)):
                continue
            right = self._sentence(rest, here, left.things, alone=False, heard=heard, depth=depth + 1)
            if right is not None and not any(asks(d.text) for d in right):
                return right if refined(left, right[0]) else [left, *right]
        return [whole] if whole is not None else None

    def _hidden(self, done: list[Done], command: str, aside: str) -> list[Done]:
        """A curtain that is 拉起来 since somebody sees in or the sun does is closed."""
        if "拉起" in command and self._asides.hides(aside):
            return [replace(d, text=_OPENED.sub("position=0", d.text)) for d in done]
        return done

    def _clause(
        self, text: str, here: str | None, before: tuple[Thing, ...], *, alone: bool, heard: str | None
    ) -> Done | None:
        """One clause: a command, or else a question."""
        command = self._clauses.command(text, here, before, alone=alone, heard=heard)
        if command is None and len(before) == 1:
            command = self._of_the_same(text, here, before[0], heard)
        if command is None and before and _DONE.fullmatch(text):
            command = self._clauses.command(f"把{text}", here, before, alone=alone, heard=heard)
        return command if command is not None else self._questions.read(text, here)

    def _of_the_same(self, text: str, here: str | None, thing: Thing, heard: str | None) -> Done | None:
        """A clause without a device about the one of the clause before."""
        name = (
            f"{thing.room or ''}{thing.name}"
            if self._vocabulary.labels[thing.id] != thing.name
            else thing.name
        )
        said = self._clauses.command(f"{name}{text}", here, (), alone=False, heard=heard)
        return said if said is not None and said.things == (thing,) else None
