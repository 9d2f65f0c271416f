"""What a device does while the core cannot be reached: it says so, and keeps no wish for later.

A sentence said now is meant now. Sent an hour later it might open a door to nobody, so it is never
kept. What may wait are facts: the newest state, which the link sends on every connect, and recent events.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import grpc

MAX_EVENTS = 16
MAX_AGE = timedelta(minutes=5)

UNREACHABLE = (
    "I cannot reach your home at the moment, so nothing was done. Please say it again in a little while."
)
UNANSWERED = "I have not heard back in time. It may still happen, so please check before you say it again."
STRANGER = "Your home does not know this device. Please set it up again."
BROKEN = "Something went wrong at home. Please check before you say it again."

_ANSWERS: Mapping[grpc.StatusCode, str] = {
    grpc.StatusCode.DEADLINE_EXCEEDED: UNANSWERED,
    grpc.StatusCode.CANCELLED: UNANSWERED,
    grpc.StatusCode.UNAUTHENTICATED: STRANGER,
    grpc.StatusCode.PERMISSION_DENIED: STRANGER,
}


def local_answer(status: grpc.StatusCode, core_said: str = "", *, sent: bool = True) -> str:
    """What to tell the speaker when a call failed.

    `core_said` is the core's own sentence when it answered at all, and wins. `sent` says whether the
    request may have left: only if it cannot have, "nothing was done" is certain.
    """
    if core_said:
        return core_said
    if status is grpc.StatusCode.UNAVAILABLE:
        return UNANSWERED if sent else UNREACHABLE
    return _ANSWERS.get(status, BROKEN)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened at the device."""

    name: str
    at: datetime
    data: Mapping[str, bool | int | float | str] = field(default_factory=dict)


class RecentEvents:
    """Events that wait for the connection: the last few, and none that is old news."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._events: deque[Event] = deque(maxlen=MAX_EVENTS)

    def keep(self, event: Event) -> None:
        """Keep it; the oldest goes when there are too many."""
        self._events.append(event)

    def take(self) -> list[Event]:
        """Those that are still news, oldest first; they are kept no longer."""
        limit = self._clock() - MAX_AGE
        recent = [event for event in self._events if event.at >= limit]
        self._events.clear()
        return recent
