"""Rooms and floors in the characters of a phrase."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from model_core.language.vocabulary import Vocabulary, clean
from model_core.reading.chinese.nouns import PEOPLE, ROOMS
from model_core.reading.chinese.text import numbers
from model_core.reading.chinese.traditional import simplified

_INSIDE = r"(?:里面|里头|里边|里|上面|上|那边|那儿|那里|内)?"
_STOREY = re.compile(rf"^(\d+[楼层]){_INSIDE}(.*)$")
_NUMBERED = re.compile(r"^(\d)号(.+)$")
_BEDROOMS = frozenset(
    {"客房", "儿童房", "婴儿房", "孩子房", "女儿房", "儿子房", "宝宝房", "老人房", "父母房", "小孩房"}
)
_LOW, _HIGH = ("1楼", "1层", "楼下", "首层", "1f", "底层"), ("2楼", "2层", "楼上", "2f")


@lru_cache(maxsize=8192)
def key(text: str) -> str:
    """The text in a form that is equal for ways to write the same: without 的 and spaces, with digits."""
    plain = numbers(clean(simplified(text), fallback="")).replace(" ", "").replace("的", "")
    numbered = _NUMBERED.match(plain)
    if numbered:
        plain = f"{numbered[2]}{numbered[1]}"
    return re.sub(r"(\d)号", r"\1", plain)


class Places:
    """The places of one home and what people call them."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        world = vocabulary.world
        rooms = [r.name for r in world.rooms]
        self._names = {room: _room_names(room, rooms) for room in rooms}
        floors = {floor: _floor_names(floor, world.floors) for floor in world.floors}
        said: dict[str, set[str]] = {}
        for place, names in (*self._names.items(), *floors.items()):
            for name in names:
                said.setdefault(name, set()).add(place)
        own: dict[str, set[str]] = {}
        for place in (*floors, *rooms):
            own.setdefault(key(place), set()).add(place)
        self._said = {n: next(iter(p)) for n, p in {**said, **own}.items() if len(p) == 1 and n}
        self.every = frozenset(said)
        """Whatever any place is called, even where it is not clear which."""
        self._first = re.compile(rf"^({_any(self._said)}){_INSIDE}(.*)$")
        known = {n for group in ROOMS for n in group}
        here = {n for names in self._names.values() for n in names}
        absent = [k for k in known if not any(k in h or h in k or h[:2] == k[:2] for h in here)]
        self._absent = re.compile(rf"^({_any(absent)}){_INSIDE}(.*)$")

    def take(self, phrase: str) -> tuple[str | None, str]:
        """The place that a phrase in its key form begins with, and the rest."""
        found = self._first.match(phrase)
        return (self._said[found[1]], found[2]) if found else (None, phrase)

    def of(self, phrase: str) -> str:
        """The words for a place that a phrase in its key form begins with; empty for none."""
        place, rest = self.take(phrase)
        return phrase.removesuffix(rest) if place is not None and rest else ""

    def carried(self, parts: tuple[str, ...], is_name: Callable[[str], bool]) -> tuple[str, ...]:
        """Parts of a list, those without a place with that of the first: `客厅的灯和空调`."""
        said = key(parts[0]) if parts else ""
        place, rest = self.take(said)
        if place is None or not rest or is_name(said):
            return parts
        where = said.removesuffix(rest)
        kept = [p if self.take(key(p))[0] or is_name(key(p)) else f"{where}{p}" for p in parts[1:]]
        return (parts[0], *kept)

    def named(self, phrase: str) -> str | None:
        """The place that a phrase is the name of."""
        place, rest = self.take(phrase)
        return place if place is not None and rest in {"", "房间", "那间"} else None

    def absent(self, phrase: str) -> tuple[str | None, str]:
        """A place that people know and this home has not, and the rest of the phrase."""
        found = self._absent.match(phrase) or self._storey(phrase)
        return (found[1], found[2]) if found else (None, phrase)

    def _storey(self, phrase: str) -> re.Match[str] | None:
        """A floor of a number that none of this home's floors has."""
        found = _STOREY.match(phrase)
        here = {n for f in self._vocabulary.floor_labels for n in re.findall(r"\d+", key(f))}
        return found if found is not None and len(here) > 1 and found[1][:-1] not in here else None

    def holds(self, places: Sequence[str], room: str | None) -> bool:
        """Whether a room is one of the places or on one of them."""
        floor = self._vocabulary.floor_of.get(room or "")
        return room is not None and (room in places or (floor is not None and floor in places))

    def is_room(self, place: str) -> bool:
        """Whether a place is a room and not a floor."""
        return place in self._names

    def names(self, room: str | None) -> tuple[str, ...]:
        """What a room is called, in key form."""
        return tuple(n for n in self._names.get(room or "", ()) if self._said.get(n) == room)

    def bedrooms(self) -> tuple[str, ...]:
        """The rooms that may be meant by 卧室, where several may and it is no name of one."""
        rooms = tuple(r for r in self._names if "卧" in key(r))
        return rooms if len(rooms) > 1 and not any(n.startswith("卧室") for n in self.every) else ()

    def owners(self, room: str | None) -> tuple[str, ...]:
        """Whose room it is, by the room's name, where no other room is theirs: `妹妹` of 妹妹房."""
        owner = _owner(key(room)) if room is not None else None
        alone = owner is not None and sum(owner in key(r) for r in self._names) == 1
        return (owner,) if owner is not None and alone else ()

    def label(self, place: str) -> str:
        """The place in the plan language."""
        return (
            self._vocabulary.room_labels[place]
            if self.is_room(place)
            else self._vocabulary.floor_labels[place]
        )


def _any(names: Sequence[str] | dict[str, str]) -> str:
    return "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True)) or r"(?!)"


def _room_names(room: str, rooms: Sequence[str]) -> tuple[str, ...]:
    plain = key(room)
    others = {key(r) for r in rooms if r != room}
    near = [n for group in ROOMS if plain in group for n in sorted(group) if n != plain]
    kind = next((n for group in ROOMS for n in group if _ends_with(plain, n)), None)
    if kind is not None:
        alike = {n for group in ROOMS if kind in group for n in group}
        near += () if any(o.endswith(tuple(alike)) for o in others) else sorted(alike)
    if _is_bedroom(plain) and not any(_is_bedroom(o) for o in others):
        near.append("卧室")
    owner = _owner(plain)
    if owner is not None:
        near += [
            f"{owner}{n}"
            for n in ("屋", "屋里", "屋子", "那屋", "那间屋子", "那间屋", "那间", "那间房", "那边", "那")
        ]
    if plain.endswith(("房间", "卧室")) and len(plain) > 3:
        near.append(f"{plain[:-2]}{'房间' if plain.endswith('卧室') else '卧室'}")
    elif plain.endswith("房") and plain != "厨房":
        near.append(f"{plain}间")
    return (plain, *dict.fromkeys(n for n in near if not any(n in o or o in n for o in others)))


def _ends_with(plain: str, kind: str) -> bool:
    """Whether a room is one of a kind by its name: 开放式厨房, 二楼走廊."""
    return plain.endswith(kind) and plain != kind and kind not in {"卧室", "主卧", "次卧", "车库"}


def _owner(plain: str) -> str | None:
    """Whose room it is by its name in key form."""
    owner = next((p for p in PEOPLE if plain in {f"{p}房间", f"{p}卧室", f"{p}房"}), None)
    whose = re.match(r"^(..+?)(?:房间?|卧室)$", plain) if owner is None else None
    return whose[1] if whose is not None and plain not in _BEDROOMS else owner


def _is_bedroom(plain: str) -> bool:
    return "卧" in plain or plain.endswith("房间") or plain in _BEDROOMS


def _floor_names(floor: str, floors: Sequence[str]) -> tuple[str, ...]:
    plain = key(floor)
    names = [plain]
    for old, new in (("楼", "层"), ("层", "楼"), ("f", "楼")):
        if plain.endswith(old) and len(plain) > 1 and plain[-2].isdigit():
            names.append(f"{plain[:-1]}{new}")
    if len(floors) == 2 or sum(key(f)[:1].isdigit() for f in floors) == 2:
        names += ["楼下"] if plain in _LOW else ["楼上"] if plain in _HIGH else []
    return tuple(names)
