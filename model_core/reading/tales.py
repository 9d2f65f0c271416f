"""What is told of days gone by, of other places and of other people, and asks for nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from model_core.reading.elsewhere import is_elsewhere
from model_core.reading.need_kinds import device_words
from model_core.reading.need_signs import spelled_out
from model_core.reading.parting import BEGINS
from model_core.reading.phrases import blocks
from model_core.reading.question_forms import is_question
from model_core.world import Thing

_ORDERS = re.compile(
    r"(?:^|[,;] |\b(?:and|then|but) |, so )(?:please |just |go |now |can you |could you )*"
    rf"(?:{BEGINS}|take|give|let|cut|keep|leave|help|sort|do|watch|look|remind|block|find)\b(?! it was\b)"
)
_MOST_WORDS = 32
"""Longer stories may come round to a wish in the end."""


class Tales:
    """Tells tales from wishes in one home."""

    def __init__(self, things: Sequence[Thing]) -> None:
        self._devices = device_words(things)

    def are(self, sentence: str) -> bool:
        """Whether a sentence in plain form, of which nothing else could be made, is a mere tale."""
        text = spelled_out(sentence)
        if len(text.split()) > _MOST_WORDS or is_question(text) or _ORDERS.search(text):
            return False
        if _said("wanted").search(text):
            return False
        named = self._devices.search(text) is not None
        if is_elsewhere(sentence) and (not named or _said("long_ago").search(text)):
            return True
        if _said("never").search(text):
            return True
        if _said("matters").search(text):
            return False
        if _said("others").search(text):
            return not named
        if _said("present").search(text) or not _said("past").search(text):
            return False
        if _said("long_ago").search(text):
            return True
        return not named and _said("told").match(text) is not None


@cache
def _said(block: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{line})" for line in blocks("tales")[block] if line))
