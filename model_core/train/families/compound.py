"""Kind 6: two to five wishes in one sentence, some of which cannot be granted."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from model_core.plan import Value
from model_core.train.example import Draft, Effect, family
from model_core.train.families.asking import plural
from model_core.train.families.borrow import borrow, clause, devices_of, is_clause, is_imperative
from model_core.train.families.impossible import absent_thing
from model_core.train.families.tables import table
from model_core.train.home import Household
from model_core.train.names import COLOURS
from model_core.train.phrasing import (
    group_plan,
    number_said,
    run_effects,
    run_plan,
    say,
    selector,
    set_effects,
    set_plan,
)
from model_core.train.speech import in_room, spoken, spoken_room, the_room
from model_core.world import Thing

_T = table("compound")
_LINES = {2: "two", 3: "three", 4: "four", 5: "five"}
_SLOTS = "abcde"


def _usable(draft: Draft) -> bool:
    plain = is_clause(draft) and " and " not in draft.utterance and len(draft.utterance.split()) <= 9
    return plain and "previous" not in draft.plan and ";" not in draft.plan


def _refusal(draft: Draft) -> bool:
    said = draft.utterance
    fine = not set(said) & set(".!?;,") and " and " not in said and is_imperative(said)
    return fine and draft.plan.startswith(("refuse unknown", "refuse unable"))


def _question(draft: Draft) -> bool:
    return (
        not set(draft.utterance) & set(".!?;,")
        and " and " not in draft.utterance
        and "refuse" not in draft.plan
    )


def _parts(
    home: Household, rng: random.Random, count: int, kinds: Sequence[int], bad: int
) -> list[Draft] | None:
    """Parts that do not meddle with one another, `bad` of them impossible."""
    parts: list[Draft] = []
    moved: set[str] = set()
    for _ in range(count - bad):
        part = borrow(home, rng, kinds, _usable)
        if part is None or devices_of(part) & moved:
            return None
        parts.append(part)
        moved |= devices_of(part)
    for _ in range(bad):
        part = borrow(home, rng, (7,), _refusal)
        if part is None:
            return None
        parts.append(part)
    if len({p.plan for p in parts}) < count:
        return None
    rng.shuffle(parts)
    return parts


def _joined(home: Household, rng: random.Random, parts: Sequence[Draft]) -> Draft:
    said = [clause(p) for p in parts]
    lines = _T[_LINES[len(parts)]]
    if not all(is_imperative(s) for s in said):
        lines = tuple(t for t in lines if t.startswith("{a}") and "while" not in t)
    utterance = say(rng, home, lines, **dict(zip(_SLOTS, said, strict=False)))
    effects: list[Effect] = [e for p in parts for e in p.expected or ()]
    protect = tuple(w for p in parts for w in p.protect)
    return Draft(utterance, "; ".join(p.plan for p in parts), tuple(effects), protect=protect)


def _several(
    home: Household, rng: random.Random, counts: Mapping[int, float], kinds: Sequence[int], bad: int
) -> Draft | None:
    for _ in range(6):
        count = rng.choices(tuple(counts), tuple(counts.values()))[0]
        parts = _parts(home, rng, count, kinds, bad)
        if parts is not None:
            return _joined(home, rng, parts)
    return None


@family(kind=6, weight=3.5)
def mixed(home: Household, rng: random.Random) -> Draft | None:
    """Wishes of several kinds, all of them possible."""
    return _several(home, rng, {2: 6, 3: 3, 4: 1, 5: 0.5}, (1, 2, 3, 4, 12, 13), 0)


@family(kind=6, weight=2.0)
def partly_impossible(home: Household, rng: random.Random) -> Draft | None:
    """The valid wishes are planned, the others refused, in the order said."""
    return _several(home, rng, {2: 6, 3: 3, 4: 0.6}, (1, 2, 3, 12), 1)


@family(kind=6, weight=1.0)
def with_question(home: Household, rng: random.Random) -> Draft | None:
    """A wish and a question."""
    first, second = borrow(home, rng, (1, 2, 3), _usable), borrow(home, rng, (9,), _question)
    if first is None or second is None:
        return None
    a, b = clause(first), second.utterance
    if rng.random() < 0.35:
        joint = rng.choice((" and then ", ", then ", " and ", "? also ", "? and "))
        return Draft(f"{b}{joint}{a}", f"{second.plan}; {first.plan}", first.expected)
    joint = rng.choice((" and ", " and tell me ", ", ", ". ", ", and ", " and also ", ". also, ", " then "))
    if "tell" in joint and not b.startswith(("if ", "whether ", "what ", "how ", "which ")):
        joint = " and "
    return Draft(f"{a}{joint}{b}", f"{first.plan}; {second.plan}", first.expected)


_SHARED: tuple[tuple[str, str, Value | None], ...] = (
    ("on=true", "on", True),
    ("on=true", "on", True),
    ("on=false", "on", False),
    ("on=false", "on", False),
    ("brightness=", "brightness", None),
    ("volume=", "volume", None),
    ("position=", "position", None),
    ("color=", "color", None),
    ("open", "position", 100),
    ("close", "position", 0),
    ("open", "open", True),
    ("close", "open", False),
    ("locked=true", "locked", True),
    ("run pause", "pause", None),
    ("run start", "start", None),
)


def _list(rng: random.Random, names: Sequence[str]) -> str:
    last = rng.choice((" and ", " and ", " and ", ", and " if len(names) > 2 else " and ", " & ", " plus "))
    return ", ".join(names[:-1]) + last + names[-1]


@family(kind=6, weight=3.0)
def shared_verb(home: Household, rng: random.Random) -> Draft | None:
    """One verb for two to four devices, one of which may not be there."""
    block, role, value = rng.choice(_SHARED)
    things = [t for t in home.able(role) if home.kinds[t.id] not in {"scene", "list", "phone"}]
    if block in {"open", "close", "position="}:
        things = [
            t for t in things if home.kinds[t.id] in {"curtain", "blind", "garage door", "gate", "valve"}
        ]
    absent = absent_thing(home, rng) if rng.random() < 0.2 and block in {"on=true", "on=false"} else None
    count = rng.choices((2, 3, 4), (0.65, 0.27, 0.08))[0]
    if len(things) < count:
        return None
    chosen = rng.sample(things, count)
    said = [spoken(home, t, rng, lambda t: home.can(t, role)) for t in chosen]
    articles = rng.random() < 0.75
    names = [s.the if articles else s.bare for s in said if s]
    if len(names) < count or any(" and " in n for n in names):
        return None
    number, wanted = _wanted(home, rng, chosen, role, value, block)
    if wanted is None and not block.startswith("run"):
        return None
    if absent is not None:
        at = rng.randrange(count)
        names[at], said[at] = (f"the {absent}" if articles else absent), None
    utterance = say(rng, home, _T[block], l=_list(rng, names), n=number)
    kept = [t for t, s in zip(chosen, said, strict=True) if s is not None]
    effects = set_effects(home, kept, wanted) if wanted is not None else run_effects(home, kept, role)
    protect = tuple(names) if absent else ()
    return Draft(utterance, _in_order(home, chosen, said, role, wanted, absent), effects, protect=protect)


def _wanted(
    home: Household, rng: random.Random, things: Sequence[Thing], role: str, value: Value | None, block: str
) -> tuple[str, dict[str, Value] | None]:
    if block.startswith("run"):
        return "", None
    if value is None and role == "color":
        value = rng.choice(COLOURS)
        if not all((p := home.prop(t, role)) and value in p.choices for t in things):
            return "", None
        return str(value), {role: value}
    if value is None:
        value = rng.choice((5, 10, 15, 20, 25, 30, 40, 50, 60, 70, 75, 80, 90))
        return number_said(int(value), rng), {role: value}
    return "", {role: value}


def _in_order(
    home: Household,
    chosen: Sequence[Thing],
    said: Sequence[object],
    role: str,
    wanted: dict[str, Value] | None,
    absent: str | None,
) -> str:
    steps: list[str] = []
    run: list[Thing] = []
    for thing, name in [*zip(chosen, said, strict=True), (None, None)]:
        if name is not None and thing is not None:
            run.append(thing)
            continue
        if run:
            steps.append(set_plan(home, run, wanted) if wanted is not None else run_plan(home, run, role))
            run = []
        if thing is not None and absent:
            steps.append(f'refuse unknown "{absent}"')
    return "; ".join(steps)


@family(kind=6, weight=1.5)
def rooms_together(home: Household, rng: random.Random) -> Draft | None:
    """`the kitchen and hall lights`."""
    kinds = [
        k
        for k in ("light", "light", "blind", "curtain", "plug", "fan", "speaker")
        if len(home.rooms_with(k)) > 1
    ]
    if not kinds:
        return None
    kind = rng.choice(kinds)
    block, role, value = rng.choice([s for s in _SHARED if s[2] is not None and not s[0].startswith("run")])
    rooms = [r for r in home.rooms_with(kind) if any(home.can(t, role) for t in home.of_type(kind, r))]
    if len(rooms) < 2 or value is None:
        return None
    pair = rng.sample(rooms, 3 if len(rooms) > 3 and rng.random() < 0.2 else 2)
    members = [t for r in pair for t in home.of_type(kind, r)]
    names = {p.name for t in members if (p := home.prop(t, role))}
    if len(names) != 1 or not all(home.can(t, role) for t in members):
        return None
    said = [spoken_room(home, r, rng) for r in pair]
    word = plural(kind)
    words = rng.choice(
        (
            f"the {_list(rng, said)} {word}",
            f"the {word} in {_list(rng, [the_room(s) for s in said])}",
            f"{_list(rng, said)} {word}",
            f"the {word} {in_room(said[0], rng)} and the {said[1]}"
            if len(said) == 2
            else f"the {_list(rng, said)} {word}",
        )
    )
    wanted: dict[str, Value] = {role: value}
    target = selector(home, kind, [home.room_label(r) for r in pair])
    return Draft(
        say(rng, home, _T[block], l=words, n=""),
        group_plan(home, target, members, wanted),
        set_effects(home, members, wanted),
    )


@family(kind=6, weight=2.2)
def but_not(home: Household, rng: random.Random) -> Draft | None:
    """A group without one of its devices."""
    kinds = [
        k
        for k in ("light", "light", "blind", "curtain", "plug", "fan", "speaker")
        if len(home.of_type(k)) > 2
    ]
    if not kinds:
        return None
    kind = rng.choice(kinds)
    rooms = [r for r in home.rooms_with(kind) if len(home.of_type(kind, r)) > 2]
    room = rng.choice(rooms) if rooms and rng.random() < 0.6 else None
    members = home.of_type(kind, room)
    role, verb = rng.choice(
        (
            ("on", "on"),
            ("on", "off"),
            ("position", "open"),
            ("position", "close"),
            ("open", "open"),
            ("open", "close"),
        )
    )
    if not all(home.can(t, role) for t in members):
        return None
    spared = rng.choice(members)
    said = spoken(home, spared, rng, lambda t: t in members)
    if said is None:
        return None
    where = (
        f" {in_room(spoken_room(home, room, rng), rng)}"
        if room
        else rng.choice(("", " in the house", " everywhere", ""))
    )
    group = (
        rng.choice((f"all the {plural(kind)}", f"all {plural(kind)}", f"every {plural(kind)[:-1]}")) + where
    )
    first = (
        rng.choice((f"turn {verb} {group}", f"switch {verb} {group}", f"{group} {verb}"))
        if role == "on"
        else f"{verb} {group}"
    )
    value: Value = (
        verb == "on"
        if role == "on"
        else (100 if verb == "open" else 0)
        if role == "position"
        else verb == "open"
    )
    places = [home.room_label(room)] if room else []
    target = selector(home, kind, places, [home.label(spared)])
    wanted: dict[str, Value] = {role: value}
    moved = [t for t in members if t is not spared]
    utterance = say(rng, home, _T["not"], a=first, x=said.the)
    return Draft(utterance, group_plan(home, target, moved, wanted), set_effects(home, moved, wanted))


@family(kind=6, weight=1.2)
def different_values(home: Household, rng: random.Random) -> Draft | None:
    """`the lamp on and the fan off`, `the lamp to 20 and the spot to 60`."""
    role = rng.choice(("on", "on", "brightness", "volume", "position"))
    kinds = ("curtain", "blind") if role == "position" else ()
    things = [t for t in home.able(role, *kinds) if home.kinds[t.id] not in {"phone", "car"}]
    if len(things) < 2:
        return None
    first, second = rng.sample(things, 2)
    a, b = (spoken(home, t, rng, lambda t: home.can(t, role)) for t in (first, second))
    if a is None or b is None:
        return None
    if role == "on":
        on = rng.random() < 0.5
        x, y = ("on", "off") if on else ("off", "on")
        lines: tuple[str, ...] = (
            "turn {x} {a} and {y} {b}",
            "turn {a} {x} and {b} {y}",
            "{a} {x} and {b} {y}",
            "switch {a} {x} and {b} {y}",
            "switch {x} {a} but {y} {b}",
            "{x} with {a} and {y} with {b}",
            "turn {a} {x}, {b} {y}",
            "have {a} {x} but {b} {y}",
            "put {a} {x} and {b} {y}",
            "i want {a} {x} and {b} {y}",
            "set {a} to {x} and {b} to {y}",
            "{a}: {x}, {b}: {y}",
            "turn {a} {x} and {b} {y} instead",
            "{a} {x}, {b} {y} instead",
            "{a} {x}, but {b} {y}",
            "turn {x} {a}, and then {b} {y}",
            "{a} {x} and while you're at it {b} {y}",
            "can you turn {a} {x} and {b} {y}",
            "{a} should be {x}, {b} {y}",
        )
        values: tuple[Value, Value] = (on, not on)
    else:
        values = (rng.randrange(5, 50, 5), rng.randrange(50, 100, 5))
        if rng.random() < 0.5:
            values = (values[1], values[0])
        x, y = (number_said(int(v), rng) for v in values)
        lines = (
            "set {a} to {x} and {b} to {y}",
            "{a} to {x} percent and {b} to {y} percent",
            "put {a} at {x} and {b} at {y} [percent]",
            "set {a} to {x} percent, {b} to {y}",
            "{a} {x} percent, {b} {y} percent",
            "i want {a} at {x} and {b} at {y} percent",
            "change {a} to {x} and {b} to {y} percent",
            "make {a} {x} percent and {b} {y} percent",
            "{a} at {x}, {b} at {y}",
        )
    utterance = say(rng, home, lines, a=a.the, b=b.the, x=x, y=y)
    plans = [set_plan(home, [t], {role: v}) for t, v in zip((first, second), values, strict=True)]
    effects = [
        e for t, v in zip((first, second), values, strict=True) for e in set_effects(home, [t], {role: v})
    ]
    return Draft(utterance, "; ".join(plans), tuple(effects))
