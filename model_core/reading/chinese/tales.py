"""Mandarin that only tells of another time, place or person: nothing is wished for, and nothing moves."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from model_core.reading.chinese import need_signs
from model_core.reading.chinese.mentions import Mentions
from model_core.reading.clauses import Done
from model_core.reading.phrases import compiled, load, unfolded

_LONGEST = 40
_OF_MEDIA = re.compile(r"(?:电视|收音机|手机|音箱|广播)(?:里头?|上|剧|台)|洗碗工")
"""Names of devices in words for what they show, and for people."""

_TALK = Done("refuse chat", ())


class Tales:
    """Tells tales from needs in one home, whose own devices and rooms are no tale."""

    def __init__(self, mentions: Mentions) -> None:
        self._mentions = mentions

    def read(self, sentence: str) -> Done | None:
        """The refusal of a tale; None for any other sentence, and in doubt."""
        text = sentence.replace(" ", ",").strip(",;")
        if len(text) > _LONGEST or _has("now", text) or _has("wishes", text):
            return None
        said = _OF_MEDIA.sub("", text)
        if _has("far", text):
            return _TALK if not self._mentions.named(said) else None
        if _has("near", text) or not _has("tales", text) or need_signs.signalled(said) is not None:
            return None
        ours = self._mentions.place(said) != "" or not self._mentions.only(said, ())
        return _TALK if not ours else None


def _has(block: str, text: str) -> bool:
    return any(p.search(text) for p in _patterns()[block])


@cache
def _patterns() -> Mapping[str, tuple[re.Pattern[str], ...]]:
    table = load("tales", __package__)
    words = unfolded(table["words"])
    return {name: compiled(block, words) for name, block in table.items() if isinstance(block, str)}
