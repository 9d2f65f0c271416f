"""Bytes of tokens as text, bit by bit: whole characters only, and nothing from a stop string on."""

from __future__ import annotations

import codecs
from collections.abc import Sequence


class Spelling:
    """The text of one answer while it is written; bytes that are no UTF-8 become replacement characters."""

    def __init__(self, stops: Sequence[str] = ()) -> None:
        """`stops` are the non-empty strings at which the text ends, themselves left out."""
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._stops = stops
        self._held = ""
        self.stopped = False
        """Whether a stop string has been written."""

    def add(self, data: bytes) -> str:
        """What is certain now: not the bytes of half a character, nor what may begin a stop string."""
        if self.stopped:
            return ""
        text = self._held + self._decoder.decode(data)
        found = [(place + len(stop), place) for stop in self._stops if (place := text.find(stop)) >= 0]
        if found:
            self.stopped = True
            self._held = ""
            return text[: min(found)[1]]  # of the one complete first, however the text came in pieces
        held = max((_overlap(text, stop) for stop in self._stops), default=0)
        self._held = text[len(text) - held :]
        return text[: len(text) - held]

    def end(self) -> str:
        """What was held back, since no more comes; half a character is dropped."""
        held, self._held = self._held, ""
        return held


def _overlap(text: str, stop: str) -> int:
    """Length of the longest end of the text that `stop` begins with."""
    longest = min(len(text), len(stop) - 1)
    return next((n for n in range(longest, 0, -1) if stop.startswith(text[-n:])), 0)
