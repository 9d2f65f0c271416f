"""When devices are counted instead of named, and whether they are all there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.context import House

NAMED = 4
"""More devices than this of one type are counted, not named."""


@dataclass(frozen=True, slots=True)
class Counted:
    """Several devices of one type."""

    count: int
    type: str
    room: str | None
    """The room they are all in; None when they are in several or in none."""
    every: bool
    """There are no others of the type in the room, or without one in the home."""
    everywhere: bool
    """There are no others of the type in the home."""


def counted(house: House, ids: Sequence[str]) -> Counted | None:
    """The devices as a count; None for few or different ones, which are named."""
    each = set(ids)
    types = {house.devices[d].description.type for d in each if d in house.devices}
    if len(each) <= NAMED or len(types) != 1:
        return None
    kind = next(iter(types))
    rooms = {house.room_of(d) for d in each}
    room = next(iter(rooms)) if len(rooms) == 1 else None
    alike = {d for d, device in house.devices.items() if device.description.type == kind}
    here = {d for d in alike if room is None or house.room_of(d) == room}
    return Counted(len(each), kind, room, every=here == each, everywhere=alike == each)
