"""Mandarin sentences that do not say what to do, or with what: those are asked about."""

from __future__ import annotations

import re

from model_core.language.vocabulary import Vocabulary
from model_core.reading.chinese.places import key
from model_core.reading.chinese.referents import Referents
from model_core.reading.clauses import Done
from model_core.reading.referents import Found

_NO_DEVICE = re.compile(
    r"(?:打开|关掉|启动|锁上|停一下|弄一下|开|关)(?:它们?|那个|这个)|把(?:它们?|那个|这个)都?(?:打开|关掉|关了|关上)|"
    r"打开|关掉|开一下|关一下|开开|改一下|换成.色|(?:调成|设成).色|(?:把它)?调到\d+%?"
)
_NO_WISH = (
    re.compile(r"(?:我想)?(?:调一下|设置一下|改一下|动一下|调整一下)(.+)"),
    re.compile(r"(.+?)(?:不太对,)?(?:调一下|设置一下|改一下|调整一下|要改一改)"),
    re.compile(r"把(.+?)(?:调成|调到|设成|换一下|弄一下|改一下)"),
)
_OF_A_ROOM = re.compile(
    r"(?:打扫一下|去)(.+?)(?:扫地)?|(.+?)(?:没人了|太[黑暗热冷]了|[热冷]不[热冷]\??)|把?(.+?)(?:弄亮|调亮|弄暗)一?点?|"
    r"我在(.+?),?太[黑暗热冷]了|把(.+?)调到\d+度"
)
"""What is said of a room as a whole; only that the room is not there is read here."""


class Unsaid:
    """Reads sentences of one home in which something is missing."""

    def __init__(self, vocabulary: Vocabulary, referents: Referents) -> None:
        self._vocabulary = vocabulary
        self._referents = referents

    def read(self, sentence: str, here: str | None) -> Done | None:
        """What to ask, for a sentence in plain form; None for any other."""
        if _NO_DEVICE.fullmatch(sentence):
            return Done("ask what", ())
        for pattern in _NO_WISH:
            found = pattern.fullmatch(sentence)
            meaning = self._referents.find(found[1], here) if found else None
            if isinstance(meaning, Found) and len(meaning.things) == 1 and not meaning.target:
                return Done(f"ask what: {self._vocabulary.labels[meaning.things[0].id]}", meaning.things)
        in_room = _OF_A_ROOM.fullmatch(sentence)
        said = next((g for g in in_room.groups() if g), "") if in_room else ""
        absent, rest = self._referents.places.absent(key(said))
        return Done(f'refuse unknown "{said}"', ()) if absent is not None and not rest else None
