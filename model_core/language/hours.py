"""Times of day as HH:MM, in plans and in the texts that devices are told."""

from __future__ import annotations

import re

_CLOCK = re.compile(r"(?P<h>\d{1,2})(?::(?P<m>[0-5]\d))? ?(?P<half>[ap])?\.?(?:m\.?)?")


def of_day(hour: int, minute: str, half: str | None) -> str | None:
    """HH:MM of an hour, of the `a` or `p` half of the day where one is said; None for no such time."""
    if not (1 <= hour <= 12 if half else hour <= 23):
        return None
    return f"{hour % 12 + 12 * (half == 'p') if half else hour:02d}:{minute}"


def written(text: str) -> str:
    """HH:MM for a time in digits, as devices take it: `6:45`, `7:30pm`, `9 am`; any other text as it is."""
    found = _CLOCK.fullmatch(text.strip().casefold())
    if found is None or not (found["m"] or found["half"]):
        return text
    return of_day(int(found["h"]), found["m"] or "00", found["half"]) or text
