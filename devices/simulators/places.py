"""The map of the simulated world: where places are."""

from __future__ import annotations

import hashlib

Place = tuple[float, float]
"""Latitude and longitude in degrees, WGS 84."""

HOME: Place = (52.5206, 13.4094)
KNOWN: dict[str, Place] = {
    "home": HOME,
    "work": (52.5096, 13.3759),
    "airport": (52.3667, 13.5033),
    "train station": (52.5251, 13.3694),
    "city centre": (52.5163, 13.3777),
    "hospital": (52.5265, 13.3766),
    "school": (52.5331, 13.4214),
    "supermarket": (52.5241, 13.4150),
}
SPREAD = 0.2
"""Degrees around home within which every other address lies."""


def find(text: str) -> Place:
    """Where a place or address is; the same words are always at the same spot."""
    words = " ".join(text.casefold().removeprefix("the ").split())
    if words in KNOWN:
        return KNOWN[words]
    digest = hashlib.sha256(words.encode()).digest()
    north, east = (int.from_bytes(digest[i : i + 4], "big") / 2**32 - 0.5 for i in (0, 4))
    return (round(HOME[0] + 2 * SPREAD * north, 6), round(HOME[1] + 2 * SPREAD * east, 6))
