"""Mandarin small talk: what is told of others, of the past, of films and dreams, and of days far off."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from model_core.reading.chinese.chat import Chat
from model_core.reading.chinese.mentions import Mentions
from model_core.reading.phrases import compiled, load, unfolded

TALK = "refuse chat"
_LONGEST = 60


class SmallTalk:
    """Tells what people only talk about, in one home."""

    def __init__(self, chat: Chat, mentions: Mentions) -> None:
        self._chat = chat
        self._mentions = mentions

    def is_all(self, sentence: str) -> bool:
        """Whether a sentence, its numerals as they were spoken, is small talk and wants nothing."""
        text = sentence.replace(" ", ",").replace(";", ",").strip(",")
        if len(text) > _LONGEST or self._mentions.named(text) or self._mentions.begins_with_place(text):
            return False
        if _any("some_day", text):
            return not _any("planned", text)
        if _any("wishes", text) or _any("here", text):
            return False
        if _any("far", text):
            return True
        return _any("near", text) and not _any("felt", text) and not self._chat.is_of_home(text)


def _any(name: str, text: str) -> bool:
    return any(p.search(text) for p in _patterns()[name])


@cache
def _patterns() -> Mapping[str, tuple[re.Pattern[str], ...]]:
    table = load("small_talk", __package__)
    words = unfolded({**load("elsewhere", __package__)["words"], **table["words"]})
    return {name: compiled(block, words) for name, block in table.items() if isinstance(block, str)}
