"""Groups of devices and the Chinese words for them: a room, a floor, a kind, all, all except."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from model_core.train.chinese.speech import (
    HERE,
    floor_names,
    in_room,
    key,
    noun_of_all,
    spoken,
    spoken_room,
)
from model_core.train.chinese.words import WORDS
from model_core.train.home import Household
from model_core.train.phrasing import selector
from model_core.world import Thing

_GROUPED = frozenset({"light", "curtain", "blind"})
"""Kinds whose bare noun with a room means all that are there; of others one may be meant."""
_ALL = ("所有", "所有的", "所有的")
_HOME = ("家里", "全屋", "整个房子", "全家", "家中")


@dataclass(frozen=True, slots=True)
class Scope:
    """A group: how it is said, its selector and its members."""

    said: str
    target: str
    members: tuple[Thing, ...]
    marked: bool = True
    """False: the words may mean one device unless the sentence says 都 or 全."""


def scope(home: Household, rng: random.Random, kind: str, *, minimum: int = 2) -> Scope | None:
    """A group of one kind in one of the ways people name it, with at least so many members."""
    makers = (_whole, _whole, _room, _room, _room, _here, _here, _floor, _floor, _rooms, _except, _bare,
        _except_room)  # fmt: skip
    noun = noun_of_all(home, home.of_type(kind), rng) if home.of_type(kind) else None
    if noun is None:
        return None
    if kind == "lock" and rng.random() < 0.5:
        noun = "门"
    for make in rng.sample(makers, len(makers)):
        found = make(home, rng, kind, noun)
        if found is not None and len(found.members) >= minimum:
            return found
    return None


def every(kind: str, noun: str, rng: random.Random) -> str:
    """`所有的灯`, `每一盏灯`."""
    if rng.random() < 0.12:
        measure = "扇" if noun == "门" else WORDS[kind].measure[0]
        return f"每{rng.choice(('', '一'))}{measure}{noun}"
    return rng.choice(_ALL) + noun


def _whole(home: Household, rng: random.Random, kind: str, noun: str) -> Scope | None:
    said = rng.choice((
        every(kind, noun, rng), every(kind, noun, rng), f"{rng.choice(_HOME)}{every(kind, noun, rng)}",
        f"{rng.choice(_HOME)}所有的{noun}", f"所有房间的{noun}", f"每个房间的{noun}", f"各个房间的{noun}",
    ))  # fmt: skip
    bare = rng.random() < 0.25
    if bare:
        said = f"{rng.choice(_HOME)}的{noun}"
    return Scope(said, selector(home, kind), home.of_type(kind), not bare)


def _room(home: Household, rng: random.Random, kind: str, noun: str) -> Scope | None:
    rooms = [r for r in home.rooms_with(kind) if len(home.of_type(kind, r)) > 1] or home.rooms_with(kind)
    if not rooms:
        return None
    room = rng.choice(rooms)
    members = home.of_type(kind, room)
    place = in_room(spoken_room(home, room, rng), rng)
    marked = rng.random() < 0.45
    said = f"{place}{every(kind, noun, rng)}" if marked else f"{place}的{noun}"
    return Scope(said, selector(home, kind, [home.room_label(room)]), members, marked or kind in _GROUPED)


def _here(home: Household, rng: random.Random, kind: str, noun: str) -> Scope | None:
    room = home.speaker.room
    if room is None:
        return None
    members = home.of_type(kind, room)
    target = selector(home, kind, [home.room_label(room)])
    roll = rng.random()
    if roll < 0.35:
        return Scope(noun, target, members, kind in _GROUPED)
    if roll < 0.65:
        return Scope(f"{rng.choice(HERE)}的{noun}", target, members, kind in _GROUPED)
    return Scope(f"{rng.choice(HERE)}{every(kind, noun, rng)}", target, members)


def _bare(home: Household, _rng: random.Random, kind: str, noun: str) -> Scope | None:
    """A noun without a room while nobody knows where the speaker is: the whole home, if 都 says so."""
    if home.speaker.room is not None:
        return None
    return Scope(noun, selector(home, kind), home.of_type(kind), marked=False)


def _floor(home: Household, rng: random.Random, kind: str, noun: str) -> Scope | None:
    floors = home.floors_with(kind)
    if not floors:
        return None
    floor = rng.choice(floors)
    place = rng.choice(floor_names(home, floor))
    members = tuple(t for t in home.of_type(kind) if t.room in home.world.rooms_on(floor))
    marked = rng.random() < 0.5
    said = f"{place}{every(kind, noun, rng)}" if marked else f"{place}的{noun}"
    return Scope(said, selector(home, kind, [home.floor_label(floor)]), members, marked or kind in _GROUPED)


def _rooms(home: Household, rng: random.Random, kind: str, noun: str) -> Scope | None:
    rooms = home.rooms_with(kind)
    if len(rooms) < 2:
        return None
    chosen = rng.sample(rooms, 3 if len(rooms) > 3 and rng.random() < 0.15 else 2)
    said = [spoken_room(home, r, rng) for r in chosen]
    members = tuple(t for t in home.of_type(kind) if t.room in chosen)
    words = f"{listed(said, rng)}的{'' if rng.random() < 0.7 else '所有'}{noun}"
    target = selector(home, kind, [home.room_label(r) for r in chosen])
    return Scope(words, target, members, "所有" in words or kind in _GROUPED or len(members) == len(chosen))


def listed(names: list[str], rng: random.Random) -> str:
    """`台灯和吊灯`, `台灯、吊灯还有射灯`."""
    last = rng.choice(("和", "和", "和", "跟", "还有", "以及", "、"))
    return f"{'、'.join(names[:-1])}{last}{names[-1]}"


def _besides(rng: random.Random, left_out: str) -> str:
    return rng.choice(("除了{e}以外", "除了{e}之外", "除了{e}", "除{e}外", "除开{e}")).format(e=left_out)


def _except(home: Household, rng: random.Random, kind: str, noun: str) -> Scope | None:
    """All of a kind, in the home or in one room, except one or two of them."""
    rooms = [r for r in home.rooms_with(kind) if len(home.of_type(kind, r)) > 2]
    place: list[str] = []
    members, where = home.of_type(kind), ""
    if rooms and rng.random() < 0.4:
        room = rng.choice(rooms)
        members, place = home.of_type(kind, room), [home.room_label(room)]
        where = in_room(spoken_room(home, room, rng), rng)
    if len(members) < 3:
        return None
    left_out = rng.sample(members, 2 if len(members) > 4 and rng.random() < 0.25 else 1)
    names = [s for t in left_out if (s := spoken(home, t, rng, lambda t: t in members))]
    if len(names) < len(left_out) or any(key(n) == key(noun) for n in names):
        return None
    target = selector(home, kind, place, [home.label(t) for t in left_out])
    besides = _besides(rng, names[0] if len(names) == 1 else listed(names, rng))
    if besides.endswith("外"):
        said = f"{where}{besides}的{rng.choice(('所有', '其他', '其它'))}{noun}"
    else:
        others = rng.choice(("其他", "其它", "别", "剩下"))
        said = f"{where}{besides}{'' if where else '，'}{others}的{noun}"
    rest = tuple(t for t in members if t not in left_out)
    return Scope(said, target, rest, marked=besides.endswith("外"))


def _except_room(home: Household, rng: random.Random, kind: str, noun: str) -> Scope | None:
    """All of a kind except those of one room."""
    rooms = home.rooms_with(kind)
    if len(rooms) < 2:
        return None
    room = rng.choice(rooms)
    said = spoken_room(home, room, rng)
    besides = _besides(rng, rng.choice((said, said, f"{said}的{noun}", f"{said}里的")))
    if besides.endswith("外"):
        words = f"{besides}的{rng.choice(('所有', '所有的', '全部', '其他'))}{noun}"
    else:
        words = (
            f"{besides}，{rng.choice(('其他', '其它', '别'))}{rng.choice(('的', '房间的', '地方的'))}{noun}"
        )
    target = selector(home, kind, [], [home.room_label(room)])
    rest = tuple(t for t in home.of_type(kind) if t.room != room)
    return Scope(words, target, rest, marked=besides.endswith("外"))


def everything(home: Household, rng: random.Random) -> Scope | None:
    """Every device of a room, of a floor, here, or of the home."""
    found = [s for s in _everything(home, rng) if len(s.members) > 1]
    return rng.choice(found) if found else None


def _everything(home: Household, rng: random.Random) -> Iterator[Scope]:
    every_one = rng.choice(("所有设备", "所有的设备", "所有电器", "所有东西", "所有的电器"))
    things = home.world.things
    whole = [f"{rng.choice(_HOME)}{every_one}", f"全屋{every_one}"]
    yield Scope(
        rng.choice([*whole, every_one] if home.speaker.room is None else whole), selector(home), things
    )
    rooms = [r.name for r in home.world.rooms if sum(t.room == r.name for t in things) > 1]
    for room in rng.sample(rooms, min(2, len(rooms))):
        place = in_room(spoken_room(home, room, rng), rng)
        members = tuple(t for t in things if t.room == room)
        target = selector(home, None, [home.room_label(room)])
        yield Scope(f"{place}{every_one}", target, members)
        if room == home.speaker.room:
            yield Scope(f"{rng.choice(HERE)}{every_one}", target, members)
    for floor in home.world.floors:
        place = rng.choice(floor_names(home, floor))
        members = tuple(t for t in things if t.room in home.world.rooms_on(floor))
        yield Scope(f"{place}{every_one}",
            selector(home, None, [home.floor_label(floor)]), members)  # fmt: skip
