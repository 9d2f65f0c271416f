"""Kind 10: the turn before with another value, or with more or less of it."""

from __future__ import annotations

import random

from model_core.plan import Op, Value, Word
from model_core.train.example import Draft, Effect, family
from model_core.train.families.followups import follow, last_command
from model_core.train.families.tables import table
from model_core.train.home import Household
from model_core.train.names import COLOURS
from model_core.train.phrasing import number_said, say

_T = table("followups")

_VALUES = {
    "brightness": "percent",
    "volume": "percent",
    "position": "percent",
    "speed": "percent",
    "target_temperature": "degrees",
    "color": "color",
}


@family(kind=10, weight=2.2)
def another_value(home: Household, rng: random.Random) -> Draft | None:
    """The same property with another value."""
    role = rng.choice(tuple(_VALUES))
    name = home.renames.get(role, role)
    last = last_command(
        home,
        rng,
        (3, 3, 4, 1),
        lambda last: len(last.effects) == len(last.things) and last.effects[0].name == name,
    )
    if last is None or any(e.name != name or e.unit == "F" for e in last.effects):
        return None
    value: Value
    if role == "color":
        fitting = [
            c for c in COLOURS if all((p := home.prop(t, role)) and c in p.choices for t in last.things)
        ]
        if not fitting:
            return None
        value = rng.choice(fitting)
        utterance = say(rng, home, _T["color"], c=value)
    elif any(p.choices for t in last.things if (p := home.prop(t, role))):
        return None
    else:
        value = rng.randint(17, 25) if role == "target_temperature" else rng.randrange(5, 100, 5)
        utterance = say(rng, home, _T[_VALUES[role]], n=number_said(value, rng))
    effects = tuple(Effect(e.device, e.name, value) for e in last.effects)
    return follow(home, rng, last, utterance, f"set {last.target}: {name}={value}", effects)


_RELATIVE = {
    "brightness": "brightness",
    "volume": "volume",
    "target_temperature": "heat",
    "position": "",
    "speed": "",
}


@family(kind=10, weight=2.2)
def more_or_less(home: Household, rng: random.Random) -> Draft | None:
    """More or less of the same property, or of what the device is for."""
    role = rng.choice(tuple(_RELATIVE))
    name = home.renames.get(role, role)
    last = last_command(
        home, rng, (3, 4, 1), lambda last: bool(last.things) and all(home.can(t, role) for t in last.things)
    )
    if last is None:
        return None
    if any(p.choices for t in last.things if (p := home.prop(t, role))):
        return None
    same = all(e.name == name for e in last.effects)
    prefix = _RELATIVE[role]
    if not same and not prefix:
        return None
    way = rng.choice(("more", "less"))
    block = f"{prefix}_{way}" if prefix and (not same or rng.random() < 0.6) else way
    lines = _T[block]
    said, _, word = say(rng, home, lines).partition("=")
    wanted = Word(word.strip() or way)
    effects = tuple(Effect(t.id, name, wanted) for t in last.things)
    return follow(home, rng, last, said.strip(), f"set {last.target}: {name}={wanted}", effects)


@family(kind=10, weight=0.9)
def by_amount(home: Household, rng: random.Random) -> Draft | None:
    """A step more or less, in numbers."""
    role = rng.choice(("brightness", "volume", "target_temperature"))
    name = home.renames.get(role, role)
    last = last_command(
        home, rng, (3, 4), lambda last: all(e.name == name and e.unit != "F" for e in last.effects)
    )
    if last is None:
        return None
    n, up = rng.choice((1, 2, 3) if role == "target_temperature" else (5, 10, 15, 20)), rng.random() < 0.5
    unit = rng.choice(("degrees", "")) if role == "target_temperature" else rng.choice(("percent", ""))
    utterance = say(rng, home, _T["plus" if up else "minus"], n=number_said(n, rng), u=unit)
    op = Op.ADD if up else Op.SUBTRACT
    effects = tuple(Effect(e.device, name, n, op) for e in last.effects)
    return follow(home, rng, last, utterance, f"set {last.target}: {name}{op.value}{n}", effects)
