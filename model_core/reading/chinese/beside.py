"""A need that is spoken of before a wish of something else: `好热，顺便把灯关了`."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from model_core.reading.chinese.text import marked, plain
from model_core.reading.clauses import Done
from model_core.reading.outcomes import asks, refuses

_ALSO = re.compile(
    r"(?:顺便|顺道|顺手|还有|另外|同时|再(?!见|不)|然后|接着|对了)[,]?(?P<more>.+)|(?P<too>[^,;]{1,10}?也.+)"
)
_SAID_BY = re.compile("[说讲喊嫌]")
"""Whose need it is may be another's, in another place."""
_ASKS = re.compile("(?:list|count) ")
"""Who asks what is on or open wants to know it before it is changed: `我都躺下了，还有哪些灯没关`."""
_MARK = re.compile(r"[,; ]+")

Read = Callable[[str], "Sequence[Done] | None"]
Need = Callable[[str], "Done | None"]


def needed(utterance: str, done: Sequence[Done], read: Read, need: Need) -> Done | None:
    """What meets the need before a wish that says `also`, where all of `done` is of that wish.

    `read` reads a sentence in plain form, `need` a need as it was spoken.
    """
    parts = _MARK.split(marked(utterance), maxsplit=1)
    also = _ALSO.fullmatch(parts[1]) if len(parts) > 1 else None
    rest = read(plain(also["more"] or also["too"])) if also is not None else None
    if rest is None or [d.text for d in rest] != [d.text for d in done]:
        return None
    if any(_ASKS.match(d.text) for d in done):
        return None
    told = need(parts[0]) if not _SAID_BY.search(parts[0]) else None
    if told is None or asks(told.text) or refuses(told.text):
        return None
    moved = {t for d in done for t in d.things}
    return None if moved & set(told.things) else told
