"""Which language a sentence is in, and therefore its reply."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from assistant.answering import pin_in, yes_or_no

HAN = re.compile(r"[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
"""A character of Chinese writing."""
QUESTION_MARK = re.compile("[?？]")
"""A yes or no that is asked is no answer, and in no language all the same."""


class Language(StrEnum):
    """A language that replies are made in, by its BCP 47 tag."""

    ENGLISH = "en"
    CHINESE = "zh-CN"

    @classmethod
    def of_tag(cls, tag: str) -> Language:
        """The language of a BCP 47 tag; English for any that replies are not made in."""
        return cls.CHINESE if tag.casefold().partition("-")[0] == "zh" else cls.ENGLISH


def language_of(utterance: str) -> Language | None:
    """The language of the words; None for digits, a PIN and a Latin yes or no, which say nothing of it."""
    if pin_in(utterance) is not None or not any(c.isalpha() for c in utterance):
        return None
    if HAN.search(utterance):
        return Language.CHINESE
    return Language.ENGLISH if yes_or_no(QUESTION_MARK.sub("", utterance)) is None else None


def language_before(utterances: Sequence[str]) -> Language | None:
    """The language of the last of the utterances, oldest first, that is in any."""
    found = (language_of(utterance) for utterance in reversed(utterances))
    return next((language for language in found if language is not None), None)
