"""Kind 7: the same sentence where the device is there, elsewhere, there twice, unable, or nowhere."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from model_core.language.vocabulary import clean
from model_core.train.catalogue_more import KINDS
from model_core.train.example import Draft, family
from model_core.train.families.ambiguous import ask_which, askable, group_room
from model_core.train.families.tables import nested
from model_core.train.families.wishes import (
    WISHES,
    Wish,
    amount_of,
    carry_out_group,
    carry_out_wish,
    is_plural,
    lines,
    readable,
)
from model_core.train.home import Household, Speaker
from model_core.train.names import OWNERS
from model_core.train.phrasing import say
from model_core.train.speech import in_room, resolve, spoken_room, tokens
from model_core.world import Thing

_ALIKE: tuple[frozenset[str], ...] = (
    frozenset({"thermostat", "heater", "air conditioner", "water heater"}),
    frozenset({"curtain", "blind"}),
    frozenset({"garage door", "gate", "lock", "door sensor"}),
    frozenset({"television", "speaker"}),
    frozenset({"plug", "switch"}),
    frozenset({"fan", "air purifier", "air conditioner"}),
    frozenset({"washer", "dryer", "dishwasher"}),
    frozenset({"valve", "irrigation"}),
    frozenset({"temperature sensor", "thermostat"}),
    frozenset({"camera", "doorbell"}),
    frozenset({"coffee maker", "kettle"}),
)
"""Kinds that one may mean by the noun of the other: where one is missing, the other could be meant."""
_PLAIN = frozenset({"the", "smart", "my", "room", "area", "floor", "yard", "home", "stat", "mini", "one"})
_VAGUE = frozenset({"smart", "big", "main", "electric", "indoor", "space", "window", "wall", "music"})
"""What may be said of any device of the kind."""


def _judged(
    home: Household,
    rng: random.Random,
    wish: Wish,
    words: str,
    means: str,
    fits: Callable[[Thing], bool],
    *,
    absent: bool,
    room: str | None = None,
) -> Draft | None:
    """The draft that the home itself decides; `fits` says which devices the words may rightly mean.

    `room`: where the words say that it is.
    `absent`: nothing fits and nothing is like it, so that the words are refused.
    """
    named = resolve(home, means)
    able = resolve(home, means, lambda t: readable(home, t, wish))
    if not set(able) <= set(named) or not all(fits(t) for t in named):
        return None
    owned = words.split(maxsplit=1)[0].endswith("'s") or words[-1:].isdigit()
    the = words if owned or rng.random() < 0.06 else f"the {words}"
    amount = amount_of(home, able[0] if able else None, wish, rng)
    text = say(rng, home, lines(wish), w=the, n=amount.said)
    if not named:
        return Draft(text, f'refuse unknown "{words}"', (), protect=(words,)) if absent else None
    if not able:
        if len(named) != 1 or wish.role == "on":
            return None
        return Draft(text, f"refuse unable: {home.label(named[0])}", (), protect=(words,))
    kinds = {home.kinds[t.id] for t in able}
    if len(kinds) != 1 or next(iter(kinds)) not in wish.kinds:
        return None
    if len(able) == 1:
        plan, effects = carry_out_wish(home, able, wish, amount)
        return Draft(text, plan, effects, protect=(words,))
    here = able[0].room if room is not None and is_plural(words) else group_room(home, means, able)
    if here is not None and all(t.room == here for t in able):
        done = carry_out_group(home, here, able, wish, amount)
        return Draft(text, *done, protect=(words,)) if done else None
    if is_plural(words) or not askable(home, able):
        return None
    return Draft(text, ask_which(home, able), (), protect=(words,))


def like(kind: str) -> frozenset[str]:
    """The kind and those that its noun may also mean."""
    return frozenset({kind}).union(*(g for g in _ALIKE if kind in g))


def _near(home: Household, noun: str, kind: str, inside: Callable[[Thing], bool]) -> bool:
    """True when a device there could be meant by the noun though it is none of the kind."""
    wanted = tokens(noun) | tokens(KINDS[kind].nouns[0])
    return any(
        inside(t) and (home.kinds[t.id] in like(kind) or wanted & tokens(t.name)) for t in home.world.things
    )


def _noun(home: Household, kind: str, rng: random.Random) -> tuple[str, str]:
    """An everyday noun for the kind, and the noun of the catalogue that stands for it."""
    options = nested("nouns", "one")[kind]
    noun = options[0] if rng.random() < 0.35 else rng.choice(options)
    plain = KINDS[kind].nouns
    if noun in plain or any(tokens(noun) & tokens(t.name) for t in home.world.things):
        return noun, noun
    return noun, plain[0]


def _moved(home: Household, kind: str, rng: random.Random) -> Household:
    """Now and then the speaker stands where such a device is, so that the place is no help."""
    rooms = home.rooms_with(kind)
    return home.at(rng.choice(rooms)) if rooms and rng.random() < 0.3 else home


def _at(draft: Draft | None, home: Household) -> Draft | None:
    return replace(draft, speaker=Speaker(home.speaker.room, home.speaker.device)) if draft else None


def _rooms(home: Household, kind: str, wish: Wish, case: str) -> Sequence[str]:
    """Rooms in which that case holds for the kind."""
    found = []
    for room in home.world.rooms:
        there = home.of_type(kind, room.name)
        able = [t for t in there if readable(home, t, wish)]
        holds = {
            "there": len(there) == 1 and len(able) == 1,
            "elsewhere": not there and bool(home.of_type(kind)),
            "twice": len(able) > 1,
            "unable": len(there) == 1 and not able,
            "nowhere": not home.of_type(kind),
        }[case]
        if holds:
            found.append(room.name)
    return found


@family(kind=7, weight=7.0)
def in_that_room(home: Household, rng: random.Random) -> Draft | None:
    """A room and a noun: the room has one, several, one that cannot, or none."""
    for _ in range(6):
        wish = rng.choice(WISHES)
        kind = rng.choice(wish.kinds)
        case = rng.choice(
            (
                "there",
                "there",
                "there",
                "elsewhere",
                "elsewhere",
                "twice",
                "twice",
                "unable",
                "unable",
                "nowhere",
            )
        )
        rooms = _rooms(home, kind, wish, case)
        usual = [r for r in rooms if home.room_class.get(r) in KINDS[kind].rooms]
        if not usual:
            continue
        room = rng.choice(usual)
        noun, plain = _noun(home, kind, rng)
        if noun == "garage":
            continue
        said = spoken_room(home, room, rng)
        place = in_room(said, rng)
        words, means = (
            (f"{said} {noun}", f"{said} {plain}")
            if rng.random() < 0.6
            else (f"{noun} {place}", f"{plain} {place}")
        )
        moved = _moved(home, kind, rng)
        inside = _inside(room, said)
        absent = not _near(home, noun, kind, inside)
        draft = _judged(moved, rng, wish, words, means, inside, absent=absent, room=room)
        if draft is not None:
            return _at(draft, moved)
    return None


def _inside(room: str, said: str) -> Callable[[Thing], bool]:
    return lambda t: t.room == room or tokens(said) <= tokens(t.name)


@family(kind=7, weight=4.0)
def by_noun_alone(home: Household, rng: random.Random) -> Draft | None:
    """A noun alone: the home has one, several, one here, or none."""
    for _ in range(6):
        wish = rng.choice(WISHES)
        kinds = [k for k in wish.kinds if home.of_type(k)]
        kind = rng.choice(kinds if kinds and rng.random() < 0.6 else wish.kinds)
        noun, plain = _noun(home, kind, rng)
        moved = _moved(home, kind, rng)
        absent = not _near(home, noun, kind, lambda _: True)
        draft = _judged(moved, rng, wish, noun, plain, lambda _: True, absent=absent)
        if draft is not None:
            return _at(draft, moved)
    return None


def _wishes_for(home: Household, thing: Thing) -> list[Wish]:
    kind = home.kinds[thing.id]
    return [w for w in WISHES if kind in w.kinds and readable(home, thing, w)]


@family(kind=7, weight=3.0)
def name_and_room(home: Household, rng: random.Random) -> Draft | None:
    """The name of a device with its own room, or with a room that it is not in."""
    things = [t for t in home.world.things if t.room and home.kinds[t.id] in KINDS and _wishes_for(home, t)]
    rng.shuffle(things)
    for thing in things[:6]:
        name = " ".join(thing.name.casefold().split())
        room = thing.room or ""
        if rng.random() < 0.55:
            others = [r.name for r in home.world.rooms if r.name != room]
            room = rng.choice(others) if others else room
        said = spoken_room(home, room, rng)
        if any(tokens(r.name) & tokens(name) for r in home.world.rooms) or name.endswith(("list", "scene")):
            continue
        words = f"{name} {in_room(said, rng)}"
        if thing.id not in home.proper and rng.random() < 0.5 and "'" not in name:
            words = f"{said} {name}"
        core = tokens(name) - _PLAIN
        kind = home.kinds[thing.id]
        inside = _inside(room, said)
        near = any(
            inside(t) and (core & tokens(t.name) or (home.kinds[t.id] in like(kind) and _bare(home, t)))
            for t in home.world.things
        )
        draft = _judged(
            home, rng, rng.choice(_wishes_for(home, thing)), words, words, inside, absent=not near
        )
        if draft is not None:
            return draft
    return None


def _bare(home: Household, thing: Thing) -> bool:
    """True when the name does not tell what sort of its kind the device is, so that it may be any."""
    kind = KINDS.get(home.kinds[thing.id])
    if kind is None or thing.id in home.proper:
        return True
    known = [tokens(r.name) for r in home.world.rooms]
    generic = frozenset[str]().union(*(tokens(n) for n in kind.nouns), *known)
    return not {w for w in tokens(thing.name) - generic if w.isalpha()}


@family(kind=7, weight=3.0)
def of_that_sort(home: Household, rng: random.Random) -> Draft | None:
    """A floor lamp, a back door, a tower fan: where there is one, and where there are only others."""
    kinds = [k for k in dict.fromkeys(home.kinds.values()) if k in KINDS and KINDS[k].rooms]
    for kind in rng.sample(kinds, min(5, len(kinds))):
        names = [n for n in KINDS[kind].names if " " in n]
        wishes = [w for w in WISHES if kind in w.kinds]
        if not names or not wishes:
            continue
        words = rng.choice(names)
        present = [clean(t.name) for t in home.of_type(kind) if clean(t.name) in names]
        if present and rng.random() < 0.5:
            words = rng.choice(present)
        sort = tokens(words) - frozenset[str]().union(*(tokens(n) for n in KINDS[kind].nouns))
        near = not sort - _VAGUE or any(
            sort & (tokens(t.name) | tokens(t.room or ""))
            or (home.kinds[t.id] in like(kind) and _bare(home, t))
            for t in home.world.things
        )
        draft = _judged(home, rng, rng.choice(wishes), words, words, lambda _: True, absent=not near)
        if draft is not None:
            return draft
    return None


def _people(home: Household) -> set[str]:
    every = [*(t.name for t in home.world.things), *(r.name for r in home.world.rooms)]
    return {m[1].casefold() for n in every for m in re.finditer(r"(\w+)['’]s\b", n)}


@family(kind=7, weight=2.5)
def whose(home: Household, rng: random.Random) -> Draft | None:
    """Somebody's lamp: one of the home's people or not, with such a thing of their own or not."""
    people = _people(home)
    if not people and rng.random() < 0.8:
        return None
    owned = [(t, o) for t in home.world.things for o in sorted(people) if _theirs(o)(t)]
    for _ in range(6):
        wish = rng.choice(WISHES)
        kinds = [k for k in wish.kinds if home.of_type(k)]
        has = [(home.kinds[t.id], o) for t, o in owned if home.kinds[t.id] in wish.kinds]
        if not kinds or (not has and rng.random() < 0.85):
            continue
        others = [o.casefold() for o in OWNERS if o.casefold() not in people]
        absent_owner = rng.choice(sorted(people) if people and rng.random() < 0.6 else others)
        kind, owner = rng.choice(has) if has and rng.random() < 0.7 else (rng.choice(kinds), absent_owner)
        noun, plain = _noun(home, kind, rng)
        if noun not in KINDS[kind].nouns:
            continue
        theirs = _theirs(owner)
        near = _near(home, noun, kind, theirs)
        draft = _judged(home, rng, wish, f"{owner}'s {noun}", f"{owner}'s {plain}", theirs, absent=not near)
        if draft is not None:
            return draft
    return None


def _theirs(owner: str) -> Callable[[Thing], bool]:
    return lambda t: owner in tokens(t.name) | tokens(t.room or "")


@family(kind=8, weight=2.5)
def by_one_word(home: Household, rng: random.Random) -> Draft | None:
    """One telling word of a name and the noun of the kind, where several are of the kind."""
    things = [t for t in home.world.things if home.kinds[t.id] in KINDS and _wishes_for(home, t)]
    rng.shuffle(things)
    for thing in things[:6]:
        kind = home.kinds[thing.id]
        noun = rng.choice(KINDS[kind].nouns[:3])
        generic = frozenset[str]().union(*(tokens(n) for n in KINDS[kind].nouns))
        parts = [p for p in thing.name.casefold().split() if p.isalpha() and len(p) > 2 and p not in _PLAIN]
        telling = [p for p in parts if not tokens(p) & generic]
        if not telling or len(home.of_type(kind)) < 2 or len(parts) < 2:
            continue
        words = f"{rng.choice(telling)} {noun}"
        wish = rng.choice(_wishes_for(home, thing))
        draft = _judged(home, rng, wish, words, words, _only(thing), absent=False)
        if draft is not None:
            return draft
    return None


def _only(thing: Thing) -> Callable[[Thing], bool]:
    return lambda t: t.id == thing.id
