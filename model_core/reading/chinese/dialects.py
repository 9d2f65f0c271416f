"""Everyday and regional Mandarin in the plain words that all other tables know: `把灯整亮` is `把灯打开`."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from model_core.reading.phrases import filled, load


def plainer(text: str) -> str:
    """The same sentence with plain words for those of a region or of everyday talk."""
    text = unicodedata.normalize("NFKC", text)
    for pattern, plain in _rewrites():
        text = pattern.sub(plain, text)
    return text


@cache
def _rewrites() -> tuple[tuple[re.Pattern[str], str], ...]:
    return rewrites("dialects", "rewrites")


def rewrites(name: str, block: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """The lines `pattern => plain` of a table, in order; {x} in them is one of its `words`."""
    table = load(name, __package__)
    words = table["words"]
    found: list[tuple[re.Pattern[str], str]] = []
    for line in str(table[block]).splitlines():
        said, _, plain = line.partition(" => ")
        found.append((re.compile(filled(said, words)), plain.strip()))
    return tuple(found)
