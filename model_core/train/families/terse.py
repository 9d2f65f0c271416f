"""Kind 3: few words that only one device here can mean, by its value, its property or its unit."""

from __future__ import annotations

import random

from model_core.plan import Op, Value
from model_core.train.catalogue_more import KINDS
from model_core.train.example import Draft, Effect, family
from model_core.train.families.ambiguous import ask_which
from model_core.train.families.novel_types import SPOKEN_UNITS, amount, words
from model_core.train.families.wishes import is_plural
from model_core.train.home import Household
from model_core.train.intents import COVERS, is_kind, set_one
from model_core.train.phrasing import number_said, number_words, say, written
from model_core.train.speech import nouns, resolve, spoken, tokens
from model_core.world import Attribute, Kind, Thing

_VALUE = (
    "{w} {v}", "{w} to {v}", "{w} on {v}", "{w} at {v}", "put {w} on {v}", "set {w} to {v}", "{w}, {v}",
    "{w} {v} please", "{v} on {w}", "{v} for {w}", "switch {w} to {v}", "turn {w} to {v}",
    "can you put {w} on {v}", "i want {w} on {v}", "{w} in {v}", "{w} should be on {v}", "make it {v} on {w}",
)  # fmt: skip
_PROPERTY = (
    "{p} {v}", "{p} to {v}", "{p} on {v}", "{p} at {v}", "set {p} to {v}", "set the {p} to {v}",
    "put the {p} on {v}", "the {p} to {v}", "change the {p} to {v}", "turn the {p} to {v}", "{p} {v} please",
    "i want the {p} at {v}", "can you set the {p} to {v}", "make the {p} {v}", "{p}: {v}", "{v} {p}",
    "get the {p} to {v}", "{p} should be {v}",
)  # fmt: skip
_FLAG_ON = (
    "{p} on", "turn on the {p}", "turn the {p} on", "switch the {p} on", "{p} on please", "the {p} on",
    "i want the {p} on", "start the {p}", "enable the {p}", "put the {p} on", "can you turn on the {p}",
)  # fmt: skip
_FLAG_OFF = (
    "{p} off", "turn off the {p}", "turn the {p} off", "switch the {p} off", "{p} off please", "the {p} off",
    "no more {p}", "i don't need the {p}", "disable the {p}", "kill the {p}", "can you turn off the {p}",
)  # fmt: skip
_PART = (
    "{the} {n} {o}", "i want {the} {n} {o}", "set {the} to {n} {o}", "leave {the} {n} {o}", "{x} {n} {o}",
    "have {the} {n} {o}", "make {the} {n} {o}", "can you put {the} {n} {o}", "{x} to {n} {o}",
    "{the} should be {n} {o}", "get {the} {n} {o}", "keep {the} {n} {o}", "{n} {o} for {the}",
    "put {the} at {n} {o}", "bring {the} to {n} {o} please",
)  # fmt: skip
_DEGREES = (
    "set {the} to {n}", "{x} to {n}", "{x} {n}", "put {the} at {n}", "make {the} {n}", "{the} at {n}",
    "turn {the} {up|down} to {n}", "change {the} to {n}", "i want {the} at {n}", "bring {the} to {n}",
    "set the temperature of {the} to {n}", "let {the} go to {n}", "keep {the} at {n}", "get {the} to {n}",
    "{the} should be at {n}", "{n} for {the}", "have {the} at {n}", "can you take {the} to {n}",
)  # fmt: skip
_USUAL = frozenset({"on", "brightness", "volume", "color", "mode", "target_temperature", "position", "speed",
    "muted", "oscillating", "open", "locked", "source", "state", "minutes", "windows",
    "climate"})  # fmt: skip
"""What many devices have, so that the word alone is spoken of other families."""
_ON_OFF = frozenset({"on", "off", "open", "closed", "none", "normal"})


def _draft(
    thing: Thing, home: Household, text: str, attribute: Attribute, value: Value, unit: str = ""
) -> Draft:
    plan = f"set {home.label(thing)}: {attribute.name}={written(value)}{unit}"
    return Draft(text, plan, (Effect(thing.id, attribute.name, value, Op.ASSIGN, unit),))


def _decided(
    home: Household, text: str, things: tuple[Thing, ...], attribute: Attribute, value: Value
) -> Draft | None:
    """The only one, or the only one here; otherwise a question."""
    here = tuple(t for t in things if t.room is not None and t.room == home.speaker.room)
    if len(here) == 1 or len(things) == 1:
        return _draft((here or things)[0], home, text, attribute, value)
    return None if here else Draft(text, ask_which(home, things), (), protect=(text,))


def _of_choice(thing: Thing, value: str) -> list[Attribute]:
    return [p for p in thing.properties if p.writable and value in p.choices]


@family(kind=3, weight=2.5)
def value_tells(home: Household, rng: random.Random) -> Draft | None:
    """`fan turbo`, `blanket medium`: of the devices of that name one knows the value."""
    options = [
        (t, c)
        for t in home.world.things
        for p in t.properties
        if p.writable
        for c in p.choices
        if c not in _ON_OFF and len(_of_choice(t, c)) == 1
    ]
    rng.shuffle(options)
    for thing, value in options[:8]:
        last = thing.name.casefold().split()[-1]
        names = [*nouns(home, thing)[:3], " ".join(thing.name.casefold().split())]
        if home.kinds[thing.id] not in KINDS and last.isalpha() and len(last) > 3:
            names.append(last)
        said = rng.choice(names)
        found = resolve(home, said, lambda t, v=value: bool(_of_choice(t, v)))  # type: ignore[misc]
        if thing not in found or any(len(_of_choice(t, value)) != 1 for t in found):
            continue
        if len(found) > 1 and (
            is_plural(said) or found != tuple(t for t in found if t.room != home.speaker.room)
        ):
            continue
        bare = said[-1:].isdigit() or "'s " in said or thing.id in home.proper or rng.random() < 0.4
        text = say(rng, home, _VALUE, w=said if bare else f"the {said}", v=value.casefold())
        if len(found) > 1:
            return Draft(text, ask_which(home, found), (), protect=(said,))
        return _draft(thing, home, text, _of_choice(thing, value)[0], value)
    return None


@family(kind=3, weight=3.0)
def property_tells(home: Household, rng: random.Random) -> Draft | None:
    """`fan turbo`, `tilt 30`: the property alone, which one device has, or one here, or several."""
    options = [
        (t, p)
        for t in home.world.things
        for p in t.properties
        if p.writable and p.name not in _USUAL and p.name not in home.renames.values() and _sayable(p)
    ]
    rng.shuffle(options)
    for thing, attribute in options[:6]:
        said = words(attribute.name)
        named = [t for t in home.world.things if tokens(said) & (tokens(t.name) | tokens(t.type))]
        others = {p.name for t in home.world.things for p in t.properties if p.name != attribute.name}
        if any(t.id != thing.id for t in named) or any(tokens(said) <= tokens(words(o)) for o in others):
            continue
        value, shown, lines = _value(attribute, rng)
        having = tuple(t for t in home.world.things if t.find_property(attribute.name))
        if not all(_same(t, attribute) for t in having):
            continue
        plain = said.removesuffix(" on").removesuffix(" mode") if attribute.kind is Kind.BOOLEAN else said
        text = say(rng, home, lines, p=plain, v=shown)
        return _decided(home, text, having, attribute, value)
    return None


def _sayable(attribute: Attribute) -> bool:
    if attribute.kind is Kind.BOOLEAN:
        last = words(attribute.name).split()[-1]
        return last not in {"open", "closed", "locked", "folded", "raised", "drawn", "up", "down"}
    return bool(attribute.choices) or attribute.kind in {Kind.INTEGER, Kind.NUMBER}


def _same(thing: Thing, attribute: Attribute) -> bool:
    found = thing.find_property(attribute.name)
    return (
        found is not None
        and found.writable
        and (found.kind, found.choices) == (attribute.kind, attribute.choices)
    )


def _value(attribute: Attribute, rng: random.Random) -> tuple[Value, str, tuple[str, ...]]:
    if attribute.kind is Kind.BOOLEAN:
        on = rng.random() < 0.6
        return on, "", _FLAG_ON if on else _FLAG_OFF
    if attribute.choices:
        choice = rng.choice(attribute.choices)
        return choice, choice.casefold(), _PROPERTY
    n = amount(attribute, rng)
    unit = rng.choice(SPOKEN_UNITS.get(attribute.unit, ("",)))
    return n, f"{number_said(n, rng) if 0 <= n < 1000 else n} {unit}".strip(), _PROPERTY


_PARTS = (
    ("half", 50), ("halfway", 50), ("a quarter", 25), ("one quarter", 25), ("three quarters", 75),
    ("three-quarters", 75), ("a third", 33), ("two thirds", 67), ("fully", 100), ("completely", 100),
    ("a tenth", 10),
)  # fmt: skip


@family(kind=3, weight=1.2)
def open_or_closed(home: Household, rng: random.Random) -> Draft | None:
    """A cover three quarters closed is a quarter open."""
    things = home.able("position", *COVERS, "valve", "garage door", "gate")
    shut = rng.random() < 0.6
    if rng.random() < 0.6:
        said, n = rng.choice(_PARTS)
    else:
        n = rng.randint(1, 19) * 5
        said = f"{number_said(n, rng)}{rng.choice((' percent', ' percent', ' per cent', '%')) if n else ''}"
    word = rng.choice(("closed", "closed", "shut")) if shut else "open"
    position = 100 - n if shut else n
    able = is_kind(home, *COVERS, "valve", "garage door", "gate", "lock")
    return set_one(home, rng, things, {"position": position}, _PART, able=able, n=said, o=word)


def _degrees_said(n: int, rng: random.Random) -> str:
    """A number as it is spoken: `a hundred and six`, `a hundred six`, `seventy two`, `three fifty`."""
    if n < 0 or rng.random() < 0.45:
        return str(n)
    said = number_words(n).replace("-", rng.choice(("-", " ")))
    if 200 < n < 600 and n % 100 and rng.random() < 0.4:
        return f"{number_words(n // 100)} {number_words(n % 100)}".replace("-", " ")
    if 100 <= n < 200 and rng.random() < 0.6:
        said = said.replace("one hundred", "a hundred")
    return said.replace(" and ", " ") if rng.random() < 0.4 else said


@family(kind=3, weight=1.8)
def other_unit(home: Household, rng: random.Random) -> Draft | None:
    """Degrees in the unit that the device does not use, and in its own."""
    options = [
        (t, p)
        for t in home.world.things
        if len(_warm(t)) == 1
        for p in _warm(t)
        if p.minimum is not None and p.maximum is not None
    ]
    if not options:
        return None
    thing, attribute = rng.choice(options)
    found = spoken(home, thing, rng, lambda t: bool(_warm(t)))
    if found is None:
        return None
    own = attribute.unit[1:]
    unit = own if rng.random() < 0.3 else "F" if own == "C" else "C"
    low, high = float(attribute.minimum or 0), float(attribute.maximum or 0)
    if (low, high) != (17, 25) and 4 < low < 18 and 25 < high < 41 and rng.random() < 0.7:
        low, high = 17, 25
    degrees = rng.uniform(low, high)
    shown = degrees if unit == own else degrees * 1.8 + 32 if unit == "F" else (degrees - 32) / 1.8
    n = round(shown / 5) * 5 if high > 60 else round(shown)
    names = {
        "F": (" fahrenheit", " fahrenheit", " degrees fahrenheit", " f", " degrees f", "°f"),
        "C": (" celsius", " celsius", " degrees celsius", " c", " degrees c", "°c"),
    }[unit]
    name = rng.choice(names)
    said = (str(n) if name[0] == "°" else _degrees_said(n, rng)) + name
    text = say(rng, home, _DEGREES, the=found.the, x=found.bare, n=said)
    return _draft(thing, home, text, attribute, n, "" if unit == own else unit)


def _warm(thing: Thing) -> list[Attribute]:
    return [p for p in thing.properties if p.writable and p.unit in {"°C", "°F"}]
