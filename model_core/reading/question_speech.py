"""Spoken questions in plainer words: `how warm's it got in here` as `how warm is it in here`."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from model_core.reading.phrases import load

_ASKS = re.compile(
    r"\b(?:is|are|was|were|what|which|whichever|who|whose|how|when|does|do|did|has|have|had|any|anything|anyone|"
    r"anybody|someone|somebody|something|between|of|list|show|tell|read)\b|'s\b|'d\b"
)


@lru_cache(maxsize=4096)
def spoken(text: str) -> str:
    """The question in plainer words; the text as it is where there are none."""
    if _ASKS.search(text) is None:
        return text
    for said, plain in _rewordings():
        text = said.sub(plain, text)
    return text


@cache
def _rewordings() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(said), plain) for said, plain in load("question_speech")["rewordings"].items())
