"""Kind 5, the contrast: a need that is spoken of beside a command; the command is done and nothing else."""

from __future__ import annotations

import random
from collections.abc import Mapping

from model_core.plan import Op, Value, Word
from model_core.train.catalogue_more import KINDS
from model_core.train.example import Draft, Effect, family
from model_core.train.families.borrow import borrow, clause, devices_of, is_clause, is_imperative
from model_core.train.families.tables import nested
from model_core.train.home import Household
from model_core.train.phrasing import say
from model_core.train.speech import tokens

_SWITCHED: Mapping[str, tuple[str, str]] = {
    "light": ("light on", "light off"),
    "fan": ("cool", "rest"),
    "air conditioner": ("cool", "rest"),
    "heater": ("warm", "rest"),
    "television": ("media on", "media off"),
    "speaker": ("media on", "media off"),
    "humidifier": ("dry", "rest"),
    "dehumidifier": ("damp", "rest"),
    "air purifier": ("smell", "rest"),
    "kettle": ("drink", ""),
}
_STARTED = {
    "vacuum": "dirt",
    "dishwasher": "wash",
    "washer": "wash",
    "dryer": "wash",
    "coffee maker": "drink",
    "irrigation": "garden",
}
_LEVELS: Mapping[str, tuple[str, str]] = {
    "brightness": ("light less", "light more"),
    "target_temperature": ("cool", "warm"),
    "volume": ("quiet", "loud"),
}
_BOUNDS = {"brightness": (35, 65), "target_temperature": (18, 21), "volume": (25, 60), "position": (30, 60)}
_CLIMATE = frozenset({"thermostat", "heater", "air conditioner"})
_UP = frozenset({Word.MORE, Word.SLIGHTLY_MORE, Word.MUCH_MORE, Word.MAXIMUM})
_DOWN = frozenset({Word.LESS, Word.SLIGHTLY_LESS, Word.MUCH_LESS, Word.MINIMUM})
_ABSENT: Mapping[str, tuple[str, str]] = {
    "heater": ("turn on the {x}", "warm"),
    "fan": ("turn on the {x}", "cool"),
    "air conditioner": ("switch on the {x}", "cool"),
    "humidifier": ("turn on the {x}", "dry"),
    "dehumidifier": ("turn on the {x}", "damp"),
    "air purifier": ("switch the {x} on", "smell"),
    "television": ("turn on the {x}", "media on"),
    "coffee maker": ("turn the {x} on", "drink"),
    "kettle": ("switch on the {x}", "drink"),
    "vacuum": ("start the {x}", "dirt"),
    "irrigation": ("turn on the {x}", "garden"),
    "blind": ("close the {x}", "cover close"),
    "curtain": ("open the {x}", "cover open"),
}


@family(kind=5, weight=2.0)
def reason(home: Household, rng: random.Random) -> Draft | None:
    """A command with a reason in front of it or behind it."""
    draft = borrow(home, rng, (1, 2, 3, 4), lambda d: is_clause(d) and _fit(home, d) is not None)
    key = _fit(home, draft) if draft is not None else None
    if draft is None or key is None:
        return None
    return Draft(_said(home, rng, clause(draft), key), draft.plan, draft.expected, protect=draft.protect)


@family(kind=5, weight=0.3)
def reason_for_nothing(home: Household, rng: random.Random) -> Draft | None:
    """The same for a device that the home has nothing like."""
    known = frozenset[str]().union(
        *(tokens(t.name) | tokens(t.type) for t in home.world.things),
        *(tokens(n) for k in {*home.kinds.values()} & KINDS.keys() for n in KINDS[k].nouns),
    )
    options = [
        (kind, noun)
        for kind in _ABSENT
        if not home.of_type(kind)
        for noun in KINDS[kind].nouns[:2]
        if not tokens(noun) & known
    ]
    if not options:
        return None
    kind, noun = rng.choice(options)
    command, key = _ABSENT[kind]
    text = _said(home, rng, command.replace("{x}", noun), key)
    return Draft(text, f'refuse unknown "{noun}"', (), protect=(noun,))


def _said(home: Household, rng: random.Random, command: str, key: str) -> str:
    part = rng.choice(("why", "why", "aim"))
    reason_said = say(rng, home, nested("implied_reasons", part)[key])
    frames = nested("implied_reasons", "frames")[part]
    if not is_imperative(command):
        frames = tuple(f for f in frames if " so {cmd}" not in f and "please" not in f)
    return say(rng, home, frames, cmd=command, why=reason_said, aim=reason_said)


def _fit(home: Household, draft: Draft) -> str | None:
    """The reasons that go with all that the draft does, or None when it does several kinds of things."""
    kinds = {home.kinds[d] for d in devices_of(draft)}
    keys = {_key(home, effect) for effect in draft.expected or ()}
    if len(kinds) != 1 or len(keys) != 1:
        return None
    return next(iter(keys)) or None


def _key(home: Household, effect: Effect) -> str:
    kind = home.kinds[effect.device]
    role = next((r for r, own in home.renames.items() if own == effect.name), effect.name)
    if effect.value is None:
        return _action(kind, role)
    if role == "on":
        pair = _SWITCHED.get(kind, ("", ""))
        return pair[0] if effect.value is True else pair[1] if effect.value is False else ""
    if role == "locked" and kind == "lock":
        return "shut" if effect.value is True else "unshut" if effect.value is False else ""
    if role == "muted":
        return "quiet" if effect.value is True else ""
    if role in {"open", "position"}:
        return _opened(kind, role, effect)
    if role in _LEVELS and (role != "target_temperature" or kind in _CLIMATE):
        up = _rises(role, effect)
        return "" if up is None else _LEVELS[role][up]
    return ""


def _action(kind: str, role: str) -> str:
    if role == "start":
        return _STARTED.get(kind, "")
    if kind in {"television", "speaker"}:
        return {"pause": "quiet", "play": "media on"}.get(role, "")
    return ""


def _opened(kind: str, role: str, effect: Effect) -> str:
    up = effect.value if role == "open" and isinstance(effect.value, bool) else _rises("position", effect)
    if up is None or kind == "valve":
        return ""
    if kind in {"blind", "curtain"}:
        return "cover open" if up else "cover close"
    return ("unshut" if up else "shut") if kind in {"garage door", "gate"} else ""


def _rises(role: str, effect: Effect) -> bool | None:
    """True for up, False for down, None for what is neither."""
    value: Value | Word | None = effect.value
    if isinstance(value, Word):
        return True if value in _UP else False if value in _DOWN else None
    if not isinstance(value, int | float) or isinstance(value, bool) or effect.unit:
        return None
    if effect.op in {Op.ADD, Op.SUBTRACT}:
        return effect.op is Op.ADD
    low, high = _BOUNDS[role]
    if effect.op is not Op.ASSIGN or low < value < high:
        return None
    return value >= high
