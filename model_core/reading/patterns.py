"""Tables of wordings with a meaning each: `data/NAME.yaml` holds blocks of them, by what they mean."""

from __future__ import annotations

import re
from collections.abc import Mapping

from model_core.reading.phrases import load

Patterns = tuple[tuple[str, re.Pattern[str]], ...]
_WORD = re.compile(r"\{([A-Z]+)\}")


def patterns(name: str, **words: str) -> Mapping[str, Patterns]:
    """Every block as meanings and patterns in order; `{WORD}` stands for one of `words`, here or there."""
    table = load(name)
    known = {**words, **table["words"]}

    def compiled(line: str) -> re.Pattern[str]:
        while _WORD.search(line):
            line = _WORD.sub(lambda m: known[m[1]], line)
        return re.compile(line)

    return {
        block: tuple((key, compiled(line)) for key, lines in entries.items() for line in lines.splitlines())
        for block, entries in table.items()
        if block != "words"
    }
