"""Kind 10: the one in the other room, the others, two more, another property, the opposite."""

from __future__ import annotations

import random
from collections.abc import Sequence

from model_core.plan import Value, Word
from model_core.train.amounts import plain_percent
from model_core.train.example import Draft, Effect, family
from model_core.train.families.borrow import borrow, devices_of, is_command
from model_core.train.families.followups import Last, attribute_of, fits, follow, last_command, moved_to
from model_core.train.families.tables import table
from model_core.train.home import Household
from model_core.train.phrasing import number_said, say, selector, set_effects
from model_core.train.scopes import plural
from model_core.train.speech import in_room, resolve, spoken, spoken_room, tokens
from model_core.world import Thing

_T = table("followups")
_OTHERS = ("light", "blind", "curtain", "fan", "plug", "speaker", "television", "heater", "camera", "lock")


def _single(last: Last) -> bool:
    return len(last.things) == 1 and not last.target.startswith("all") and "previous" not in last.ending


def _peers(home: Household, last: Last) -> list[Thing]:
    """Other devices of the kind that can do the same."""
    thing = last.things[0]
    return [
        t
        for t in home.of_type(home.kinds[thing.id])
        if t is not thing and all(fits(t, e) for e in last.effects)
    ]


def _alone_in_room(home: Household, thing: Thing) -> bool:
    return thing.room is not None and len(home.of_type(home.kinds[thing.id], thing.room)) == 1


@family(kind=10, weight=1.8)
def room_one(home: Household, rng: random.Random) -> Draft | None:
    """`the kitchen one too`, `not that one, the one in the hall`."""
    last = last_command(
        home,
        rng,
        (1, 3, 4),
        lambda last: _single(last) and any(_alone_in_room(home, t) for t in _peers(home, last)),
    )
    if last is None:
        return None
    fitting = [t for t in _peers(home, last) if _alone_in_room(home, t) and t.room != last.things[0].room]
    if not fitting:
        return None
    other = rng.choice(fitting)
    block = rng.choice(("room_one_too", "room_one_too", "room_one_instead"))
    said = say(rng, home, _T[block], r=spoken_room(home, other.room or "", rng))
    return follow(
        home,
        rng,
        last,
        said,
        f"{last.verb} {home.label(other)}: {last.ending}",
        moved_to(last.effects, other),
    )


@family(kind=10, weight=2.5)
def the_others(home: Household, rng: random.Random) -> Draft | None:
    """After one of a kind, all the others of it."""
    last = last_command(
        home, rng, (1, 3, 4), lambda last: _single(last) and home.kinds[last.things[0].id] in _OTHERS
    )
    if last is None:
        return None
    thing, kind = last.things[0], home.kinds[last.things[0].id]
    near = [t for t in home.of_type(kind, thing.room) if t is not thing] if thing.room else []
    everywhere = [t for t in home.of_type(kind) if t is not thing]
    places: list[str] = []
    where, members = "", everywhere
    if len(near) > 1 and rng.random() < 0.5:
        members, places = near, [home.room_label(thing.room or "")]
        where = in_room(spoken_room(home, thing.room or "", rng), rng)
        if thing.room == home.speaker.room:
            where = rng.choice(("in here", "in this room", where))
    elif near:
        where = rng.choice(("in the house", "everywhere", "in the whole house"))
    if len(members) < 2 or not all(fits(t, e) for t in members for e in last.effects):
        return None
    said = say(rng, home, _T["others"], k=plural(home, kind, rng), p=where)
    target = selector(home, kind, places, [home.label(thing)])
    effects = tuple(e for t in members for e in moved_to(last.effects, t))
    return follow(home, rng, last, said, f"{last.verb} {target}: {last.ending}", effects)


@family(kind=10, weight=1.0)
def two_more(home: Household, rng: random.Random) -> Draft | None:
    """The same for two others."""
    last = last_command(home, rng, (1, 3, 4), lambda last: _single(last) and len(_peers(home, last)) > 1)
    if last is None:
        return None
    chosen = rng.sample(_peers(home, last), 2)
    said = [spoken(home, t, rng) for t in chosen]
    names = [s.the for s in said if s is not None and " and " not in s.the]
    if len(names) < 2:
        return None
    effects = tuple(e for t in chosen for e in moved_to(last.effects, t))
    plan = _steps(home, chosen, last)
    return follow(home, rng, last, say(rng, home, _T["two_more"], d=names[0], e=names[1]), plan, effects)


def _steps(home: Household, things: Sequence[Thing], last: Last) -> str:
    """Devices of one class share a step."""
    classes = {id(home.vocabulary.class_of[t.id]) for t in things}
    targets = [", ".join(map(home.label, things))] if len(classes) == 1 else [home.label(t) for t in things]
    return "; ".join(f"{last.verb} {target}: {last.ending}" for target in targets)


_THEN: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("brightness", "percent", ("on", "color")),
    ("brightness", "percent", ("on",)),
    ("color", "color", ("on", "brightness")),
    ("volume", "volume", ("on", "source", "muted")),
    ("target_temperature", "degrees", ("on", "mode")),
)


@family(kind=10, weight=2.2)
def another_property(home: Household, rng: random.Random) -> Draft | None:
    """After it was moved, its brightness, colour, volume or temperature."""
    role, block, before = rng.choice(_THEN)
    name = home.renames.get(role, role)
    last = last_command(
        home,
        rng,
        (1, 2, 3),
        lambda last: (
            all(home.can(t, role) for t in last.things)
            and {e.name for e in last.effects} <= {home.renames.get(r, r) for r in before}
            and all(e.value is not False and e.value != Word.PREVIOUS for e in last.effects)
        ),
    )
    if last is None or not last.things:
        return None
    attributes = [p for t in last.things if (p := home.prop(t, role))]
    value: Value
    if role == "color":
        common = set(attributes[0].choices).intersection(*(p.choices for p in attributes))
        if not common:
            return None
        value = rng.choice(sorted(common))
    elif any(p.choices for p in attributes):
        return None
    else:
        value = rng.randint(17, 25) if role == "target_temperature" else plain_percent(rng)
    many = "_many" if len(last.things) > 1 and block in {"percent", "color"} else ""
    if len(last.things) > 1 and not many:
        return None
    n = number_said(value, rng) if isinstance(value, int) else ""
    said = say(rng, home, _T[f"then_{block}{many}"], n=n, c=str(value))
    return follow(
        home,
        rng,
        last,
        said,
        f"set {last.target}: {name}={value}",
        set_effects(home, last.things, {role: value}),
    )


@family(kind=10, weight=0.8)
def another_choice(home: Household, rng: random.Random) -> Draft | None:
    """A mode, a source or a level, and another one instead."""

    def chosen(last: Last) -> bool:
        return len(last.effects) == 1 and bool(_choices_of(home, last.effects[0]))

    last = last_command(home, rng, (3, 12, 13), chosen)
    if last is None:
        return None
    effect = last.effects[0]
    others = [c for c in _choices_of(home, effect) if c != effect.value and c != "off" and c.isascii()]
    if not others or effect.name == home.renames.get("color", "color"):
        return None
    value = rng.choice(others)
    said = say(rng, home, _T["choice"], c=value.casefold())
    plan = f"set {last.target}: {effect.name}={value.casefold()}"
    return follow(home, rng, last, said, plan, (Effect(effect.device, effect.name, value),))


def _choices_of(home: Household, effect: Effect) -> tuple[str, ...]:
    attribute = (
        attribute_of(home, effect)
        if isinstance(effect.value, str) and not isinstance(effect.value, Word)
        else None
    )
    return attribute.choices if attribute is not None else ()


_REVERSED = (
    ("position", "close_again", 0), ("position", "open_again", 100), ("open", "close_again", False),
    ("open", "open_again", True), ("locked", "lock_again", True), ("locked", "unlock_again", False),
)  # fmt: skip


@family(kind=10, weight=3.0)
def the_opposite(home: Household, rng: random.Random) -> Draft | None:
    """`close it again`, `lock it again` after it was opened or unlocked."""
    role, block, value = rng.choice(_REVERSED)
    name = home.renames.get(role, role)
    opposite: Value = 100 - value if role == "position" else not value
    last = last_command(
        home,
        rng,
        (1, 1, 2, 3),
        lambda last: (
            len(last.effects) == len(last.things) > 0
            and all(e.name == name and e.value == opposite for e in last.effects)
        ),
    )
    if last is None:
        return None
    if len(last.things) > 1:
        block = {"close_again": "close_them", "open_again": "open_them"}.get(block, "")
    if not block:
        return None
    written = str(value).lower()
    return follow(
        home, rng, last, say(rng, home, _T[block]), f"set {last.target}: {name}={written}",
        set_effects(home, last.things, {role: value}),
    )  # fmt: skip


@family(kind=10, weight=1.3)
def machine_then(home: Household, rng: random.Random) -> Draft | None:
    """A machine that was started is paused, stopped or sent home."""
    role, block = rng.choice((("pause", "pause_it"), ("stop", "stop_it"), ("dock", "dock_it")))
    last = last_command(
        home,
        rng,
        (1, 12, 13),
        lambda last: (
            last.verb == "run"
            and _single(last)
            and home.action(last.things[0], role) is not None
            and last.ending.split()[0] in {home.renames.get(r, r) for r in ("start", "resume", "play")}
        ),
    )
    action = home.action(last.things[0], role) if last else None
    if last is None or action is None:
        return None
    effects = (Effect(last.things[0].id, action.name),)
    return follow(home, rng, last, say(rng, home, _T[block]), f"run {last.target}: {action.name}", effects)


@family(kind=10, weight=0.9)
def both_of_them(home: Household, rng: random.Random) -> Draft | None:
    """The two devices of the turn before, on or off."""
    last = last_command(
        home, rng, (2, 6), lambda last: len(last.things) == 2 and all(home.can(t, "on") for t in last.things)
    )
    names = {p.name for t in last.things if (p := home.prop(t, "on"))} if last else set()
    if last is None or len(names) != 1 or len(last.effects) != 2 or {e.name for e in last.effects} != names:
        return None
    on = not last.effects[0].value
    plan = f"set {last.target}: {names.pop()}={str(on).lower()}"
    said = say(rng, home, _T["both_on" if on else "both_off"])
    return follow(home, rng, last, said, plan, set_effects(home, last.things, {"on": on}))


@family(kind=10, weight=3.5)
def complete_anyway(home: Household, rng: random.Random) -> Draft | None:
    """A sentence that names another device of the same kind in full: the turn before does not matter."""
    draft = borrow(
        home, rng, (1, 3, 3, 4), lambda d: is_command(d) and ";" not in d.plan and len(devices_of(d)) == 1
    )
    thing = home.world.thing(next(iter(devices_of(draft)))) if draft else None
    if draft is None or thing is None or not tokens(thing.name) <= tokens(draft.utterance):
        return None
    if resolve(home, thing.name) != (thing,):
        return None
    kind = home.kinds[thing.id]
    last = last_command(
        home,
        rng,
        (1, 3, 4),
        lambda last: _single(last) and last.things[0] is not thing and home.kinds[last.things[0].id] == kind,
    )
    if last is None:
        return None
    return Draft(draft.utterance, draft.plan, draft.expected, history=(last.turn,), protect=draft.protect)
