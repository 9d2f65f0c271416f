"""Made-up homes of any number of devices, one within the other, and sentences about what all of them have."""

from __future__ import annotations

import random
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import cycle

from model_core.language.vocabulary import Vocabulary
from model_core.train import families as _families  # noqa: F401 - registers every family
from model_core.train.aliases import give_aliases, say_alias
from model_core.train.example import DEV, registered, sample
from model_core.train.families.furnish import furnish
from model_core.train.home import Household
from model_core.train.household import make_household
from model_core.train.stream import MIXTURE
from model_core.world import Request, World

_SPARE = 1.1
"""A random home may have a few devices less than it was asked for."""
_TRIES = 50


def household(seed: str, size: int) -> tuple[Household, random.Random]:
    """A furnished home of about that many devices."""
    rng = random.Random(seed)
    return give_aliases(furnish(make_household(rng, split=DEV, size=size), rng), rng), rng


def nested(seed: str, sizes: Sequence[int]) -> dict[int, Household]:
    """Homes of exactly these numbers of devices; a larger one has all that a smaller one has.

    Raises ValueError where no home was large enough.
    """
    for attempt in range(_TRIES):
        home, rng = household(f"{seed}:{attempt}", round(max(sizes) * _SPARE) + 1)
        ids = [thing.id for thing in home.world.things]
        if len(ids) >= max(sizes):
            rng.shuffle(ids)
            return {size: _part(home, ids[:size]) for size in sizes}
    raise ValueError(f"No home of {max(sizes)} devices was found for the seed {seed}.")


def sentences(home: Household, count: int, *, seed: str) -> list[Request]:
    """So many requests in a home: sentences of every kind in turn, none said twice.

    Raises ValueError where too few kinds can be said in this home.
    """
    rng = random.Random(seed)
    found: dict[str, Request] = {}
    kinds = cycle(MIXTURE)
    for _ in range(_TRIES * count):
        with suppress(LookupError):  # this home has nothing of the kind
            example = say_alias(sample(rng, registered(DEV, (next(kinds),)), home), home, rng)
            found.setdefault(example.request.utterance, example.request)
        if len(found) == count:
            return list(found.values())
    raise ValueError(f"Only {len(found)} sentences were found for the seed {seed}.")


def _part(home: Household, ids: Sequence[str]) -> Household:
    """The home with these devices alone, and the rooms that they are in."""
    things = home.world.select(ids).things
    used = {thing.room for thing in things}
    world = World(tuple(room for room in home.world.rooms if room.name in used), things)
    kept = frozenset(ids)
    return replace(
        home,
        world=world,
        vocabulary=Vocabulary(world),
        state={device: values for device, values in home.state.items() if device in kept},
        kinds={device: kind for device, kind in home.kinds.items() if device in kept},
        room_class={room: name for room, name in home.room_class.items() if room in used},
        proper=home.proper & kept,
    )
