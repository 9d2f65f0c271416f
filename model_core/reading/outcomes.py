"""Whether a plan text asks or refuses anywhere; names in it may hold those words too."""

from __future__ import annotations

import re

_STEP = r"(?:^|; |then )"
_ASKS, _REFUSES = re.compile(rf"{_STEP}ask "), re.compile(rf"{_STEP}refuse ")


def asks(text: str) -> bool:
    """Whether a step asks back."""
    return _ASKS.search(text) is not None


def refuses(text: str) -> bool:
    """Whether a step refuses."""
    return _REFUSES.search(text) is not None
