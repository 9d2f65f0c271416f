"""What is told of elsewhere, of others or of another time, beside which nothing is needed here."""

from __future__ import annotations

import re
from functools import cache

from model_core.reading.phrases import blocks


def is_elsewhere(sentence: str) -> bool:
    """Whether a sentence in plain form tells of what is no matter of this home now."""
    return _told().search(sentence) is not None


@cache
def _told() -> re.Pattern[str]:
    return re.compile("|".join(line for lines in blocks("elsewhere").values() for line in lines))
