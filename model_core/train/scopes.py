"""Groups of devices and the words for them: a room, a floor, a type, everything, everything except."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from model_core.train.catalogue_more import KINDS
from model_core.train.home import Household
from model_core.train.phrasing import selector
from model_core.train.speech import floor_phrases, in_room, resolve, spoken, spoken_room, the_room, tokens
from model_core.world import Thing


@dataclass(frozen=True, slots=True)
class Scope:
    """A group: how it is said, its selector and its members."""

    said: str
    target: str
    members: tuple[Thing, ...]


def plural(home: Household, kind: str, rng: random.Random) -> str:
    """A plural noun for a kind; `doors` for locks only where nothing else is a door."""
    known = KINDS[kind]
    words = [w for w in known.plurals if w != "doors"] or [f"{known.nouns[0]}s"]
    if kind == "lock" and rng.random() < 0.6:
        return "doors"
    if kind == "blind":
        named = [w for w in words if any(tokens(w) <= tokens(t.name) for t in home.of_type("blind"))]
        words = ["blinds", *named] if rng.random() < 0.7 else words
    return words[0] if rng.random() < 0.6 else rng.choice(words)


def scope(home: Household, rng: random.Random, kind: str, *, minimum: int = 2) -> Scope | None:
    """A group of one kind in one of the ways people name it, with at least so many members."""
    kinds = (
        _whole,
        _whole,
        _room,
        _room,
        _room,
        _here,
        _here,
        _floor,
        _floor,
        _rooms,
        _except,
        _except_room,
        _bare,
        _singular,
    )
    for make in rng.sample(kinds, len(kinds)):
        found = make(home, rng, kind)
        if found is not None and len(found.members) >= minimum:
            return found
    return None


def _whole(home: Household, rng: random.Random, kind: str) -> Scope | None:
    words = plural(home, kind, rng)
    single = KINDS[kind].nouns[0]
    said = rng.choice((
        f"all {words}", f"all the {words}", f"all of the {words}", f"every {single}",
            f"every single {single}", f"all the {words} in the house", f"all {words} in the {_HOME(rng)}",
        f"the {words} everywhere", f"the {words} in every room", f"all my {words}", f"all our {words}",
            f"the {words} in the whole house", f"each {single}", f"all the {words} everywhere",
            f"the {words} throughout the house",
        f"every {single} in the house", f"each and every {single}", f"{words} in all rooms",
            f"the whole house's {words}",
    ))  # fmt: skip
    return Scope(said, selector(home, kind), home.of_type(kind))


def _HOME(rng: random.Random) -> str:  # noqa: N802
    return rng.choice(("house", "home", "apartment", "flat", "whole house", "entire house", "place"))


def _room(home: Household, rng: random.Random, kind: str) -> Scope | None:
    rooms = [r for r in home.rooms_with(kind) if len(home.of_type(kind, r)) > 1] or list(
        home.rooms_with(kind)
    )
    if not rooms:
        return None
    room = rng.choice(rooms)
    said = spoken_room(home, room, rng)
    words = plural(home, kind, rng)
    inside = in_room(said, rng)
    phrase = rng.choice((
        f"the {said} {words}", f"the {said} {words}", f"{said} {words}", f"the {words} {inside}",
            f"the {words} {inside}", f"all the {words} {inside}", f"all {words} {inside}",
        f"every {KINDS[kind].nouns[0]} {inside}", f"all {said} {words}", f"all of the {said} {words}",
            f"all the {said} {words}", f"{words} {inside}",
    ))  # fmt: skip
    if the_room(said) == said:
        phrase = phrase.replace(f"the {said}", said)
    return Scope(phrase, selector(home, kind, [home.room_label(room)]), home.of_type(kind, room))


def _here(home: Household, rng: random.Random, kind: str) -> Scope | None:
    room = home.speaker.room
    if room is None:
        return None
    words = plural(home, kind, rng)
    members = home.of_type(kind, room)
    phrase = rng.choice((
        f"the {words}", f"the {words}", f"the {words}", words, words, f"the {words} in here",
            f"all the {words} in here", f"the {words} in this room", f"these {words}", f"my {words}",
            f"all {words} in this room",
        f"every {KINDS[kind].nouns[0]} in here",
    ))  # fmt: skip
    if "all" not in phrase and "here" not in phrase and "room" not in phrase and _named(home, words):
        return None
    return Scope(phrase, selector(home, kind, [home.room_label(room)]), members)


def _bare(home: Household, rng: random.Random, kind: str) -> Scope | None:
    """A plural without a room while nobody knows where the speaker is: the whole home."""
    words = plural(home, kind, rng)
    if home.speaker.room is not None or _named(home, words):
        return None
    return Scope(rng.choice((f"the {words}", words, f"my {words}")), selector(home, kind), home.of_type(kind))


def _named(home: Household, words: str) -> bool:
    return any(tokens(t.name) == tokens(words) for t in home.world.things)


def _singular(home: Household, rng: random.Random, kind: str) -> Scope | None:
    """One noun and a room that has several: all of them there."""
    rooms = [r for r in home.rooms_with(kind) if len(home.of_type(kind, r)) > 1]
    if not rooms or kind not in {"light", "blind", "curtain"}:
        return None
    room = rng.choice(rooms)
    noun = KINDS[kind].nouns[0]
    members = home.of_type(kind, room)
    said = spoken_room(home, room, rng)
    phrase = f"{said} {noun}"
    if room == home.speaker.room and rng.random() < 0.5:
        if set(resolve(home, noun, lambda t: home.kinds[t.id] == kind)) != set(members):
            return None
        return Scope(
            rng.choice((f"the {noun}", noun)), selector(home, kind, [home.room_label(room)]), members
        )
    if set(resolve(home, phrase, lambda t: home.kinds[t.id] == kind)) != set(members):
        return None
    phrase = rng.choice(
        (f"{'' if the_room(said) == said else 'the '}{phrase}", f"the {noun} {in_room(said, rng)}")
    )
    return Scope(phrase, selector(home, kind, [home.room_label(room)]), members)


def _floor(home: Household, rng: random.Random, kind: str) -> Scope | None:
    floors = home.floors_with(kind)
    if not floors:
        return None
    floor = rng.choice(floors)
    where = rng.choice(floor_phrases(home, floor))
    words = plural(home, kind, rng)
    members = tuple(t for t in home.of_type(kind) if t.room in home.world.rooms_on(floor))
    options = [
        f"the {words} {where}",
        f"all the {words} {where}",
        f"all {words} {where}",
        f"every {KINDS[kind].nouns[0]} {where}",
        f"{words} {where}",
    ]
    first = where.removeprefix("on the ").removeprefix("on ")
    options += [
        f"the {first} {words}",
        f"{first} {words}",
        f"all {first} {words}",
        f"all the {first} {words}",
    ]
    return Scope(rng.choice(options), selector(home, kind, [home.floor_label(floor)]), members)


def _rooms(home: Household, rng: random.Random, kind: str) -> Scope | None:
    rooms = home.rooms_with(kind)
    if len(rooms) < 2:
        return None
    chosen = rng.sample(rooms, 2)
    one, two = (spoken_room(home, r, rng) for r in chosen)
    words = plural(home, kind, rng)
    phrase = rng.choice((
        f"{the_room(one)} and {two} {words}", f"the {words} in {the_room(one)} and {the_room(two)}",
            f"the {words} in {the_room(one)} and in {the_room(two)}", f"{one} and {two} {words}",
        f"all the {words} in {the_room(one)} and {the_room(two)}",
            f"{words} in {the_room(one)} and {the_room(two)}",
            f"the {words} in both {the_room(one)} and {the_room(two)}",
    ))  # fmt: skip
    members = tuple(t for t in home.of_type(kind) if t.room in chosen)
    return Scope(phrase, selector(home, kind, [home.room_label(r) for r in chosen]), members)


def _but(rng: random.Random) -> str:
    return rng.choice(
        (
            "except",
            "except for",
            "but",
            "but not",
            "apart from",
            "other than",
            "excluding",
            "besides",
            "save for",
            "with the exception of",
            "minus",
        )
    )


def _except(home: Household, rng: random.Random, kind: str) -> Scope | None:
    """All of a kind, in the home or in one room, except one or two of them."""
    rooms = [r for r in home.rooms_with(kind) if len(home.of_type(kind, r)) > 2]
    place: list[str] = []
    members = home.of_type(kind)
    words = plural(home, kind, rng)
    phrase = rng.choice((f"all {words}", f"all the {words}", f"every {KINDS[kind].nouns[0]}"))
    if rooms and rng.random() < 0.4:
        room = rng.choice(rooms)
        members, place = home.of_type(kind, room), [home.room_label(room)]
        phrase += f" {in_room(spoken_room(home, room, rng), rng)}"
    if len(members) < 3:
        return None
    left_out = rng.sample(members, 2 if len(members) > 4 and rng.random() < 0.25 else 1)
    said = [spoken(home, t, rng) for t in left_out]
    if any(s is None for s in said):
        return None
    target = selector(home, kind, place, [home.label(t) for t in left_out])
    names = " and ".join(s.the for s in said if s is not None)
    return Scope(f"{phrase} {_but(rng)} {names}", target, tuple(t for t in members if t not in left_out))


def _except_room(home: Household, rng: random.Random, kind: str) -> Scope | None:
    """All of a kind except those of one room."""
    rooms = home.rooms_with(kind)
    if len(rooms) < 2:
        return None
    room = rng.choice(rooms)
    words = plural(home, kind, rng)
    said = spoken_room(home, room, rng)
    exception = rng.choice(
        (
            the_room(said),
            f"the ones {in_room(said, rng)}",
            in_room(said, rng),
            f"those {in_room(said, rng)}",
            f"{the_room(said)} {words}",
        )
    )
    every = rng.choice(
        (f"all {words}", f"all the {words}", f"the {words} everywhere", f"every {KINDS[kind].nouns[0]}")
    )
    phrase = f"{every} {_but(rng)} {exception}"
    target = selector(home, kind, [], [home.room_label(room)])
    return Scope(phrase, target, tuple(t for t in home.of_type(kind) if t.room != room))


def everything(home: Household, rng: random.Random) -> Scope | None:
    """Every device of a room, of a floor, here, or of the home."""
    found = [s for s in _everything(home, rng) if s is not None and len(s.members) > 1]
    return rng.choice(found) if found else None


def _everything(home: Household, rng: random.Random) -> Iterator[Scope | None]:
    every = rng.choice(("everything", "everything", "every device", "all devices", "all the devices"))
    things = home.world.things
    yield Scope(rng.choice((every, f"{every} in the {_HOME(rng)}", "everything everywhere",
        "the whole house", "everything at home")) if home.speaker.room is None
                else rng.choice((f"{every} in the {_HOME(rng)}", "everything everywhere", "the whole house",
                    "absolutely everything in the house", "everything in every room")),
                selector(home), things)  # fmt: skip
    rooms = [r.name for r in home.world.rooms if _count(things, r.name) > 1]
    for room in rng.sample(rooms, min(2, len(rooms))):
        said = spoken_room(home, room, rng)
        members = tuple(t for t in things if t.room == room)
        yield Scope(
            rng.choice(
                (
                    f"{every} {in_room(said, rng)}",
                    f"everything {in_room(said, rng)}",
                    f"all the devices {in_room(said, rng)}",
                    f"whatever there is {in_room(said, rng)}",
                )
            ),
            selector(home, None, [home.room_label(room)]),
            members,
        )
        if room == home.speaker.room:
            yield Scope(
                rng.choice(
                    (
                        "everything in here",
                        "everything here",
                        f"{every} in this room",
                        "everything in this room",
                        "all devices in here",
                    )
                ),
                selector(home, None, [home.room_label(room)]),
                members,
            )
    for floor in home.world.floors:
        where = rng.choice(floor_phrases(home, floor))
        members = tuple(t for t in things if t.room in home.world.rooms_on(floor))
        yield Scope(f"{every} {where}", selector(home, None, [home.floor_label(floor)]), members)


def _count(things: Sequence[Thing], room: str) -> int:
    return sum(t.room == room for t in things)
