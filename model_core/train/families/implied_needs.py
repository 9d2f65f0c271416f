"""What meets a need: which devices, where they have to be, and what they should become."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from model_core.train.example import Draft
from model_core.train.families.ambiguous import ask_which
from model_core.train.families.tables import nested, table, templates
from model_core.train.home import Household
from model_core.train.intents import Wanted
from model_core.train.phrasing import (
    fill,
    group_plan,
    group_run,
    run_effects,
    run_plan,
    say,
    selector,
    set_effects,
    set_plan,
)
from model_core.train.speech import in_room, spoken_room
from model_core.world import Thing

_MOST = 4
"""More devices than this are only asked about as a whole type."""
_WIDE = frozenset({"light", "thermostat"})
"""Kinds that are asked about even where the speaker's own room has none of them."""
_NEAR = frozenset({"fan"})
"""Kinds that are of no help in another room than the one where the need is felt."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to meet a need: a kind of device, and the values or the action it takes."""

    kind: str
    wanted: Wanted | str
    each: Callable[[Household, Thing], Wanted] | None = None
    """What each device becomes, where that is more than `wanted`, which it has to be able to do."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a need is felt, and the words for it."""

    room: str | None
    named: bool = False
    inside: str = ""
    the: str = ""


def here(home: Household, rng: random.Random) -> Place:
    """Where the speaker is, which is not said or only hinted at."""
    words = ("in here", "in here", "here", "in this room", "") if home.speaker.room else ("in here", "", "")
    return Place(home.speaker.room, inside=rng.choice(words))


def there(home: Household, rng: random.Random, kinds: Iterable[str]) -> Place | None:
    """A room that is named and has a device of one of the kinds."""
    rooms = [r for r in dict.fromkeys(r for k in kinds for r in home.rooms_with(k)) if r]
    return named(home, rng, rng.choice(rooms)) if rooms else None


def named(home: Household, rng: random.Random, room: str) -> Place:
    """A room that is named."""
    return spoken_place(room, spoken_room(home, room, rng), rng)


def spoken_place(room: str | None, said: str, rng: random.Random) -> Place:
    """A room in given words, whether the home has it or not."""
    inside = in_room(said, rng)
    return Place(room, named=True, inside=inside, the=inside.split(" ", 1)[1])


def anywhere(home: Household, rng: random.Random, kinds: Iterable[str], *, share: float = 0.4) -> Place:
    """A named room with that chance, else where the speaker is."""
    place = there(home, rng, kinds) if rng.random() < share else None
    return place or here(home, rng)


def voice(home: Household, rng: random.Random, place: Place, *blocks: str) -> str:
    """A sentence of the blocks; a named room has to be in it, and only then `{the}` can."""
    lines = tuple(t for b in blocks for t in table("implied").get(b, ()) if _fits(t, place))
    return say(rng, home, lines, w=place.inside, the=place.the, **_slots(rng))


def _fits(template: str, place: Place) -> bool:
    return ("{w}" in template or "{the}" in template) if place.named else "{the}" not in template


def _slots(rng: random.Random) -> Mapping[str, str]:
    chance = {"oh": 0.15, "ask": 0.22}
    return {
        name: fill(templates(rng.choice(words)), rng) if rng.random() < chance.get(name, 1.0) else ""
        for name, words in nested("implied", "slots").items()
    }


def meet(
    home: Household, text: str, ways: Sequence[Way], place: Place, *, nearest: bool = False
) -> Draft | None:
    """The first way that this home has; `nearest`: any way in the room comes before ways elsewhere."""
    if nearest and place.room is not None:
        found = (_local(home, text, way, place.room) for way in ways)
        draft = next((d for d in found if d is not None), None)
        if draft is not None or place.named:
            return draft
    for way in ways:
        draft = _local(home, text, way, place.room) if place.room is not None else None
        if draft is not None:
            return draft
        near_only = place.named or (place.room is not None and way.kind in _NEAR)
        things = () if near_only else able(home, way)
        if things:
            return _elsewhere(home, text, way, things, place)
    return None


def able(home: Household, way: Way, room: str | None = None) -> tuple[Thing, ...]:
    """The devices of the way's kind that can do what it takes."""
    roles = (way.wanted,) if isinstance(way.wanted, str) else tuple(way.wanted)
    return tuple(t for t in home.of_type(way.kind, room) if all(home.can(t, r) for r in roles))


def _elsewhere(home: Household, text: str, way: Way, things: Sequence[Thing], place: Place) -> Draft | None:
    if len(things) == 1:
        return do(home, text, things, way)
    return ask(home, text, things) if place.room is None or way.kind in _WIDE else None


def _local(home: Household, text: str, way: Way, room: str) -> Draft | None:
    things = able(home, way, room)
    return do(home, text, things, way, room) if things else None


def do(home: Household, text: str, things: Sequence[Thing], way: Way, room: str | None = None) -> Draft:
    """One device, or all of the kind in a room, does what is wanted."""
    places = () if room is None else (home.room_label(room),)
    target = selector(home, way.kind, places)
    if isinstance(way.wanted, str):
        plan = (
            run_plan(home, things, way.wanted)
            if len(things) == 1
            else group_run(home, target, things, way.wanted)
        )
        return Draft(text, plan, run_effects(home, things, way.wanted))
    wanted = [way.each(home, t) if way.each else way.wanted for t in things]
    effects = tuple(e for t, w in zip(things, wanted, strict=True) for e in set_effects(home, [t], w))
    if len(things) > 1 and all(w == wanted[0] for w in wanted):
        return Draft(text, group_plan(home, target, things, wanted[0]), effects)
    plans = (set_plan(home, [t], w) for t, w in zip(things, wanted, strict=True))
    return Draft(text, "; ".join(plans), effects)


def ask(home: Household, text: str, things: Sequence[Thing]) -> Draft | None:
    """A question which of the devices is meant; None when they are many and no whole type."""
    plan = ask_which(home, things)
    return Draft(text, plan, ()) if " all " in plan or len(things) <= _MOST else None


def only(home: Household, things: Sequence[Thing]) -> Thing | None:
    """The one here, else the only one."""
    near = [t for t in things if t.room is not None and t.room == home.speaker.room]
    if near:
        return near[0] if len(near) == 1 else None
    return things[0] if len(things) == 1 else None
