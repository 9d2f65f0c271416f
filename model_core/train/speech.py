"""What people call the things and rooms of a home, and which devices such words could mean."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from model_core.language.vocabulary import clean
from model_core.train.catalogue_more import KINDS
from model_core.train.home import Household
from model_core.train.names import BRANDS, ROOM_SYNONYMS
from model_core.train.phrasing import number_words
from model_core.world import Thing

_HEIGHTS = (
    ("basement",),
    ("ground", "downstairs", "main", "level 1", "1st", "lower", "erdgeschoss"),
    ("first",),
    ("second", "2nd", "level 2", "upper", "upstairs", "obergeschoss"),
    ("3rd", "third", "attic"),
)
Able = Callable[[Thing], bool]
_WORD = re.compile(r"[^\W_]+(?:'s)?")
_SMALL = frozenset({"the", "a", "an", "in", "on", "at", "of", "my", "our", "s"})
_ON = frozenset(
    {"balcony", "terrace", "patio", "porch", "deck", "veranda", "driveway", "landing", "stairs", "balkon"}
)
_PLURAL = frozenset({"light", "blind", "curtain", "speaker"})
_BRAND_WORDS = frozenset(b.casefold() for b in BRANDS)


@dataclass(frozen=True, slots=True)
class Said:
    """A way to speak of a device: without and with an article."""

    bare: str
    the: str


def tokens(text: str) -> frozenset[str]:
    """Words that carry meaning, in one form for singular and plural."""
    return frozenset(_single(w) for w in _WORD.findall(text.casefold().replace("’", "'")) if w not in _SMALL)


def _single(word: str) -> str:
    word = word.removesuffix("'s")
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def nouns(home: Household, thing: Thing) -> tuple[str, ...]:
    """Common nouns for the device; a rarer noun is left out when another device has it in its name."""
    kind = KINDS.get(home.kinds[thing.id])
    if kind is None:
        return (clean(thing.type),)
    peers = home.of_type(kind.type)
    fitting = [kind.nouns[0]]
    for noun in kind.nouns[1:]:
        wanted = tokens(noun)
        named = [t for t in peers if wanted <= tokens(t.name)]
        if thing in named or not named:
            fitting.append(noun)
    return tuple(fitting)


def room_names(home: Household, room: str) -> tuple[str, ...]:
    """The room's name and the synonyms that mean no other room of this home."""
    plain = " ".join(room.casefold().split())
    others = {tokens(r.name) for r in home.world.rooms if r.name != room}
    near = [
        s for s in ROOM_SYNONYMS.get(plain, ()) if not any(tokens(s) <= o or o <= tokens(s) for o in others)
    ]
    kind = home.room_class.get(room, "")
    if kind == "bedroom" and sum(c in {"bedroom", "kids"} for c in home.room_class.values()) == 1:
        near.append("bedroom")
    first, _, last = plain.rpartition(" ")
    if first and last.isdigit():
        near.append(f"{first} {number_words(int(last))}")
    return (plain, *(n for n in near if n != plain))


def spoken_room(home: Household, room: str, rng: random.Random) -> str:
    """The room as a person says it, without an article."""
    names = room_names(home, room)
    return names[0] if len(names) == 1 or rng.random() < 0.85 else rng.choice(names[1:])


def the_room(said: str) -> str:
    """The spoken room with its article: `the kitchen`, `mia's room`, `bedroom 2`."""
    return (
        said
        if said[-1:].isdigit() or ("'s " in said and not said.startswith(("children", "baby", "kid")))
        else f"the {said}"
    )


def in_room(said: str, rng: random.Random) -> str:
    """`in the kitchen`, `on the balcony`."""
    outside = said.rsplit(maxsplit=1)[-1] in _ON
    word = "on" if outside and rng.random() < 0.8 else "in" if rng.random() < 0.96 else "inside"
    return f"{word} {the_room(said)}"


def floor_phrases(home: Household, floor: str) -> tuple[str, ...]:
    """Ways to say where a floor is, as adverbs: `upstairs`, `on the ground floor`."""
    plain = floor.casefold()
    if plain in {"upstairs", "downstairs"}:
        return (plain,)
    named = f"on {plain}" if plain[-1:].isdigit() or "schoss" in plain else f"on the {plain}"
    order = sorted(home.world.floors, key=_height)
    if len(order) != 2 or _height(order[0]) == 0 or _height(order[0]) == _height(order[1]):
        return (named,)
    return (named, "downstairs" if floor == order[0] else "upstairs")


def _height(floor: str) -> int:
    """Floors by height; 0 is below ground."""
    plain = floor.casefold()
    for height, words in enumerate(_HEIGHTS):
        if any(w in plain for w in words):
            return height
    return len(_HEIGHTS)


def resolve(home: Household, words: str, able: Able | None = None) -> tuple[Thing, ...]:
    """Every device that the words could mean for a speaker where `home.speaker` is; the best reading wins.

    A full name beats name and room, that beats noun and room, that beats words shared with several.
    """
    said = tokens(words)
    here = home.speaker.room
    things = [t for t in home.world.things if able is None or able(t)]
    if not said or not things:
        return ()
    names = {t.id: tokens(t.name) for t in things}
    noun_sets = {t.id: [tokens(n) for n in nouns(home, t)] for t in things}
    rooms = {t.id: [tokens(r) for r in room_names(home, t.room)] if t.room else [] for t in things}
    generic = [t for t in things if said in noun_sets[t.id]]
    nearby = [t for t in generic if here is not None and t.room == here]
    exact = [t for t in things if names[t.id] == said]
    if exact and nearby and not any(t in nearby for t in exact):
        return tuple(dict.fromkeys((*exact, *nearby)))
    for level in (
        exact,
        [t for t in things if any(names[t.id] | r == said for r in rooms[t.id])],
        [t for t in things if any(n | r == said for n in noun_sets[t.id] for r in rooms[t.id])],
        nearby,
        [t for t in things if said <= names[t.id]],
        [t for t in things if _covers(said, names[t.id], noun_sets[t.id], rooms[t.id])],
    ):
        if level:
            return tuple(t for t in level if t.room == here) or tuple(level) if here else tuple(level)
    return ()


def _covers(
    said: frozenset[str],
    name: frozenset[str],
    noun_sets: Sequence[frozenset[str]],
    rooms: Sequence[frozenset[str]],
) -> bool:
    every = name.union(*noun_sets)
    return any(said <= every | r for r in (*rooms, frozenset[str]()))


def spoken(home: Household, thing: Thing, rng: random.Random, able: Able | None = None) -> Said | None:
    """A way to speak of the device that can mean no other able device here; None when there is none."""
    options = list(_options(home, thing, rng))
    while options:
        at = rng.choices(range(len(options)), [w for w, _, _ in options])[0]
        _, said, means = options.pop(at)
        if means == _SURE or resolve(home, means or said.bare, able) == (thing,):
            return said
    return None


_SURE = "*"
"""Marks words that were already found to mean one device."""
_Option = tuple[float, Said, str]


def _options(home: Household, thing: Thing, rng: random.Random) -> Iterable[_Option]:
    """Ways to speak of a device: weight, the words, and the words that decide what they mean if others."""
    name = " ".join(thing.name.casefold().split())
    proper = thing.id in home.proper
    if home.kinds[thing.id] == "light" and _has_twin(home, thing) and rng.random() < 0.8:
        name = f"{name} light"
    yield 5.0, _with_article(name, rng, proper=proper), ""
    words = name.split()
    if (
        len(words) > 1
        and words[1] not in {"room", "floor", "area"}
        and any(w.isalpha() for w in words[1:])
        and (words[0] in _BRAND_WORDS or (not proper and rng.random() < 0.5))
    ):
        yield 1.0, _with_article(" ".join(words[1:]), rng, proper=False), ""
    if len(words) > 2 and words[-1].isalpha():
        yield 0.5, _with_article(" ".join(words[-2:]), rng, proper=False), ""
    common = nouns(home, thing)
    noun = common[0] if rng.random() < 0.6 else rng.choice(common)
    kind = home.kinds[thing.id]
    if kind in KINDS and KINDS[kind].plurals and kind in _PLURAL and rng.random() < 0.2:
        noun = rng.choice(KINDS[kind].plurals[:2])
    if kind not in {"list", "scene", "calendar"}:
        yield 1.6, Said(noun, f"the {noun}"), ""
        if words[-1] != noun and proper and tokens(noun).isdisjoint(tokens(name)):
            yield 0.5, Said(f"{name} {noun}", f"the {name} {noun}"), ""
    if words[-1].isdigit() and len(words) > 1:
        yield (
            1.2,
            _with_article(" ".join([*words[:-1], number_words(int(words[-1]))]), rng, proper=True),
            name,
        )
    if thing.room is not None:
        yield from _placed(home, thing, thing.room, noun, rng)


def _placed(home: Household, thing: Thing, place: str, noun: str, rng: random.Random) -> Iterable[_Option]:
    """Ways to speak of a device by the room or floor it is in."""
    name = " ".join(thing.name.casefold().split())
    proper = thing.id in home.proper
    floor = next((r.floor for r in home.world.rooms if r.name == place), None)
    if floor is not None and _alone_on(home, thing, floor):
        where = rng.choice(floor_phrases(home, floor))
        first = where.removeprefix("on the ").removeprefix("on ")
        yield 0.9, Said(f"{noun} {where}", f"the {noun} {where}"), _SURE
        yield 0.9, Said(f"{first} {noun}", f"the {first} {noun}"), _SURE
    if place == home.speaker.room:
        here = rng.choice(("in here", "in this room", "here"))
        yield 0.7, Said(f"{noun} {here}", f"the {noun} {here}"), noun
    room = spoken_room(home, place, rng)
    inside = in_room(room, rng)
    if not tokens(room) & tokens(name):
        yield 1.0, _with_article(f"{name} {inside}", rng, proper=proper), ""
        if not proper:
            yield 1.4, _room_first(room, name), ""
    yield 1.6, _room_first(room, noun), ""
    yield 1.3, Said(f"{noun} {inside}", f"the {noun} {inside}"), ""
    if rng.random() < 0.1 and not room.endswith("s") and "'" not in room:
        yield 1.0, Said(f"{room}'s {noun}", f"the {room}'s {noun}"), ""


def _has_twin(home: Household, thing: Thing) -> bool:
    """Another entity of the same device carries the same name, like a light in a door opener."""
    return any(t.id != thing.id and (t.name, t.room) == (thing.name, thing.room) for t in home.world.things)


def _alone_on(home: Household, thing: Thing, floor: str) -> bool:
    rooms = home.world.rooms_on(floor)
    words = tokens(floor) | {"upstair", "downstair"}
    others = [t for t in home.world.things if t.id != thing.id]
    return not any(
        (home.kinds[t.id] == home.kinds[thing.id] and (t.room in rooms or t.room is None))
        or tokens(t.name) & words
        for t in others
    )


def _room_first(room: str, noun: str) -> Said:
    bare = f"{room} {noun}"
    return Said(bare, bare if "'s " in room and the_room(room) == room else f"the {bare}")


def _with_article(name: str, rng: random.Random, *, proper: bool) -> Said:
    first = name.split(maxsplit=1)[0]
    if first.endswith("'s") or first in {"the", "mr.", "mr", "sir"}:
        return Said(name, name)
    bare = proper or name.rsplit(maxsplit=1)[-1].isdigit()
    return Said(name, name if rng.random() < (0.8 if bare else 0.08) else f"the {name}")
