"""Numbers as people write them: `12,000` is twelve thousand."""

from __future__ import annotations

import re

_PARTED = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:,\d{3})+(?![\d,])")


def joined(text: str) -> str:
    """The text without the commas that part thousands."""
    return _PARTED.sub(lambda found: found[0].replace(",", ""), text)
