"""Reads a plain Mandarin sentence of a home into a plan text, or leaves it to the model."""

from __future__ import annotations

import re

from model_core.language.vocabulary import Vocabulary
from model_core.reading.chinese import reasons
from model_core.reading.chinese.clauses import Clauses
from model_core.reading.chinese.lists import Lists
from model_core.reading.chinese.needs import ChineseNeeds
from model_core.reading.chinese.places import key
from model_core.reading.chinese.questions import Questions
from model_core.reading.chinese.referents import Referents
from model_core.reading.chinese.rewording import once
from model_core.reading.chinese.text import courteous, marked, plain, spoken
from model_core.reading.chinese.unsaid import Unsaid
from model_core.reading.clauses import Done
from model_core.reading.outcomes import asks, refuses
from model_core.world import Request, Thing

_PARTS = re.compile(
    r"[,;、 ]+|(?<=吧)(?=.)|"
    r"(?<=[了上开掉点下度])(?=太|有点|好[暗黑亮冷热吵晒闷]|我[要想在快怕])|"
    r"(?<=.)(?:然后|并且|顺便|接着|同时|还有|另外|再|并)|"
    r"(?<=[灯调视扇帘])(?=开|关)|(?<=.)(?=把|将|打开|关掉|关闭|关上|开启|启动|暂停|停止|锁上|解锁|拉开|拉上|静音|让|给|用|开一下|关一下|调)"
)
_DONE = re.compile(r"(?![把将]).+?也?(?:关|熄|灭|锁|停|开)了")
"""After another wish no statement but a wish."""
_MOST_PARTS = 6
_SOFTER = re.compile(r"小点声音?|声音小点|.*(?:电话|会议|开会|语音|上课).*(?:安静|别出声|小声|别吵).*")
_LONGEST = 120


class ChineseReader:
    """Reads Mandarin sentences of one home; computed once for it."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        referents = Referents(vocabulary)
        self._places = referents.places
        self._clauses = Clauses(vocabulary, referents)
        self._lists = Lists(vocabulary, referents)
        self._unsaid = Unsaid(vocabulary, referents)
        self._questions = Questions(vocabulary, referents)
        self._needs = ChineseNeeds(vocabulary, referents)

    def text(self, request: Request) -> str | None:
        """The plan text of a sentence, when every character is accounted for; else None."""
        sentence = once(plain(request.utterance))
        if not sentence or len(sentence) > _LONGEST:
            return None
        here = request.room
        if here is None and request.device is not None:
            here = self._vocabulary.room_of.get(request.device)
        alone = not request.history
        entry = self._lists.read(spoken(request.utterance), here)
        done = [entry] if entry is not None else self._lists.several(spoken(request.utterance), here)
        done = done or self._sentence(sentence, here, (), alone=alone, heard=request.device)
        if done is None and (unsaid := self._unsaid.read(sentence, here)) is not None:
            done = [unsaid]
        if alone and (done is None or _SOFTER.fullmatch(sentence)):
            said = (
                (request.utterance,) if done is not None else (request.utterance, spoken(request.utterance))
            )
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
        if whole is not None and (whole.things or not refuses(whole.text) or not _PARTS.search(text)):
            return [whole]
        if depth >= _MOST_PARTS:
            return None
        for separator in _PARTS.finditer(text):
            first, rest = courteous(text[: separator.start()]), courteous(text[separator.end() :])
            if not rest:
                continue
            parted = separator[0] != "" or text[: separator.start()].endswith(("吧", "了"))
            left = self._clause(first, here, before, alone=alone and not before, heard=heard)
            if left is None and self._is_reason(first):
                return self._sentence(rest, here, before, alone=alone, heard=heard, depth=depth + 1)
            if left is not None and parted and self._is_reason(rest):
                return [left]
            if left is None or asks(left.text):
                continue
            right = self._sentence(rest, here, left.things, alone=False, heard=heard, depth=depth + 1)
            if right is not None and not any(asks(d.text) for d in right):
                return [left, *right]
        return [whole] if whole is not None else None

    def _is_reason(self, text: str) -> bool:
        """Whether a text is no more than a reason, maybe of a place: `院子黑得很`."""
        if reasons.are(text):
            return True
        place, rest = self._places.take(key(text))
        return place is not None and bool(rest) and reasons.are(rest)

    def _clause(
        self, text: str, here: str | None, before: tuple[Thing, ...], *, alone: bool, heard: str | None
    ) -> Done | None:
        """One clause: a command, or else a question."""
        command = self._clauses.command(text, here, before, alone=alone, heard=heard)
        if command is None and before and _DONE.fullmatch(text):
            command = self._clauses.command(f"把{text}", here, before, alone=alone, heard=heard)
        return command if command is not None else self._questions.read(text, here)
