"""Kind 7: what is not there or cannot be done, beside sentences just like them that can."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping

from model_core.language.vocabulary import clean
from model_core.plan import Op
from model_core.train.amounts import percent_said
from model_core.train.catalogue_more import KINDS
from model_core.train.example import Draft, family
from model_core.train.families.asking import plural
from model_core.train.families.tables import table
from model_core.train.home import Household
from model_core.train.intents import Wanted
from model_core.train.names import COLOURS, OWNERS, ROOM_SYNONYMS, ROOMS
from model_core.train.phrasing import number_said, say, set_effects, set_plan
from model_core.train.speech import in_room, resolve, spoken, spoken_room, tokens
from model_core.train.splits import pool
from model_core.world import Thing

_T = table("impossible")
_USES: Mapping[str, tuple[str, ...]] = {
    "lock": ("lock", "question"),
    "curtain": ("open", "value"),
    "blind": ("open", "value"),
    "garage door": ("open",),
    "gate": ("open",),
    "valve": ("open",),
    "television": ("on_off", "question", "other"),
    "speaker": ("on_off", "value", "other"),
    "light": ("on_off", "on_off", "value", "question", "other"),
    "vacuum": ("question", "other", "on_off"),
}


def _known(home: Household) -> frozenset[str]:
    """Every word that means something in this home."""
    words: set[str] = set()
    for thing in home.world.things:
        words |= tokens(thing.name) | tokens(thing.type)
        kind = KINDS.get(home.kinds[thing.id])
        for noun in (*kind.nouns, *kind.plurals) if kind else ():
            words |= tokens(noun)
    return frozenset(words)


def _the(words: str, rng: random.Random) -> str:
    owned = words.split(maxsplit=1)[0].endswith("'s")
    return (
        words
        if owned or words[-1:].isdigit() or rng.random() < 0.12
        else f"{'my' if rng.random() < 0.08 else 'the'} {words}"
    )


def _slots(rng: random.Random) -> dict[str, str]:
    return {"n": number_said(rng.choice((5, 10, 15, 20, 25, 30, 40, 50, 60, 70, 75, 80, 90)), rng)}


def _refused(home: Household, rng: random.Random, words: str, uses: tuple[str, ...]) -> Draft:
    block = rng.choice(uses)
    utterance = say(rng, home, _T[f"absent_{block}"], x=_the(words, rng), **_slots(rng))
    return Draft(utterance, f'refuse unknown "{words}"', (), protect=(words,))


def absent_thing(home: Household, rng: random.Random) -> str | None:
    """A thing that this home has nothing like."""
    known = _known(home)
    things = [t for t in pool(_T["things"], home.split) if not tokens(t) & known]
    return rng.choice(things) if things else None


@family(kind=7, weight=2.0)
def no_such_thing(home: Household, rng: random.Random) -> Draft | None:
    """A thing that this home has nothing like."""
    thing = absent_thing(home, rng)
    if thing is None:
        return None
    return _refused(home, rng, thing, ("on_off", "on_off", "on_off", "question", "other", "value"))


@family(kind=7, weight=1.5)
def no_such_type(home: Household, rng: random.Random) -> Draft | None:
    """A usual kind of device that this home has none of."""
    known = _known(home)
    missing = [
        k
        for k in KINDS.values()
        if k.type not in {"scene", "weather", "calendar", "list"} and not home.of_type(k.type)
    ]
    nouns = [(k.type, n) for k in missing for n in k.nouns if not tokens(n) & known]
    if not nouns:
        return None
    kind, noun = rng.choice(nouns)
    words = noun
    if rng.random() < 0.4 and home.world.rooms:
        room = spoken_room(home, rng.choice(home.world.rooms).name, rng)
        words = rng.choice((f"{room} {noun}", f"{noun} {in_room(room, rng)}"))
    return _refused(home, rng, words, _USES.get(kind, ("on_off", "question")))


@family(kind=7, weight=2.0)
def none_in_that_room(home: Household, rng: random.Random) -> Draft | None:
    """A kind that other rooms have, in a room that has none."""
    options = []
    for kind in dict.fromkeys(home.kinds.values()):
        if kind in _USES or kind in {"fan", "heater", "plug", "thermostat", "air conditioner", "camera"}:
            rooms = [r.name for r in home.world.rooms if not home.of_type(kind, r.name)]
            options += [(kind, room) for room in rooms]
    rng.shuffle(options)
    for kind, room in options[:6]:
        noun = rng.choice(KINDS[kind].nouns)
        said = spoken_room(home, room, rng)
        words = rng.choice((f"{said} {noun}", f"{said} {noun}", f"{noun} {in_room(said, rng)}"))
        wanted = tokens(noun)
        near = any(
            wanted & tokens(t.name) and (t.room == room or tokens(said) & tokens(t.name))
            for t in home.world.things
        )
        if not near and not resolve(home, words):
            return _refused(home, rng, words, _USES.get(kind, ("on_off", "question", "other")))
    return None


def _absent_rooms(home: Household) -> list[str]:
    known = [tokens(r.name) for r in home.world.rooms]
    words = _known(home)
    usual = [n.casefold() for names in ROOMS.values() for n in names[:6]]
    rooms = [*pool(_T["rooms"], home.split), *usual]
    near = {frozenset(tokens(s)) for r in home.world.rooms for s in _near_names(r.name)}
    return [
        r
        for r in dict.fromkeys(rooms)
        if not any(tokens(r) <= k or k <= tokens(r) for k in known)
        and not tokens(r) & words
        and frozenset(tokens(r)) not in near
    ]


def _near_names(room: str) -> tuple[str, ...]:
    plain = room.casefold()
    return (*ROOM_SYNONYMS.get(plain, ()), *(k for k, v in ROOM_SYNONYMS.items() if plain in v))


@family(kind=7, weight=1.6)
def no_such_room(home: Household, rng: random.Random) -> Draft | None:
    """A group in a room that is not there."""
    rooms = _absent_rooms(home)
    if not rooms or not home.world.things:
        return None
    room = rng.choice(rooms)
    kinds = [
        k for k in ("light", "light", "blind", "plug", "fan", "curtain", "speaker") if home.of_type(k)
    ] or ["light"]
    kind = rng.choice(kinds)
    slots = _slots(rng) | {"pl": plural(kind), "sg": KINDS[kind].nouns[0], "r": room}
    lines = tuple(t for t in _T["room_group"] if kind != "blind" or "light" not in t)
    text = say(rng, home, lines, **slots)
    words = _with_noun(text, room)
    return Draft(text, f'refuse unknown "{words}"', (), protect=(words,))


def _with_noun(text: str, room: str) -> str:
    """The room with the noun that stands next to it, as said: `lights in the attic`, `attic lights`."""
    nouns = sorted({n for k in KINDS for n in (*KINDS[k].nouns, *KINDS[k].plurals)}, key=len, reverse=True)
    options = "|".join(map(re.escape, nouns))
    found = re.search(
        rf"\b(?:{options}) in the {re.escape(room)}\b|\b{re.escape(room)} (?:{options})\b", text
    )
    return found[0] if found else room


@family(kind=7, weight=1.0)
def thing_in_no_room(home: Household, rng: random.Random) -> Draft | None:
    """One device in a room that is not there: the whole of the words is unknown."""
    rooms = _absent_rooms(home)
    kinds = [k for k in dict.fromkeys(home.kinds.values()) if k in KINDS and KINDS[k].rooms]
    if not rooms or not kinds:
        return None
    kind, room = rng.choice(kinds), rng.choice(rooms)
    words = f"{room} {rng.choice(KINDS[kind].nouns[:2])}"
    if resolve(home, words):
        return None
    return _refused(home, rng, words, _USES.get(kind, ("on_off", "question", "other")))


@family(kind=7, weight=1.6)
def near_miss(home: Household, rng: random.Random) -> Draft | None:
    """Almost the name of a device: another number, another owner."""
    options: list[tuple[Thing, str]] = []
    names = {clean(t.name) for t in home.world.things} | {clean(r.name) for r in home.world.rooms}
    for thing in home.world.things:
        name = clean(thing.name)
        numbered = re.search(r"\b(\d+)\b", name)
        if numbered and not thing.name.casefold().split()[0][-1:].isdigit() and thing.id not in home.proper:
            other = str(int(numbered[1]) + rng.randint(1, 4))
            options.append((thing, re.sub(r"\b\d+\b", other, name, count=1)))
        owner = re.match(r"(\w+)'s ", name)
        if owner:
            others = [
                o.casefold()
                for o in OWNERS
                if o.casefold() not in {w for n in names for w in re.split(r"\W+", n)}
            ]
            options.append((thing, name.replace(owner[1], rng.choice(others), 1)))
    for room in home.world.rooms:
        numbered = re.search(r"\b(\d+)$", clean(room.name))
        lit = home.of_type("light")
        if numbered and lit:
            other = re.sub(r"\d+$", str(int(numbered[1]) + rng.randint(2, 4)), clean(room.name))
            options.append((rng.choice(lit), f"{other} {rng.choice(('light', 'lamp'))}"))
    options = [
        (t, w)
        for t, w in options
        if w not in names and not any(w.startswith(n + " ") for n in names) and not resolve(home, w)
    ]
    if not options:
        return None
    thing, words = rng.choice(options)
    return _refused(home, rng, words, _USES.get(home.kinds[thing.id], ("on_off", "question")))


_NEEDS: Mapping[str, tuple[str, ...]] = {
    "dim": ("brightness", "volume", "speed", "position"),
    "color": ("color", "color_temperature"),
    "lock": ("locked",),
    "play": ("play", "pause"),
    "volume": ("volume", "brightness"),
    "temperature": ("target_temperature", "color_temperature"),
    "position": ("position", "open", "locked", "tilt"),
    "clean": ("dock", "start"),
    "speed": ("speed", "mode", "fan_mode", "fan_speed"),
    "ask_temperature": ("temperature", "target_temperature", "color_temperature"),
    "ask_battery": ("battery", "battery_low"),
}
_CLOSED: Mapping[str, frozenset[str]] = {
    "dim": frozenset(
        {
            "plug",
            "switch",
            "lock",
            "fan",
            "vacuum",
            "camera",
            "light",
            "heater",
            "kettle",
            "oven",
            "washer",
        }
    ),
    "color": frozenset(
        {"plug", "switch", "lock", "television", "light", "fan", "blind", "vacuum", "thermostat"}
    ),
    "lock": frozenset(
        {"light", "plug", "fan", "television", "curtain", "blind", "speaker", "vacuum", "thermostat"}
    ),
    "play": frozenset(
        {"light", "plug", "lock", "oven", "vacuum", "curtain", "fan", "washer", "thermostat", "camera"}
    ),
    "volume": frozenset(
        {"light", "plug", "lock", "oven", "vacuum", "curtain", "thermostat", "camera", "washer"}
    ),
    "temperature": frozenset(
        {"light", "plug", "lock", "television", "speaker", "curtain", "fan", "vacuum", "camera"}
    ),
    "position": frozenset({"light", "plug", "fan", "television", "speaker", "thermostat", "camera", "oven"}),
    "clean": frozenset({"light", "plug", "television", "speaker", "lock", "curtain", "camera", "oven"}),
    "speed": frozenset({"light", "plug", "lock", "curtain", "television", "oven"}),
    "ask_temperature": frozenset({"light", "plug", "lock", "curtain", "television", "fan", "camera"}),
    "ask_battery": frozenset({"light", "plug", "television", "oven", "speaker", "fan"}),
}


@family(kind=7, weight=3.0)
def unable(home: Household, rng: random.Random) -> Draft | None:
    """The device is there but cannot do that."""
    ability = rng.choice(tuple(_NEEDS))
    things = [
        t
        for t in home.world.things
        if home.kinds[t.id] in _CLOSED[ability]
        and not any(home.prop(t, r) or home.action(t, r) for r in _NEEDS[ability])
    ]
    if not things:
        return None
    thing = rng.choice(things)
    said = spoken(home, thing, rng)
    if said is None:
        return None
    slots = _slots(rng) | {"d": said.the, "D": said.bare, "c": rng.choice(COLOURS)}
    return Draft(
        say(rng, home, _T[ability], **slots), f"refuse unable: {home.label(thing)}", (), protect=(said.bare,)
    )


_BEYOND = (
    ("brightness", (101, 105, 110, 120, 130, 150, 180, 200, 255, 300, 500, 1000)),
    ("volume", (101, 105, 110, 111, 120, 125, 150, 200, 300, 1000)),
    ("position", (105, 110, 120, 130, 150, 200, 400)),
    ("speed", (105, 110, 120, 150, 200, 300)),
    ("target_temperature", (0, 1, 2, 40, 42, 45, 50, 55, 60, 65, 80, 90, 100, 120, 200)),
)


@family(kind=7, weight=1.6)
def out_of_range(home: Household, rng: random.Random) -> Draft | None:
    """A value beyond the range is planned as said: whoever carries it out refuses it."""
    role, values = rng.choice(_BEYOND)
    things = [
        t
        for t in home.able(role)
        if (p := home.prop(t, role))
        and (role != "target_temperature" or home.kinds[t.id] not in {"oven", "kettle", "water heater"})
        and p.maximum
    ]
    if not things:
        return None
    thing = rng.choice(things)
    said = spoken(home, thing, rng, lambda t: home.can(t, role))
    if said is None:
        return None
    n = rng.choice(values)
    lines = table("ambiguous")[f"{role}=" if role != "position" else "brightness="]
    lines = tuple(t for t in lines if role != "position" or ("bright" not in t and "dim" not in t))
    warm = role == "target_temperature"
    words = f"{number_said(n, rng)}{rng.choice((' degrees', '', ''))}" if warm else percent_said(n, rng)
    wanted: Wanted = {role: n}
    if warm and n > 60 and rng.random() < 0.5:
        words, wanted = f"{number_said(n + 10, rng)} fahrenheit", {role: (Op.ASSIGN, n + 10, "F")}
    return Draft(
        say(rng, home, lines, w=said.the, n=words),
        set_plan(home, [thing], wanted),
        set_effects(home, [thing], wanted),
    )
