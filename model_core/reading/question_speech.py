"""Spoken questions in plainer words: `how warm's it got in here` as `how warm is it in here`."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from model_core.reading.phrases import load

_ASKS = re.compile(
    r"(?:is|are|was|were|what|which|whichever|who|whose|how|when|does|do|did|has|have|had|any|anything|anyone|anybody|"
    r"someone|somebody|something|there|between|of|list|show|tell|read|reckon|so|and|right|hang|hold|wait|oi|ere|er|"
    r"um|hm|oh|ooh|just|quick|i|out|who's|(?:what|which|how)'s)\b|.*, (?:which|who|what|do|would|tell|any)\b"
)
"""How what asks begins, or goes on."""


@lru_cache(maxsize=4096)
def spoken(text: str) -> str:
    """The question in plainer words; the text as it is where there are none."""
    if _ASKS.match(text) is None:
        return text
    for said, plain in _rewordings():
        text = said.sub(plain, text)
    return text


@cache
def _rewordings() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(said), plain) for said, plain in load("question_speech")["rewordings"].items())
