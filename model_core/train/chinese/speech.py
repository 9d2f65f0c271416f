"""What people call the things and rooms of a Chinese home, and which devices such words could mean.

Mandarin writes no spaces and knows no plural: a noun alone is one device or all of them, 那 or 一 with a
measure word is one.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence

from model_core.language.vocabulary import clean
from model_core.train.chinese.names import BRANDS, ROOM_SYNONYMS
from model_core.train.chinese.numerals import numeral
from model_core.train.chinese.words import WORDS
from model_core.train.home import Household
from model_core.world import Thing

Able = Callable[[Thing], bool]
HERE = ("这里", "这儿", "这个房间", "这间屋子", "屋里", "我这儿", "这屋", "房间里", "我这边")
_HERE_OF = ("这里的", "这儿的", "这个房间的", "屋里的", "我这儿的", "这屋的", "这边的")
_NUMBERS = str.maketrans("一二三四五六七八九", "123456789")
_NUMBERED = re.compile(r"^(\d)号(.+)$")
_LATIN = re.compile(r"[a-z0-9]")
_NAMELESS = frozenset({"list", "scene", "calendar", "weather"})
"""Kinds that nobody speaks of by the noun alone or by a room."""


def key(text: str) -> str:
    """The text in a form that is equal for ways to write the same: without 的, spaces and numerals."""
    plain = clean(text).replace(" ", "").replace("的", "").translate(_NUMBERS)
    numbered = _NUMBERED.match(plain)
    if numbered:
        plain = f"{numbered[2]}{numbered[1]}"
    return re.sub(r"(\d)号", r"\1", plain)


def spelled(text: str) -> str:
    """A name as it stands in a sentence: lower case, single spaces."""
    return " ".join(text.casefold().split())


def nouns(home: Household, thing: Thing) -> tuple[str, ...]:
    """Common nouns for the device."""
    words = WORDS.get(home.kinds[thing.id])
    if words is None:
        return (clean(thing.type),)
    own = tuple(s for s in words.special if s in thing.name)
    return own or words.nouns


def noun_of_all(home: Household, things: Sequence[Thing], rng: random.Random) -> str | None:
    """A noun that fits all of these devices of one kind; None when some of them are called otherwise."""
    shared = [n for n in nouns(home, things[0]) if all(n in nouns(home, t) for t in things)]
    if not shared:
        return None
    return shared[0] if rng.random() < 0.65 else rng.choice(shared)


def room_names(home: Household, room: str) -> tuple[str, ...]:
    """The room's name and the synonyms that mean no other room of this home."""
    plain = spelled(room)
    others = {key(r.name) for r in home.world.rooms if r.name != room}
    near = list(ROOM_SYNONYMS.get(plain, ()))
    classes = list(home.room_class.values())
    kind = home.room_class.get(room, "")
    if kind == "bedroom" and sum(c in {"bedroom", "kids"} for c in classes) == 1:
        near.append("卧室")
    if plain.endswith("的房间"):
        near.append(plain.replace("的房间", "房间"))
    elif plain.endswith("房间") and len(plain) > 3:
        near.append(plain.replace("房间", "的房间"))
    if plain[-1:].isdigit():
        near += [f"{plain[:-1]}{numeral(int(plain[-1]))}", f"{plain[-1]}号{plain[:-1]}"]
    fitting = [n for n in near if not any(key(n) in o or o in key(n) for o in others)]
    return (plain, *dict.fromkeys(n for n in fitting if n != plain))


def spoken_room(home: Household, room: str, rng: random.Random) -> str:
    """The room as a person says it."""
    names = room_names(home, room)
    return names[0] if len(names) == 1 or rng.random() < 0.85 else rng.choice(names[1:])


def in_room(said: str, rng: random.Random) -> str:
    """`厨房里`, `阳台上`, or the room alone."""
    if said.endswith(("阳台", "露台", "天台", "走廊", "过道", "楼梯")):
        return said + ("上" if rng.random() < 0.4 and not said.endswith(("廊", "过道")) else "")
    return said + ("里" if rng.random() < 0.35 and not said.endswith(("里", "上", "口", "号")) else "")


def floor_names(home: Household, floor: str) -> tuple[str, ...]:
    """Ways to speak of a floor."""
    plain = spelled(floor)
    said = [plain]
    floors = home.world.floors
    for old, new in (("楼", "层"), ("层", "楼")):
        if plain.endswith(old) and plain[0] in "一二三负":
            said.append(plain.replace(old, new))
    if plain[0].isdigit():
        said.append(f"{numeral(int(plain[0]))}楼")
    if len(floors) == 2 and set(floors) <= {"一楼", "二楼", "一层", "二层", "1楼", "2楼"}:
        said.append("楼下" if plain[0] in "一1" else "楼上")
    taken = {key(r.name) for r in home.world.rooms}
    return tuple(s for s in said if key(s) not in taken) or (plain,)


def joined(place: str, noun: str, rng: random.Random, *, of: float = 0.6) -> str:
    """`客厅的灯` or `客厅灯`."""
    plain = place.endswith(("里", "上", "房间", "这儿", "这边", "屋")) or place.startswith("这")
    return f"{place}的{noun}" if plain or rng.random() < of else f"{place}{noun}"


def one(home: Household, thing: Thing, said: str, rng: random.Random) -> str:
    """`那盏台灯`: with a measure word it is one device."""
    words = WORDS.get(home.kinds[thing.id])
    return f"{rng.choice(('那', '那', '这'))}{rng.choice(words.measure if words else ('个',))}{said}"


def resolve(home: Household, words: str, able: Able | None = None) -> tuple[Thing, ...]:
    """Every device that the words could mean for a speaker where `home.speaker` is; the best reading wins.

    A full name beats room and name, that beats room and noun, that beats the noun where the speaker is, that
    beats part of a name and the noun anywhere. A noun that fits several is nobody's name.
    """
    said, here = key(words), home.speaker.room
    things = [t for t in home.world.things if able is None or able(t)]
    names = {t.id: key(t.name) for t in things}
    called = {t.id: {key(n) for n in nouns(home, t)} for t in things}
    rooms = {t.id: [key(r) for r in room_names(home, t.room)] if t.room else [] for t in things}
    generic = [t for t in things if said in called[t.id]]
    nearby = [t for t in generic if here is not None and t.room == here]
    exact = [t for t in things if names[t.id] == said] if len(generic) < 2 else []
    placed = [t for t in things if any(r + n == said for r in rooms[t.id] for n in called[t.id])]
    if exact and nearby and not any(t in nearby for t in exact):
        return tuple(dict.fromkeys((*exact, *nearby)))
    for level in (
        exact,
        [t for t in things if any(r + names[t.id] == said for r in rooms[t.id]) and len(placed) < 2],
        placed,
        nearby,
        [t for t in things if t in generic or said in names[t.id]],
        [t for t in things if _covers(said, names[t.id], called[t.id], rooms[t.id])],
    ):
        if level:
            return tuple(t for t in level if t.room == here) or tuple(level) if here else tuple(level)
    return ()


def _covers(said: str, name: str, called: set[str], rooms: Sequence[str]) -> bool:
    rests = [said.removeprefix(r) for r in rooms if said.startswith(r)]
    return any(rest and (rest in name or any(rest in n for n in called)) for rest in rests)


def spoken(home: Household, thing: Thing, rng: random.Random, able: Able | None = None) -> str | None:
    """Words that can mean no other able device here; None when there are none."""
    options = list(_options(home, thing, rng))
    while options:
        at = rng.choices(range(len(options)), [w for w, _, _ in options])[0]
        _, said, means = options.pop(at)
        if means == _SURE or resolve(home, means or said, able) == (thing,):
            marked = rng.random() < 0.06 and thing.id not in home.proper and _takes_one(home, thing, said)
            return one(home, thing, said, rng) if marked else said
    return None


def _takes_one(home: Household, thing: Thing, said: str) -> bool:
    """`那盏台灯` but neither `那盏客厅的灯` nor `那盏小明的台灯`."""
    plain = "的" not in said and thing.room is not None and not said.startswith(room_names(home, thing.room))
    return (
        plain and not _LATIN.search(said) and said.endswith(nouns(home, thing)) and said[0] not in "那这一二"
    )


_SURE = "*"
"""Marks words that were already found to mean one device."""
_Option = tuple[float, str, str]


def _options(home: Household, thing: Thing, rng: random.Random) -> Iterator[_Option]:
    """Ways to speak of a device: weight, the words, and the words that decide what they mean if others."""
    name = spelled(thing.name)
    kind = home.kinds[thing.id]
    yield 5.0, name, ""
    for weight, said in _variants(home, thing, name):
        yield weight, said, ""
    called = nouns(home, thing)
    noun = called[0] if rng.random() < 0.6 else rng.choice(called)
    if kind not in _NAMELESS:
        yield 1.6, noun, ""
        if thing.id in home.proper and not any(n in name for n in called):
            yield 0.6, f"{name}{noun}" if rng.random() < 0.6 else f"{name}那{_measure(kind, rng)}{noun}", name
    if thing.room is not None and kind not in _NAMELESS:
        yield from _placed(home, thing, thing.room, noun, rng)


def _measure(kind: str, rng: random.Random) -> str:
    return rng.choice(WORDS[kind].measure) if kind in WORDS else "个"


def _variants(home: Household, thing: Thing, name: str) -> Iterator[tuple[float, str]]:
    """The name in other ways: 的 put in or left out, a number in words, the brand left away."""
    if thing.id in home.proper:
        return
    owner, joint, owned = name.partition("的")
    if joint and len(owner) > 1 and len(owned) > 1 and not name.startswith(spelled(thing.room or "?")):
        yield 0.8, f"{owner}{owned}"
        yield 0.6, owned
    room = spelled(thing.room or "")
    rest = name.removeprefix(room) if room else name
    if rest and rest != name and "的" not in name and not _several_there(home, thing, rest):
        yield 1.2, f"{room}的{rest}"
    brand = next((b.casefold() for b in BRANDS if name.startswith(b.casefold())), "")
    if brand:
        yield 1.2, name.removeprefix(brand).strip()
    if name[-1].isdigit() and len(name) > 1:
        base, n = name[:-1].rstrip(), int(name[-1])
        if not base[-1:].isdigit() and not base.endswith("号"):
            yield 1.0, f"{base}{numeral(n)}"
            yield 0.7, f"{n}号{base}"
            yield 0.7, f"{numeral(n)}号{base}"
    if re.match(r"\d号", name):
        yield 1.0, f"{numeral(int(name[0]))}{name[1:]}"


def _several_there(home: Household, thing: Thing, rest: str) -> bool:
    """`客厅的灯` speaks of all lights there even where one of them is called 客厅灯."""
    mates = home.of_type(home.kinds[thing.id], thing.room)
    return len(mates) > 1 and key(rest) in {key(n) for n in nouns(home, thing)}


def _placed(home: Household, thing: Thing, place: str, noun: str, rng: random.Random) -> Iterator[_Option]:
    """Ways to speak of a device by the room or floor it is in."""
    name = spelled(thing.name)
    floor = next((r.floor for r in home.world.rooms if r.name == place), None)
    if floor is not None and _alone_on(home, thing, floor):
        yield 0.9, joined(rng.choice(floor_names(home, floor)), noun, rng, of=0.85), _SURE
    alone = len(home.of_type(home.kinds[thing.id], place)) == 1
    if place == home.speaker.room and alone:
        yield 0.7, rng.choice(_HERE_OF) + noun, noun
    room = spoken_room(home, place, rng)
    if not any(r[:2] in name for r in room_names(home, place)):
        inside = in_room(room, rng)
        said = f"{inside}{name}" if "的" in name and inside != room else joined(inside, name, rng, of=0.75)
        yield 1.6 if "的" not in said[: -len(name)] or "的" not in name else 0.2, said, f"{room}{name}"
    if alone or not _several_there(home, thing, noun):
        yield 1.8, joined(in_room(room, rng), noun, rng), f"{room}{noun}"


def _alone_on(home: Household, thing: Thing, floor: str) -> bool:
    rooms = home.world.rooms_on(floor)
    words = {key(f) for f in floor_names(home, floor)}
    others = [t for t in home.world.things if t.id != thing.id]
    return not any(
        (home.kinds[t.id] == home.kinds[thing.id] and (t.room in rooms or t.room is None))
        or any(w in key(t.name) for w in words)
        for t in others
    )
