"""Kind 2: both, the rest, all but two, part of the way, outside, a group and a device in one breath."""

from __future__ import annotations

import random
from collections.abc import Sequence

from model_core.plan import Value, Word
from model_core.train.amounts import percent_said, plain_percent
from model_core.train.catalogue_more import KINDS
from model_core.train.example import Draft, family
from model_core.train.families.groups import CLOSE, LOCK, OPEN
from model_core.train.families.tables import table
from model_core.train.home import Household
from model_core.train.intents import COVERS, MEDIA, Wanted, cover
from model_core.train.phrasing import group_plan, say, selector, set_effects, set_plan
from model_core.train.scopes import Scope, plural, scope
from model_core.train.speech import floor_phrases, in_room, spoken, spoken_room, the_room, tokens
from model_core.world import Thing

_T = table("group_words")
_PLURAL_KINDS = (
    "light",
    "light",
    "light",
    "light",
    "fan",
    "plug",
    "speaker",
    "heater",
    "television",
    "camera",
)
_OUTSIDE = (
    "the {w} outside", "all the {w} outside", "the outside {w}", "the outdoor {w}", "all outdoor {w}",
    "every {one} outside", "{w} outdoors", "outdoor {w}", "all {w} outside", "outside {w}",
    "the {w} outdoors", "all the outside {w}", "all the {w} that are outside",
)  # fmt: skip
_THREE = (
    "the {a}, {b} and {c} {w}", "{a}, {b} and {c} {w}", "the {w} {i}, {j} and {k}",
    "{x}, {y} and {z} {w}", "all {w} {i} and {j} and {k}", "the {w} {i}, {j} and also {k}",
    "all the {w} {i}, {j}, and {k}",
)  # fmt: skip
_INSIDE_ROOMS = frozenset({"conservatory", "sunroom", "greenhouse"})


def _switched(home: Household, rng: random.Random, found: Scope, on: bool | None = None) -> Draft | None:
    if on is None:
        on = rng.random() < 0.35
    if not all(home.can(t, "on") for t in found.members):
        return None
    text = say(rng, home, _T["on/off"], g=found.said, w="on" if on else "off")
    wanted = {"on": on}
    return Draft(
        text, group_plan(home, found.target, found.members, wanted), set_effects(home, found.members, wanted)
    )


def _moved(home: Household, rng: random.Random, kind: str, found: Scope) -> Draft | None:
    """The group does what its kind is for."""
    lines: tuple[str, ...]
    wanted: Wanted
    if kind in COVERS:
        if len({home.prop(t, "position") is None for t in found.members}) != 1:
            return None
        open_it = rng.random() < 0.5
        wanted = cover(home, found.members[0], open_it=open_it)
        lines = OPEN if open_it else CLOSE
    elif kind == "lock":
        wanted, lines = {"locked": True}, LOCK
    else:
        return _switched(home, rng, found)
    if not all(home.can(t, r) for t in found.members for r in wanted):
        return None
    text = say(rng, home, lines, g=found.said)
    return Draft(
        text, group_plan(home, found.target, found.members, wanted), set_effects(home, found.members, wanted)
    )


@family(kind=2, weight=2.2)
def both(home: Household, rng: random.Random) -> Draft | None:
    """The two of a kind in a room or in the home."""
    kind = rng.choice((*_PLURAL_KINDS, "blind", "curtain", "lock", "lock", "blind"))
    here = home.speaker.room
    options: list[tuple[str | None, str]] = []
    if len(home.of_type(kind)) == 2 and (here is None or len(home.of_type(kind, here)) != 1):
        options.append((None, ""))
    options += [
        (r, "here" if r == here else "there")
        for r in home.rooms_with(kind)
        if len(home.of_type(kind, r)) == 2
    ]
    if not options:
        return None
    room, where = rng.choice(options)
    words = plural(home, kind, rng)
    if any(tokens(t.name) == tokens(words) for t in home.of_type(kind)):
        return None
    place = ""
    if room is not None and not (where == "here" and rng.random() < 0.6):
        place = f" {in_room(spoken_room(home, room, rng), rng)}"
    said = rng.choice(
        ("both {w}{p}", "both {w}{p}", "both of the {w}{p}", "both the {w}{p}", "the two {w}{p}")
    )
    if place and rng.random() < 0.4:
        said, words, place = (
            rng.choice(("both {w}", "both the {w}")),
            f"{spoken_room(home, room or '', rng)} {words}",
            "",
        )
    members = home.of_type(kind, room)
    target = selector(home, kind, [home.room_label(room)] if room else [])
    return _moved(home, rng, kind, Scope(said.format(w=words, p=place), target, members))


def _area(
    home: Household, rng: random.Random, thing: Thing
) -> tuple[Sequence[str], str, tuple[Thing, ...]] | None:
    """A place for `the other lights`: the room that is named, here, or the whole home."""
    kind = home.kinds[thing.id]
    room = thing.room
    if room is not None and len(home.of_type(kind, room)) > 2 and rng.random() < 0.5:
        inside = in_room(spoken_room(home, room, rng), rng)
        if room == home.speaker.room and rng.random() < 0.6:
            inside = rng.choice(("in here", "in this room", "here"))
        return [home.room_label(room)], f" {inside}", home.of_type(kind, room)
    if len(home.of_type(kind)) < 3:
        return None
    return (
        [],
        rng.choice((" in the house", " everywhere", " in the whole house", " at home")),
        home.of_type(kind),
    )


@family(kind=2, weight=1.6)
def rest(home: Household, rng: random.Random) -> Draft | None:
    """One device goes one way and the others of its kind the other; or it stays as it is."""
    kind = rng.choice(_PLURAL_KINDS)
    things = [t for t in home.of_type(kind) if home.can(t, "on")]
    if len(things) < 3:
        return None
    thing = rng.choice(things)
    said = spoken(home, thing, rng)
    if said is None or not all(home.can(t, "on") for t in home.of_type(kind)):
        return None
    words = plural(home, kind, rng)
    area = _area(home, rng, thing)
    if area is None:
        return None
    places, where, members = area
    on = rng.random() < 0.2
    others = tuple(t for t in members if t is not thing)
    target = selector(home, kind, places, [home.label(thing)])
    slots = {"d": said.the, "w": "on" if on else "off", "v": "off" if on else "on"}
    if rng.random() < 0.45:
        every = rng.choice(
            (f"all the {words}{where}", f"all {words}{where}", f"every {KINDS[kind].nouns[0]}{where}")
        )
        text = say(rng, home, _T["keep"], g=every, **slots)
        return Draft(
            text, group_plan(home, target, others, {"on": on}), set_effects(home, others, {"on": on})
        )
    group = rng.choice(
        (f"all the other {words}{where}", f"the other {words}{where}", f"all other {words}{where}",
         f"the rest of the {words}{where}", f"every other {KINDS[kind].nouns[0]}{where}")
    )  # fmt: skip
    text = say(rng, home, _T["rest"], g=group, **slots)
    first, wanted = {"on": not on}, {"on": on}
    if text.find(said.the) > text.find(group):
        return None
    plan = f"{set_plan(home, [thing], first)}; {group_plan(home, target, others, wanted)}"
    effects = (*set_effects(home, [thing], first), *set_effects(home, others, wanted))
    return Draft(text, plan, effects)


@family(kind=2, weight=1.6)
def group_and_one(home: Household, rng: random.Random) -> Draft | None:
    """`all the lamps and the tv`: a group and devices of other kinds under one verb."""
    kind = rng.choice(_PLURAL_KINDS)
    found = scope(home, rng, kind) if home.of_type(kind) else None
    if found is None or " except " in found.target or " and " in found.said or len(found.members) < 2:
        return None
    if not all(home.can(t, "on") for t in found.members):
        return None
    others = [t for t in home.able("on") if home.kinds[t.id] not in {kind, "scene", "phone", "car", "list"}]
    if not others:
        return None
    chosen = rng.sample(others, 2 if len(others) > 1 and rng.random() < 0.25 else 1)
    said = [spoken(home, t, rng, lambda t: home.can(t, "on")) for t in chosen]
    names = [s.the for s in said if s is not None and " and " not in s.the]
    if len(names) < len(chosen):
        return None
    wanted = {"on": rng.random() < 0.3}
    group = (found.said, group_plan(home, found.target, found.members, wanted))
    alone = [(n, set_plan(home, [t], wanted)) for n, t in zip(names, chosen, strict=True)]
    ordered = [group, *alone] if rng.random() < 0.65 else [*alone, group]
    spoken_all = ", ".join(n for n, _ in ordered[:-1])
    spoken_all += rng.choice((" and ", " and ", " plus ", " as well as ", " and also ")) + ordered[-1][0]
    text = say(rng, home, _T["on/off"], g=spoken_all, w="on" if wanted["on"] else "off")
    plan = "; ".join(p for _, p in ordered)
    return Draft(text, plan, set_effects(home, [*found.members, *chosen], wanted))


@family(kind=2, weight=1.0)
def bright_and_colour(home: Household, rng: random.Random) -> Draft | None:
    """A group of lights at a brightness and in a colour; those without colour take the brightness."""
    found = scope(home, rng, "light") if home.of_type("light") else None
    if found is None or " except " in found.target:
        return None
    able = [t for t in found.members if home.can(t, "brightness") and home.can(t, "color")]
    if not able or len(found.members) < 2:
        return None
    attribute = home.prop(able[0], "color")
    if attribute is None or not attribute.choices:
        return None
    colour, n = rng.choice(attribute.choices), plain_percent(rng)
    text = say(rng, home, _T["bright and colour"], g=found.said, n=percent_said(n, rng), c=colour)
    values: dict[str, Value] = {"brightness": n, "color": colour}
    if text.find(colour) < text.rfind(str(n)) and str(n) in text:
        values = {"color": colour, "brightness": n}
    return Draft(
        text, group_plan(home, found.target, found.members, values), set_effects(home, found.members, values)
    )


@family(kind=2, weight=1.2)
def part_of_the_way(home: Household, rng: random.Random) -> Draft | None:
    """Covers half open, a quarter open, three quarters closed."""
    kind = rng.choice(COVERS)
    found = scope(home, rng, kind) if home.of_type(kind) else None
    if found is None or not all(home.can(t, "position") for t in found.members):
        return None
    said, n = rng.choice(
        (("half", 50), ("half", 50), ("halfway", 50), ("a quarter", 25), ("three quarters", 75))
    )
    if rng.random() < 0.7:
        text = say(rng, home, _T["part open"], g=found.said, f=said)
    elif n == 50:
        text = say(rng, home, _T["half closed"], g=found.said)
    else:
        text, n = say(rng, home, _T["part closed"], g=found.said, f=said), 100 - n
    text = (
        text.replace("halfway way", "halfway")
        .replace("quarter way", "quarter")
        .replace("quarters way", "quarters")
    )
    wanted = {"position": n}
    return Draft(
        text, group_plan(home, found.target, found.members, wanted), set_effects(home, found.members, wanted)
    )


@family(kind=2, weight=0.8)
def extremes(home: Household, rng: random.Random) -> Draft | None:
    """A group as bright, dim, loud or quiet as it gets."""
    high = rng.random() < 0.6
    role, kinds, block = rng.choice(
        (("brightness", ("light",), "brightest" if high else "dimmest"),) * 3
        + (("volume", MEDIA, "loudest" if high else "quietest"),)
    )
    kind = rng.choice(kinds)
    found = scope(home, rng, kind) if home.of_type(kind) else None
    if found is None or len(found.members) < 2 or not any(home.can(t, role) for t in found.members):
        return None
    wanted = {role: Word.MAXIMUM if high else Word.MINIMUM}
    text = say(rng, home, _T[block], g=found.said)
    return Draft(
        text, group_plan(home, found.target, found.members, wanted), set_effects(home, found.members, wanted)
    )


@family(kind=2, weight=1.8)
def outside(home: Household, rng: random.Random) -> Draft | None:
    """The devices of a kind in the rooms that are outdoors."""
    rooms = [r.name for r in home.world.rooms if home.room_class.get(r.name) == "outdoor"]
    if not rooms or any(tokens(t.name) & {"outside", "outdoor", "exterior"} for t in home.world.things):
        return None
    kind = rng.choice(("light", "light", "light", "plug", "camera", "speaker"))
    having = [r for r in rooms if home.of_type(kind, r)]
    if not having or any(tokens(r) & _INSIDE_ROOMS for r in having):
        return None
    members = tuple(t for r in having for t in home.of_type(kind, r))
    words = plural(home, kind, rng)
    said = rng.choice(_OUTSIDE).format(w=words, one=KINDS[kind].nouns[0])
    if len(members) < 2:
        return None
    return _switched(
        home, rng, Scope(said, selector(home, kind, [home.room_label(r) for r in having]), members)
    )


@family(kind=2, weight=1.8)
def several_places(home: Household, rng: random.Random) -> Draft | None:
    """A floor and a room, or three rooms, in one breath."""
    kind = rng.choice((*_PLURAL_KINDS, "blind", "curtain", "lock"))
    rooms = home.rooms_with(kind)
    words = plural(home, kind, rng)
    if rng.random() < 0.5 and home.floors_with(kind):
        floor = rng.choice(home.floors_with(kind))
        upon = home.world.rooms_on(floor)
        elsewhere = [r for r in rooms if r not in upon]
        if not elsewhere:
            return None
        room = rng.choice(elsewhere)
        places = [(rng.choice(floor_phrases(home, floor)), home.floor_label(floor))]
        places.append((in_room(spoken_room(home, room, rng), rng), home.room_label(room)))
        if rng.random() < 0.4:
            places.reverse()
        members = tuple(t for t in home.of_type(kind) if t.room in upon or t.room == room)
        where = rng.choice((" and ", " and ", " and also ", ", and ")).join(w for w, _ in places)
        said = rng.choice(
            (f"the {words} {where}", f"all the {words} {where}", f"all {words} {where}", f"{words} {where}")
        )
    else:
        if len(rooms) < 3:
            return None
        chosen = rng.sample(rooms, 3)
        names = [spoken_room(home, r, rng) for r in chosen]
        places = [(n, home.room_label(r)) for n, r in zip(names, chosen, strict=True)]
        inside = [in_room(n, rng) for n in names]
        slots = dict(zip("abcijkxyz", [*names, *inside, *map(the_room, names)], strict=True))
        said = rng.choice(_THREE).format(w=words, **slots)
        members = tuple(t for t in home.of_type(kind) if t.room in chosen)
    target = selector(home, kind, [label for _, label in places])
    return _moved(home, rng, kind, Scope(said, target, members)) if len(members) > 1 else None


@family(kind=2, weight=0.35)
def everything_but_two(home: Household, rng: random.Random) -> Draft | None:
    """Everything, of the home or of a room, but two devices."""
    rooms = [r.name for r in home.world.rooms if sum(t.room == r.name for t in home.world.things) > 3]
    room = rng.choice(rooms) if rooms and rng.random() < 0.4 else None
    members = tuple(t for t in home.world.things if room is None or t.room == room)
    things = [t for t in members if home.can(t, "on")]
    if len(things) < 4:
        return None
    spared = rng.sample(things, 2)
    said = [spoken(home, t, rng) for t in spared]
    names = [s.the for s in said if s is not None and " and " not in s.the]
    if len(names) < 2:
        return None
    where = ""
    if room is not None:
        where = f" {in_room(spoken_room(home, room, rng), rng)}"
        if room == home.speaker.room and rng.random() < 0.5:
            where = rng.choice((" in here", " in this room"))
    elif home.speaker.room is not None or rng.random() < 0.5:
        where = rng.choice((" in the house", " everywhere", " at home"))
    but = rng.choice(("except", "except for", "but", "apart from", "other than", "but not"))
    phrase = f"everything{where} {but} {names[0]} and {names[1]}"
    places = [home.room_label(room)] if room else []
    target = selector(home, None, places, [home.label(t) for t in spared])
    others = tuple(t for t in members if t not in spared)
    lines = tuple(t for t in _T["on/off"] if " are " not in t)
    wanted: Wanted = {"on": False}
    text = say(rng, home, lines, g=phrase, w="off")
    return Draft(text, group_plan(home, target, others, wanted), set_effects(home, others, wanted))
