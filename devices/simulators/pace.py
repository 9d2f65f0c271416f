"""How fast simulated time passes."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pace:
    """Factors on real durations: 1.0 is real time, 0.5 is twice as fast."""

    travel: float = 1.0
    """Movements (a curtain, a gate); 0 arrives at once."""
    programme: float = 1.0
    """What runs for minutes (a wash, a room that warms up); never 0, or every start would already be over."""

    def __post_init__(self) -> None:
        if not (self.travel >= 0 and self.programme > 0):
            raise ValueError("a travel factor is 0 or more and a programme factor is above 0")

    @classmethod
    def of(cls, time_scale: float, programme_scale: float | None = None) -> Pace:
        """One factor for both; a time_scale of 0 leaves programmes at real time unless told otherwise."""
        return cls(time_scale, programme_scale if programme_scale is not None else time_scale or 1.0)

    async def travel_for(self, seconds: float) -> None:
        """Wait as long as a movement of so many real seconds takes."""
        await asyncio.sleep(seconds * self.travel)

    async def programme_for(self, seconds: float) -> None:
        """Wait as long as so many real seconds of a programme take."""
        await asyncio.sleep(seconds * self.programme)
