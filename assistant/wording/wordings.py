"""The wording of every language that replies are made in."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.wording.chinese.wording import CHINESE
from assistant.wording.english.wording import ENGLISH
from assistant.wording.language import Language
from assistant.wording.protocol import Wording

WORDINGS: Mapping[Language, Wording] = {each.language: each for each in (ENGLISH, CHINESE)}


def retell(error: Exception, wording: Wording) -> None:
    """Make `str()` of an error with a stable code a sentence of that language."""
    error.args = (wording.general.error(error), *error.args[1:])
