"""Kind 4: to or by, as far as it goes, half of what it is, steps for groups, complaints."""

from __future__ import annotations

import random
from collections.abc import Sequence

from model_core.plan import Op, Word
from model_core.train.amounts import percent_said
from model_core.train.example import Draft, family
from model_core.train.families.relative import degree_words
from model_core.train.families.tables import table
from model_core.train.home import Household
from model_core.train.intents import COVERS, MEDIA, Wanted, choose, is_kind, of_kinds
from model_core.train.phrasing import group_plan, number_said, pick, say, set_effects, set_plan
from model_core.train.scopes import Scope, scope

_T = table("relative")
_KINDS = {
    "brightness": ("light",),
    "volume": MEDIA,
    "speed": ("fan", "air purifier"),
    "target_temperature": ("thermostat", "heater", "air conditioner"),
    "position": COVERS,
}
_ROLES = ("brightness", "brightness", "brightness", "volume", "volume", "target_temperature")
_TIMES = (("twice", 2), ("twice", 2), ("double", 2), ("three times", 3))
_CLEAR = (
    "warm",
    "cool",
    "cold",
    "temperature",
    "hot",
)  # an air conditioner turned up may be meant to be colder
_NOT_COVERS = ("turn", "reduce", "increase", "decrease", "cut", "bump", "push")
_SINGULAR = (
    " it ",
    " it's",
    "it goes",
    "it gets",
    "it can",
    "it'll",
    "its ",
    "isn't",
    " is ",
    "what it is",
    "hurts",
)


def _one(
    home: Household, rng: random.Random, role: str, lines: Sequence[str], wanted: Wanted, **slots: str
) -> Draft | None:
    kinds = _KINDS[role]
    things = [t for t in of_kinds(home, kinds) if home.can(t, role)]
    found = choose(home, rng, things, is_kind(home, *kinds))
    if found is None or any(p.choices for t in things if (p := home.prop(t, role))):
        return None
    thing, said = found
    text = say(rng, home, tuple(lines), the=said.the, x=said.bare, **slots)
    return Draft(text, set_plan(home, [thing], wanted), set_effects(home, [thing], wanted))


def _scope(home: Household, rng: random.Random, role: str) -> Scope | None:
    kind = rng.choice(_KINDS[role])
    found = scope(home, rng, kind) if home.of_type(kind) else None
    if found is None or len(found.members) < 2 or not any(home.can(t, role) for t in found.members):
        return None
    return found


def _several(
    home: Household, rng: random.Random, role: str, lines: Sequence[str], wanted: Wanted, **slots: str
) -> Draft | None:
    found = _scope(home, rng, role)
    fitting = tuple(t for t in lines if "{x}" not in t and not any(w in f" {t} " for w in _SINGULAR))
    if found is None or not fitting:
        return None
    text = say(rng, home, fitting, the=found.said, **slots)
    return Draft(
        text,
        group_plan(home, found.target, found.members, wanted),
        set_effects(home, found.members, wanted),
        noisy="minus" not in text,
    )


@family(kind=4, weight=1.6)
def complaints(home: Household, rng: random.Random) -> Draft | None:
    """`the lamp is too dim`, `not so loud, the tv`, for one device or several."""
    role = rng.choice(_ROLES)
    up = rng.random() < 0.5
    template = pick(rng, home, _T[f"{role} {'up' if up else 'down'}"])
    slots, word = degree_words(template, rng, up=up)
    unclear = role == "target_temperature" and not any(w in template for w in _CLEAR)
    if unclear and home.of_type("air conditioner"):
        return None
    if rng.random() < 0.2:
        return _several(home, rng, role, (template,), {role: word}, **slots)
    return _one(home, rng, role, (template,), {role: word}, **slots)


@family(kind=4, weight=2.0)
def to_or_by(home: Household, rng: random.Random) -> Draft | None:
    """Up to a value or up by an amount: the same words, and one of them decides."""
    role = rng.choice((*_ROLES, "position", "speed"))
    up, to = rng.random() < 0.5, rng.random() < 0.5
    if role == "target_temperature":
        n = rng.randint(17, 25) if to else rng.choice((1, 2, 2, 3, 4))
        m = n - rng.randint(1, 4) if up else n + rng.randint(1, 4)
        unit = " degree" if n == 1 else " degrees"
        said = number_said(n, rng) + rng.choice((unit, unit, "" if to else unit))
    else:
        n = rng.randrange(20, 100, 5) if to else rng.choice((5, 10, 10, 15, 20, 25, 30))
        m = max(5, n - rng.randrange(5, 30, 5)) if up else min(100, n + rng.randrange(5, 30, 5))
        said = percent_said(n, rng)
    lines = _T[f"{'up' if up else 'down'} {'to' if to else 'by'}"]
    if role == "position":
        lines = tuple(t for t in lines if not any(w in t for w in _NOT_COVERS))
    wanted: Wanted = {role: n if to else (Op.ADD if up else Op.SUBTRACT, n, "")}
    if rng.random() < 0.3:
        return _several(home, rng, role, lines, wanted, n=said, m=str(m))
    return _one(home, rng, role, lines, wanted, n=said, m=str(m))


@family(kind=4, weight=1.2)
def as_far_as_it_goes(home: Household, rng: random.Random) -> Draft | None:
    """As bright, loud, fast or warm as it gets, or the opposite."""
    role = rng.choice((*_ROLES, "speed"))
    high = rng.random() < 0.55
    lines = _T[f"{role} {'max' if high else 'min'}"]
    return _one(home, rng, role, lines, {role: Word.MAXIMUM if high else Word.MINIMUM})


@family(kind=4, weight=1.0)
def of_what_it_is(home: Household, rng: random.Random) -> Draft | None:
    """Twice or half of what it is now, beside half as a value."""
    role = rng.choice(("brightness", "brightness", "volume"))
    roll = rng.random()
    wanted: Wanted
    if roll < 0.35:
        said, factor = rng.choice(_TIMES)
        lines, wanted = _T[f"{role} times"], {role: (Op.MULTIPLY, factor, "")}
        if said == "double":
            lines = tuple(t for t in lines if "{t} the" in t) or lines
    elif roll < 0.75:
        said, lines, wanted = "", _T[f"{role} half"], {role: (Op.MULTIPLY, 0.5, "")}
    else:
        said, lines, wanted = "", _T["at half"], {role: 50}
    make = _several if rng.random() < 0.3 else _one
    return make(home, rng, role, lines, wanted, t=said)


@family(kind=4, weight=0.5)
def group_as_before(home: Household, rng: random.Random) -> Draft | None:
    """Brightness or volume of several devices as it was."""
    role = rng.choice(("brightness", "brightness", "volume"))
    return _several(home, rng, role, _T[f"{role} back"], {role: Word.PREVIOUS})
