"""What may be wanted of a device that few words stand for: sentences, role, kinds that have it."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from model_core.plan import Value, Word
from model_core.train.amounts import degrees, percent_said, plain_percent
from model_core.train.example import Effect
from model_core.train.families.tables import nested, table
from model_core.train.home import Household
from model_core.train.intents import Wanted
from model_core.train.names import COLOURS
from model_core.train.phrasing import (
    Assigned,
    group_plan,
    group_run,
    run_effects,
    run_plan,
    selector,
    set_effects,
    set_plan,
)
from model_core.world import Thing

_T = table("ambiguous")
_OTHER_ROLE = {"position": "open"}
"""A cover has one of the two: who says open or close does not know which."""
COVERS = ("curtain", "blind", "garage door", "gate", "valve")
_ON = ("light", "plug", "switch", "fan", "heater", "television", "speaker", "air conditioner", "camera")
_LIT = ("light", "light", "light", "fan", "television", "heater", "air conditioner")
_MEDIA = ("speaker", "television")
_WARMERS = ("thermostat", "heater")
"""To turn an air conditioner up may mean warmer or colder."""
_HEAT = (*_WARMERS, "air conditioner")


@dataclass(frozen=True, slots=True)
class Wish:
    """A block of sentences and what it wants of which kinds of devices."""

    block: str
    role: str
    kinds: tuple[str, ...]
    value: Value | Word | None = None
    """None: an action, a question, or an amount to be chosen."""
    verb: str = "set"


@dataclass(frozen=True, slots=True)
class Amount:
    """The value that was chosen for a wish, and the words for it."""

    value: Value | Word | Assigned | None
    said: str = ""


WISHES = (
    Wish("on=true", "on", _ON, True),
    Wish("on=false", "on", _ON, False),
    Wish("on=true", "on", _LIT, True),
    Wish("on=false", "on", _LIT, False),
    Wish("on=false", "on", ("light",), False),
    Wish("on=true", "on", ("light",), True),
    Wish("brightness=", "brightness", ("light",)),
    Wish("brightness=", "brightness", ("light",)),
    Wish("color=", "color", ("light",)),
    Wish("volume=", "volume", _MEDIA),
    Wish("speed=", "speed", ("fan",)),
    Wish("brightness=more", "brightness", ("light",), Word.MORE),
    Wish("brightness=less", "brightness", ("light",), Word.LESS),
    Wish("volume=more", "volume", _MEDIA, Word.MORE),
    Wish("volume=less", "volume", _MEDIA, Word.LESS),
    Wish("muted=true", "muted", _MEDIA, True),
    Wish("muted=false", "muted", _MEDIA, False),
    Wish("open", "position", COVERS, 100),
    Wish("close", "position", COVERS, 0),
    Wish("open", "position", ("valve", "gate", "garage door"), 100),
    Wish("close", "position", ("valve", "gate", "garage door"), 0),
    Wish("position=half", "position", ("curtain", "blind"), 50),
    Wish("locked=true", "locked", ("lock", "car"), True),
    Wish("locked=false", "locked", ("lock", "car"), False),
    Wish("target_temperature=", "target_temperature", _HEAT),
    Wish("target_temperature=", "target_temperature", ("thermostat",)),
    Wish("target_temperature=more", "target_temperature", _WARMERS, Word.MORE),
    Wish("target_temperature=less", "target_temperature", _WARMERS, Word.LESS),
    Wish("run start", "start", ("vacuum", "mower"), verb="run"),
    Wish("run dock", "dock", ("vacuum", "mower"), verb="run"),
    Wish("run pause machine", "pause", ("vacuum", "mower", "washer", "dryer", "dishwasher"), verb="run"),
    Wish("run start machine", "start", ("washer", "dryer", "dishwasher", "coffee maker"), verb="run"),
    Wish("run play", "play", _MEDIA, verb="run"),
    Wish("run pause", "pause", _MEDIA, verb="run"),
    Wish("run next", "next", _MEDIA, verb="run"),
    Wish("get temperature", "temperature", ("temperature sensor", "thermostat"), verb="get"),
    Wish("check on=true", "on", _ON, True, verb="check"),
    Wish("check locked=true", "locked", ("lock", "car"), True, verb="check"),
    Wish("run ring", "ring", ("phone",), verb="run"),
    Wish("get location", "location", ("car", "phone"), verb="get"),
    Wish("get battery", "battery", ("phone", "car"), verb="get"),
)


_PLURALS = frozenset(n for names in nested("nouns", "several").values() for n in names)


def is_plural(words: str) -> bool:
    """True for words that mean all of several: `blinds`, `lights in the kitchen`."""
    return not _PLURALS.isdisjoint(words.split())


def lines(wish: Wish) -> tuple[str, ...]:
    """The sentences of a wish; {w} are the words for the device."""
    if wish.block in _T:
        return _T[wish.block]
    found = nested("phone_car", "phone" if "phone" in wish.kinds else "car")[wish.block]
    return tuple(t.replace("{d}", "{w}") for t in found if "{d}" in t)


def readable(home: Household, thing: Thing, wish: Wish) -> bool:
    """True when the device has what the wish is about."""
    if wish.verb in {"get", "check"}:
        return home.prop(thing, wish.role) is not None
    return home.can(thing, wish.role) or (wish.value in {0, 100} and home.can(thing, _other(wish)))


def _other(wish: Wish) -> str:
    return _OTHER_ROLE.get(wish.role, wish.role)


def wanted_of(home: Household, thing: Thing, wish: Wish, amount: Amount) -> Wanted:
    """What the device's own property becomes."""
    value = amount.value if amount.value is not None else 0
    if not home.can(thing, wish.role) and wish.role in _OTHER_ROLE:
        return {_OTHER_ROLE[wish.role]: value == 100}
    return {wish.role: value}


def amount_of(home: Household, thing: Thing | None, wish: Wish, rng: random.Random) -> Amount:
    """A value for the wish, that the device can take where it has a choice."""
    if wish.value is not None or wish.verb != "set":
        return Amount(wish.value)
    if wish.role == "target_temperature":
        chosen = degrees(rng, 17, 25)
        return Amount(chosen.value, chosen.said)
    if wish.role == "color":
        found = home.prop(thing, "color") if thing else None
        colour = rng.choice(found.choices if found and found.choices else COLOURS)
        return Amount(colour, colour)
    n = 50 if rng.random() < 0.1 else plain_percent(rng)
    said = rng.choice(("half", "fifty percent")) if n == 50 and rng.random() < 0.4 else percent_said(n, rng)
    return Amount(n, said)


def carry_out_wish(
    home: Household, things: Sequence[Thing], wish: Wish, amount: Amount
) -> tuple[str, tuple[Effect, ...]]:
    """The plan of the wish for these devices, named one by one, and its effects."""
    if wish.verb == "run":
        return run_plan(home, things, wish.role), run_effects(home, things, wish.role)
    if wish.verb != "set":
        attribute = home.prop(things[0], wish.role)
        if attribute is None:
            raise LookupError(wish.role)
        names = ", ".join(home.label(t) for t in things)
        return f"{wish.verb} {names}: {attribute.name}{'=true' if wish.verb == 'check' else ''}", ()
    wanted = [wanted_of(home, t, wish, amount) for t in things]
    if all(w == wanted[0] for w in wanted):
        return set_plan(home, things, wanted[0]), set_effects(home, things, wanted[0])
    plans = [set_plan(home, [t], w) for t, w in zip(things, wanted, strict=True)]
    effects = [e for t, w in zip(things, wanted, strict=True) for e in set_effects(home, [t], w)]
    return "; ".join(plans), tuple(effects)


def carry_out_group(
    home: Household, room: str | None, things: Sequence[Thing], wish: Wish, amount: Amount
) -> tuple[str, tuple[Effect, ...]] | None:
    """The plan of the wish for all of their kind in a room or in the home; None when they are not alike."""
    kind = home.kinds[things[0].id]
    if set(things) != set(home.of_type(kind, room)) or wish.verb not in {"set", "run"}:
        return None
    target = selector(home, kind, (home.room_label(room),) if room else ())
    if wish.verb == "run":
        return group_run(home, target, things, wish.role), run_effects(home, things, wish.role)
    wanted = wanted_of(home, things[0], wish, amount)
    if any(wanted_of(home, t, wish, amount) != wanted for t in things):
        return None
    if len({p.name for t in things for r in wanted if (p := home.prop(t, r))}) != 1:
        return None
    return group_plan(home, target, things, wanted), set_effects(home, things, wanted)
