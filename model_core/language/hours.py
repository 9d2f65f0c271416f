"""Times of day in the texts that devices are told."""

from __future__ import annotations

import re

_CLOCK = re.compile(r"(?P<h>\d{1,2})(?::(?P<m>[0-5]\d))? ?(?P<half>[ap])?\.?(?:m\.?)?")


def written(text: str) -> str:
    """HH:MM for a time in digits, as devices take it: `6:45`, `7:30pm`, `9 am`; any other text as it is."""
    found = _CLOCK.fullmatch(text.strip().casefold())
    if found is None or not (found["m"] or found["half"]):
        return text
    hour = int(found["h"])
    if not (1 <= hour <= 12 if found["half"] else hour <= 23):
        return text
    if found["half"]:
        hour = hour % 12 + 12 * (found["half"] == "p")
    return f"{hour:02d}:{found['m'] or '00'}"
