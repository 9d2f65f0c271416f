"""Kind 12, what cannot be done: no phone or car, two that fit, or one without the ability."""

from __future__ import annotations

import random
from collections.abc import Mapping

from model_core.train.catalogue_more import KINDS
from model_core.train.example import Draft, family
from model_core.train.families.ambiguous import ask_which
from model_core.train.families.phone_car import able, steps
from model_core.train.families.places import contact, destination, message
from model_core.train.families.tables import nested
from model_core.train.families.times import exact_time
from model_core.train.home import Household
from model_core.train.names import OWNERS
from model_core.train.phrasing import number_said, say
from model_core.train.speech import resolve, spoken, tokens
from model_core.world import Thing

_NOUNS: Mapping[str, tuple[str, ...]] = {
    "phone": ("phone", "phone", "phone", "mobile", "smartphone", "cell phone", "handset"),
    "car": ("car", "car", "car", "van", "truck", "ev", "electric car"),
}
_TWO: Mapping[str, tuple[str, ...]] = {"phone": ("phone", "phone", "mobile"), "car": ("car", "car", "car")}
_LACKS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "phone": {
        "set do_not_disturb=true": ("do_not_disturb", "ringer"),
        "set flashlight=true": ("flashlight",),
        "set volume": ("volume",),
        "set volume=more": ("volume",),
        "get location": ("location", "ring"),
        "set alarm": ("alarm", "alarms", "set_alarm"),
        "run notify": ("notify",),
        "run take_photo": ("take_photo", "camera"),
        "run next": ("next", "play"),
        "run pause": ("pause", "play", "stop"),
        "run navigate": ("navigate", "destination"),
        "run call": ("call",),
        "run clear_notifications": ("clear_notifications", "notifications"),
    },
    "car": {
        "set locked=true": ("locked",),
        "check locked=true": ("locked",),
        "set trunk_open=true": ("trunk_open",),
        "set trunk_open=false": ("trunk_open",),
        "check trunk_open=true": ("trunk_open",),
        "set windows=100": ("windows", "windows_open"),
        "set windows=0": ("windows", "windows_open"),
        "check windows>0": ("windows", "windows_open"),
        "set target_temperature": ("target_temperature", "climate", "climate_on"),
        "set climate=true": ("climate", "climate_on", "precondition", "target_temperature"),
        "get cabin_temperature": ("temperature", "cabin_temperature", "outside_temperature"),
        "set seat_heating": ("seat_heating", "driver_seat_heating", "passenger_seat_heating"),
        "set charging=true": ("charging", "start_charging", "charge_limit"),
        "set charging=false": ("charging", "stop_charging", "charge_limit"),
        "set charge_limit": ("charge_limit",),
        "set defrost=true": ("defrost", "climate", "climate_on"),
        "set hazard_lights=true": ("hazard_lights", "flash_lights", "flash"),
        "check plugged_in=true": ("plugged_in", "charging"),
        "get battery": ("battery", "fuel", "range"),
        "get fuel": ("fuel", "battery", "range"),
        "get location": ("location",),
        "get speed": ("speed",),
        "get gear": ("gear",),
        "set lights=true": ("headlights", "lights", "flash_lights", "flash"),
        "check lights=true": ("headlights", "lights"),
        "run honk": ("honk",),
        "run flash": ("flash", "flash_lights", "headlights", "lights", "hazard_lights"),
        "run navigate": ("navigate", "destination"),
    },
}
"""Blocks, and what a device must have none of so that nothing near the wish could be done."""


@family(kind=12, weight=8.0)
def which(home: Household, rng: random.Random) -> Draft | None:
    """Two phones or cars that could be meant."""
    kinds = [k for k in ("phone", "car") if len(home.of_type(k)) > 1]
    if not kinds:
        return None
    kind = rng.choice(kinds)
    for key in rng.sample(sorted(nested("phone_car", kind)), 6):
        noun = rng.choice(_TWO[kind])
        found = resolve(home, noun, lambda t: any(able(home, t, s) for s in steps(key)))  # noqa: B023
        if len(found) < 2 or any(home.kinds[t.id] != kind for t in found):
            continue
        said = f"{rng.choice(('the', 'the', 'my', 'my', 'our'))} {noun}"
        return Draft(_said(home, rng, kind, key, said), ask_which(home, found), (), protect=(noun,))
    return None


@family(kind=12, weight=0.6)
def none(home: Household, rng: random.Random) -> Draft | None:
    """No phone or car at all, or none of that owner."""
    kinds = [k for k in ("phone", "car") if not home.of_type(k)]
    if len(kinds) == 2 and len(home.world.things) % 10:
        return None  # most homes have neither, and would be spoken of in no other sentence of this kind
    if not kinds:
        return _of_another(home, rng)
    kind = rng.choice(kinds)
    noun = rng.choice(_NOUNS[kind])
    words = noun if rng.random() < 0.75 else f"{rng.choice(OWNERS).casefold()}'s {noun}"
    if any(tokens(words) & _known(t) for t in home.world.things):
        return None
    said = words if "'s" in words else f"{rng.choice(('the', 'my', 'my', 'our'))} {words}"
    key = rng.choice(sorted(nested("phone_car", kind)))
    return Draft(_said(home, rng, kind, key, said), f'refuse unknown "{words}"', (), protect=(words,))


def _of_another(home: Household, rng: random.Random) -> Draft | None:
    """The phone of somebody who has none here, where everybody's is called by its owner."""
    kind = rng.choice(("phone", "car"))
    things = home.of_type(kind)
    if not all("'s " in t.name for t in things):
        return None
    names = [t.name for t in home.world.things] + [r.name for r in home.world.rooms]
    everybody = {w for name in names for w in tokens(name)}
    owners = [o.casefold() for o in OWNERS if o.casefold() not in everybody]
    words = f"{rng.choice(owners)}'s {_NOUNS[kind][0]}"
    key = rng.choice(sorted(nested("phone_car", kind)))
    return Draft(_said(home, rng, kind, key, words), f'refuse unknown "{words}"', (), protect=(words,))


@family(kind=12, weight=2.0)
def unable(home: Household, rng: random.Random) -> Draft | None:
    """The one phone or car cannot do that, nor anything like it."""
    kind = rng.choice(("phone", "car"))
    options = [
        (t, key)
        for t in home.of_type(kind)
        for key, roles in _LACKS[kind].items()
        if not any(home.prop(t, r) or home.action(t, r) for r in roles)
        and not any(able(home, t, s) for s in steps(key))
    ]
    if not options:
        return None
    thing, key = rng.choice(options)
    said = spoken(home, thing, rng)
    if said is None:
        return None
    mine = len(home.of_type(kind)) == 1 and said.bare == kind and rng.random() < 0.5
    the = f"my {kind}" if mine else said.the
    plan = f"refuse unable: {home.label(thing)}"
    return Draft(_said(home, rng, kind, key, the), plan, (), protect=(said.bare,))


def _known(thing: Thing) -> frozenset[str]:
    nouns = [n for k in ("phone", "car") if thing.type == k for n in KINDS[k].nouns]
    return tokens(" ".join((thing.name, thing.type, *nouns)))


def _said(home: Household, rng: random.Random, kind: str, key: str, said: str) -> str:
    lines = tuple(t.replace("[of {d}]", "of {d}") for t in nested("phone_car", kind)[key])
    named = tuple(t for t in lines if "{d}" in t)
    x = _text(key, rng)
    high = 300 if "range" in key else 26 if "temperature" in key else 100
    n = rng.randint(16, 26) if high == 26 else 10 * rng.randint(1, high // 10)
    return say(rng, home, named, d=said, x=x, n=number_said(n, rng))


def _text(key: str, rng: random.Random) -> str:
    match key:
        case "run notify":
            return message(rng)
        case "run call":
            return contact(rng)
        case "set alarm":
            return exact_time(rng)[0]
        case _:
            return destination(rng)
