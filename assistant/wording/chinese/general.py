"""What all Chinese replies are put together with."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.errors import code_of
from assistant.wording.chinese.sentences import sentence


def joined(sentences: Sequence[str]) -> str:
    """Sentences as one text; only what ends as English does is followed by a space."""
    text = ""
    for each in sentences:
        text += f" {each}" if text and text[-1].isascii() else each
    return text


def error(error: Exception) -> str:
    """The sentence for the code of the error."""
    return sentence(code_of(error), **(getattr(error, "details", None) or {}))


def by_the_way(told: str) -> str:
    """A sentence that nobody asked for now, before a reply."""
    return f"顺便说一声，{told}"
