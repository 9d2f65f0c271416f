"""Sentences as they were meant to come out: without fillers, and with what was put right while speaking."""

from __future__ import annotations

import re
from collections.abc import Iterator

from model_core.reading import times
from model_core.reading.phrases import any_of

_FILLER = re.compile(rf",? ?\b{any_of('hesitation', 'fillers')}\b,?")
_CORRECTION = re.compile(
    rf",? ?\b{any_of('hesitation', 'corrections')}"
    r"(?:[ ,]+(?:no|wait|sorry|hang on|i (?:mean|meant)|make that))*\b,? "
)


def variants(sentence: str) -> Iterator[str]:
    """The sentence without fillers, and what it comes to where it was put right on the way."""
    bare = _tidy(_FILLER.sub(" ", sentence))
    if bare != sentence and bare:
        yield bare
    found = list(_CORRECTION.finditer(sentence))
    if not found:
        return
    before, after = sentence[: found[-1].start()], sentence[found[-1].end() :]
    after = _tidy(after)
    if found[-1].start() == 0 or not after:
        yield after
        return
    timed = times.mentioned(before) and not times.mentioned(after)
    if len(after.split()) > 2:
        span = next((before[len(rest) :] for rest, _ in times.trailing(before.rstrip(" ,"))), "")
        if span or not timed:
            yield f"{after}{span if timed else ''}"
    kept = before.replace(",", " ").split()
    for dropped in range(1, min(len(after.split()) + 1, len(kept)) + 1):
        text = f"{' '.join(kept[:-dropped])} {after}"
        if len(kept) > dropped and (not timed or times.mentioned(text)):
            yield text


def _tidy(text: str) -> str:
    return re.sub(r"\s*,", ",", " ".join(text.split())).strip(" ,;")
