"""Kind 5: a need is spoken of instead of a device: light, warmth, air, sound."""

from __future__ import annotations

import random

from model_core.plan import Value, Word
from model_core.train.example import Draft, family
from model_core.train.families.implied_needs import (
    Place,
    Way,
    anywhere,
    ask,
    do,
    here,
    meet,
    named,
    only,
    spoken_place,
    there,
    voice,
)
from model_core.train.families.impossible import _absent_rooms as absent_rooms
from model_core.train.families.media import only_media
from model_core.train.home import Household
from model_core.train.intents import COVERS, MEDIA, Wanted, cooled, cover, of_kinds, warmer
from model_core.world import Thing

_MORE: Wanted = {"target_temperature": Word.MORE}
_LESS: Wanted = {"target_temperature": Word.LESS}
_ON: Wanted = {"on": True}
_WARM = (Way("thermostat", _MORE, warmer), Way("heater", _ON))
_COOL = (Way("air conditioner", _ON, cooled), Way("fan", _ON), Way("thermostat", _LESS))
_AIR: tuple[tuple[str, tuple[Way, ...]], ...] = (
    ("stuffy", (Way("air purifier", _ON), Way("fan", _ON))),
    ("dry", (Way("humidifier", _ON),)),
    ("damp", (Way("dehumidifier", _ON),)),
)
_LAMPS = ("the light", "this light")
"""Where there are curtains too, only these words say that it is not the sun."""
_WET = frozenset({"bathroom", "kitchen", "utility"})


@family(kind=5, weight=1.4)
def dark(home: Household, rng: random.Random) -> Draft | None:
    """Too dark: the lights here; with the room unknown the only light, or a question."""
    place = here(home, rng)
    return meet(home, voice(home, rng, place, "dark"), (Way("light", _ON),), place)


@family(kind=5, weight=0.8)
def dark_room(home: Household, rng: random.Random) -> Draft | None:
    """Too dark in a room that is named."""
    place = there(home, rng, ("light",))
    if place is None:
        return None
    return meet(home, voice(home, rng, place, "dark", "dark_room"), (Way("light", _ON),), place)


@family(kind=5, weight=0.8)
def bright(home: Household, rng: random.Random) -> Draft | None:
    """Too bright: dim what can be dimmed there, else switch it off."""
    place = anywhere(home, rng, ("light",), share=0.3)
    lights = home.of_type("light", place.room)
    text = voice(home, rng, place, "bright")
    covered = any(home.of_type(k, place.room) for k in COVERS)
    if not lights or (covered and not any(w in text for w in _LAMPS)):
        return None
    if place.room is None and len(lights) > 1:
        return ask(home, text, lights)
    dimmable = any(home.can(t, "brightness") for t in lights)
    wanted: Wanted = {"brightness": Word.LESS} if dimmable else {"on": False}
    return do(home, text, lights, Way("light", wanted), place.room)


@family(kind=5, weight=0.6)
def done(home: Household, rng: random.Random) -> Draft | None:
    """Nobody is in a room any more: its lights off."""
    rooms = [r for r in home.rooms_with("light") if r != home.speaker.room]
    if not rooms:
        return None
    place = named(home, rng, rng.choice(rooms))
    return meet(home, voice(home, rng, place, "done"), (Way("light", {"on": False}),), place)


@family(kind=5, weight=1.0)
def sun(home: Household, rng: random.Random) -> Draft | None:
    """Sun or privacy: the covers there, when they are of one kind and alike."""
    place = anywhere(home, rng, COVERS, share=0.3)
    open_it = rng.random() < 0.5
    text = voice(home, rng, place, "sun_in" if open_it else "sun_out")
    if place.room is None:
        every = of_kinds(home, COVERS)
        if len(every) > 1:
            return ask(home, text, every)
        return _covered(home, text, every, None, open_it=open_it)
    kinds = [k for k in COVERS if home.of_type(k, place.room)]
    if not kinds and not place.named:
        every = of_kinds(home, COVERS)
        return _covered(home, text, every, None, open_it=open_it) if len(every) == 1 else None
    if len(kinds) != 1:
        return None
    return _covered(home, text, home.of_type(kinds[0], place.room), place.room, open_it=open_it)


def _covered(
    home: Household, text: str, things: tuple[Thing, ...], room: str | None, *, open_it: bool
) -> Draft | None:
    wanted = [cover(home, t, open_it=open_it) for t in things]
    if not things or any(w != wanted[0] for w in wanted):
        return None
    return do(home, text, things, Way(home.kinds[things[0].id], wanted[0]), room)


@family(kind=5, weight=1.5)
def cold(home: Household, rng: random.Random) -> Draft | None:
    """Cold: more heat there; several thermostats and none here: a question."""
    kinds = ("thermostat", "heater", "air conditioner")
    place = anywhere(home, rng, kinds, share=0.35)
    text = voice(home, rng, place, "cold", "cold_room")
    spare = place.named or not home.of_type("heater")
    ways = (*_WARM, Way("air conditioner", _MORE, warmer)) if spare else _WARM
    return meet(home, text, ways, place)


@family(kind=5, weight=1.4)
def hot(home: Household, rng: random.Random) -> Draft | None:
    """Hot: the air conditioner, else the fan, else less heat; what is there comes first."""
    place = anywhere(home, rng, [w.kind for w in _COOL], share=0.35)
    return meet(home, voice(home, rng, place, "hot", "hot_room"), _COOL, place, nearest=True)


@family(kind=5, weight=1.8)
def air(home: Household, rng: random.Random) -> Draft | None:
    """Stuffy, dry or damp air."""
    block, ways = rng.choice(_AIR)
    place = anywhere(home, rng, [w.kind for w in ways], share=0.3)
    return meet(home, voice(home, rng, place, block), ways, place)


@family(kind=5, weight=0.6)
def steam(home: Household, rng: random.Random) -> Draft | None:
    """Steam in a bathroom or kitchen that has a dehumidifier or a fan."""
    rooms = [r.name for r in home.world.rooms if home.room_class.get(r.name) in _WET]
    rooms = [r for r in rooms if home.of_type("dehumidifier", r) or home.of_type("fan", r)]
    if not rooms:
        return None
    room = rng.choice(rooms)
    place = here(home, rng) if room == home.speaker.room else named(home, rng, room)
    ways = (Way("dehumidifier", _ON), Way("fan", _ON))
    return meet(home, voice(home, rng, place, "steam"), ways, place, nearest=True)


_SOUNDS: tuple[tuple[str, str, Value | Word], ...] = (
    ("loud", "volume", Word.LESS),
    ("loud", "volume", Word.LESS),
    ("quiet", "volume", Word.MORE),
    ("quiet", "volume", Word.MORE),
    ("call", "muted", True),
    ("call", "muted", True),
    ("hold", "pause", ""),
    ("music", "play", ""),
)


@family(kind=5, weight=1.8)
def sound(home: Household, rng: random.Random) -> Draft | None:
    """Too loud, too quiet, a call, a break, or music: what plays here, or a question."""
    block, role, value = rng.choice(_SOUNDS)
    wanted: Wanted | str = {role: value} if value else role
    kinds = ("speaker",) if block == "music" else MEDIA
    things = tuple(t for t in of_kinds(home, kinds) if home.can(t, role))
    room = block in {"loud", "quiet", "music"} and rng.random() < 0.3
    place = (there(home, rng, kinds) if room else None) or here(home, rng)
    blocks = ("loud", "loud_music") if block == "loud" and not home.of_type("television") else (block,)
    text = voice(home, rng, place, *blocks)
    near = tuple(t for t in things if t.room is not None and t.room == place.room)
    if place.named:
        thing = near[0] if len(near) == 1 else None
    else:
        thing = only(home, things) if block == "music" else only_media(home, role)
    if thing is not None:
        return do(home, text, (thing,), Way(home.kinds[thing.id], wanted))
    if len(near) > 1:
        return ask(home, text, near)
    return ask(home, text, things) if place.room is None and len(things) > 1 else None


@family(kind=5, weight=0.5)
def watch(home: Household, rng: random.Random) -> Draft | None:
    """Something to watch that is no film: the television."""
    place = here(home, rng)
    return meet(home, voice(home, rng, place, "watch"), (Way("television", _ON),), place)


@family(kind=5, weight=0.5)
def no_room(home: Household, rng: random.Random) -> Draft | None:
    """A need in a room that the home does not have."""
    rooms = absent_rooms(home)
    if not rooms:
        return None
    said = rng.choice(rooms)
    place: Place = spoken_place(None, said, rng)
    block = rng.choice(("dark", "cold", "hot", "bright", "stuffy", "done"))
    text = voice(home, rng, place, block, f"{block}_room")
    return Draft(text, f'refuse unknown "{said}"', (), protect=(said,))
