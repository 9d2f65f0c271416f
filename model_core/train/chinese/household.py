"""Makes homes of Chinese names; types and offers of the devices are those of the catalogue."""

from __future__ import annotations

import random

from model_core.language.vocabulary import Vocabulary, clean
from model_core.train.catalogue import DeviceKind
from model_core.train.catalogue_more import KINDS, OWNED
from model_core.train.chinese.names import BRANDS, FLOORS, NICKNAMES, OWNERS, QUALIFIERS, ROOMS
from model_core.train.chinese.numerals import numeral
from model_core.train.chinese.words import WORDS
from model_core.train.home import Household
from model_core.train.household import _CLASS_WEIGHTS as CLASS_WEIGHTS
from model_core.train.household import _NOWHERE as NOWHERE
from model_core.train.household import _RENAMES as RENAMES
from model_core.train.household import _Draft as HomeDraft
from model_core.train.household import _free as is_free
from model_core.train.household import _place as place_for
from model_core.train.splits import names_of
from model_core.world import Room, World

_STYLES = {"plain": 0.3, "room": 0.25, "owner": 0.05, "nick": 0.05, "product": 0.05, "brand": 0.06,
    "qualified": 0.1, "numbered": 0.05}  # fmt: skip
_UPPER = {"bedroom": 0.8, "kids": 0.8, "bathroom": 0.5, "office": 0.6, "hall": 0.4}
"""How likely a class of room is upstairs."""
_OUTSIDE = frozenset({"garage", "outdoor"})


def make_household(rng: random.Random, *, split: str = "train", size: int | None = None) -> Household:
    """A random Chinese home of about `size` devices (2 to 32 when not given; the median is about 11).

    Homes of the split `dev` prefer names that no training home has.
    """
    size = size or min(32, max(2, round(rng.lognormvariate(2.4, 0.6))))
    draft = HomeDraft(rng, split, _style(rng))
    draft.owners = tuple(rng.sample(names_of(OWNERS, split), rng.randint(1, 3)))
    if rng.random() < 0.12:
        for role, names in rng.sample(RENAMES, rng.randint(1, 4)):
            draft.renames[role] = rng.choice(names)
    if rng.random() < 0.35:
        draft.renames["speed"] = "fan_speed"
    if rng.random() < 0.1:
        draft.types = {k.type: rng.choice(k.other_types) for k in KINDS.values() if k.other_types}
    _rooms(draft, max(1, min(12, round(size / rng.uniform(1.5, 4.5)))))
    _devices(draft, size)
    order = {r.name: n for n, r in enumerate(draft.rooms)}
    things = draft.things
    if rng.random() < 0.6:
        things = sorted(things, key=lambda t: order.get(t.room or "", len(order)))
    world = World(tuple(draft.rooms), tuple(things))
    return Household(
        world,
        Vocabulary(world),
        draft.state,
        draft.kinds,
        draft.classes,
        draft.renames,
        frozenset(draft.proper),
        split=split,
    )


def _style(rng: random.Random) -> dict[str, float]:
    main = rng.choices(("plain", "room", "mixed", "product", "numbered"), (0.35, 0.3, 0.23, 0.07, 0.05))[0]
    if main == "mixed":
        return {style: rng.uniform(0.3, 1.0) for style in _STYLES}
    return {**_STYLES, main: _STYLES[main] + 0.8}


def _rooms(draft: HomeDraft, count: int) -> None:
    rng = draft.rng
    classes = list(CLASS_WEIGHTS)
    picked = rng.choices(classes, [CLASS_WEIGHTS[c] for c in classes], k=count)
    numbering = rng.choice(("卧室{n}", "卧室{w}", "{n}号卧室", "{w}号卧室")) if rng.random() < 0.2 else ""
    names: dict[str, str] = {}
    for kind in picked:
        name = _room_name(draft, kind, names, numbering if picked.count("bedroom") > 1 else "")
        if clean(name) not in {clean(n) for n in names}:
            names[name] = kind
    floors = rng.choice(FLOORS) if len(names) >= 3 and rng.random() < 0.4 else ()
    for name, kind in names.items():
        draft.rooms.append(Room(name, _floor(rng, floors, name, kind)))
        draft.classes[name] = kind


def _room_name(draft: HomeDraft, kind: str, taken: dict[str, str], numbering: str) -> str:
    rng = draft.rng
    if kind == "bedroom" and numbering:
        names = (numbering.format(n=n, w=numeral(n)) for n in range(1, 20))
        return next(n for n in names if n not in taken)
    if kind in {"bedroom", "kids"} and rng.random() < 0.15:
        return f"{rng.choice(draft.owners)}{rng.choice(('的房间', '的房间', '房间', '的卧室'))}"
    pool = names_of(ROOMS[kind], draft.split)
    return pool[0] if rng.random() < 0.3 else rng.choice(pool)


def _floor(rng: random.Random, floors: tuple[str, ...], name: str, kind: str) -> str | None:
    if not floors or kind in _OUTSIDE:
        return None if not floors or rng.random() < 0.5 else floors[-2 if len(floors) > 2 else 0]
    if "楼" in name and "楼梯" not in name:
        return next((f for f in floors if f.startswith(name[:2])), floors[-1])
    above = rng.random() < _UPPER.get(kind, 0.2)
    return rng.choice(floors[1:]) if above else floors[0]


def _devices(draft: HomeDraft, size: int) -> None:
    rng = draft.rng
    kinds = list(KINDS.values())
    profile = [k.weight * (rng.lognormvariate(0, 0.7) if k.type != "light" else 1.0) for k in kinds]
    for _ in range(size * 6):
        if len(draft.things) >= size:
            return
        kind = rng.choices(kinds, profile)[0]
        room = place_for(draft, kind)
        if room is NOWHERE:
            continue
        chosen = room if isinstance(room, str) else None
        name, proper = _name(draft, kind, chosen)
        if name:
            offers = draft.offers.setdefault(
                kind.type, [kind.offer(rng) for _ in range(rng.choice((1, 1, 2, 3)))]
            )
            draft.add(name, kind.type, chosen, rng.choice(offers), proper=proper)


def _name(draft: HomeDraft, kind: DeviceKind, room: str | None) -> tuple[str, bool]:
    """A name that is free in that room ("" when none was found) and whether it is a proper name."""
    rng = draft.rng
    styles = list(draft.style)
    words = WORDS[kind.type]
    for _ in range(12):
        style = rng.choices(styles, [draft.style[s] for s in styles])[0]
        base = rng.choice(words.names if rng.random() < 0.65 else words.names[:2])
        name, proper = base, False
        owned = kind.type in OWNED and rng.random() < (0.7 if kind.type == "phone" else 0.25)
        if style == "product" and kind.products and kind.type not in {"scene", "list"}:
            name, proper = rng.choice(names_of(kind.products, draft.split)), True
        elif style == "brand" and kind.rooms:
            brand = rng.choice(names_of(BRANDS, draft.split))
            name = f"{brand} {base}" if brand.isascii() and rng.random() < 0.5 else f"{brand}{base}"
        elif style == "nick" and kind.type in NICKNAMES:
            name, proper = rng.choice(names_of(NICKNAMES[kind.type], draft.split)), True
        elif (style == "owner" or owned) and kind.type not in {"scene", "weather", "alarm", "energy meter"}:
            owner = rng.choice(draft.owners)
            joint = "" if kind.type in OWNED and len(owner) == 2 and rng.random() < 0.2 else "的"
            name = f"{owner}{joint}{base}"
        elif style == "room" and room and not base.startswith(room[:2]):
            name = f"{room}{'的' if rng.random() < 0.1 else ''}{base}"
        elif style == "qualified" and kind.rooms:
            name = _qualified(rng, base)
        elif style == "numbered" and kind.rooms:
            n = rng.randint(1, 3)
            name = rng.choice(
                (f"{base}{n}", f"{n}号{base}", f"{base}{numeral(n)}" if base[1:] else f"{base}{n}")
            )
        if is_free(draft, name, room):
            return name, proper
        if kind.rooms and rng.random() < 0.35 and is_free(draft, f"{name}2", room) and not name[-1].isdigit():
            return f"{name}2", proper
    return "", False


def _qualified(rng: random.Random, base: str) -> str:
    word = rng.choice(QUALIFIERS)
    if len(word) == 1:
        return base if base[0] in "大小左右" or (len(base) == 1 and word in "新旧") else f"{word}{base}"
    return f"{word}{'的' if len(base) == 1 or rng.random() < 0.4 else ''}{base}"
