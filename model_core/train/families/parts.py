"""Wishes as parts of a longer sentence: each as a whole command and without its verb."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from model_core.plan import Value
from model_core.train.amounts import degrees, percent_said, plain_percent
from model_core.train.example import Effect
from model_core.train.families.impossible import absent_thing
from model_core.train.families.tables import table
from model_core.train.home import Household
from model_core.train.intents import MEDIA, Wanted, choose, cover
from model_core.train.items import item_said
from model_core.train.phrasing import (
    group_plan,
    run_effects,
    run_plan,
    say,
    set_effects,
    set_plan,
)
from model_core.train.scopes import scope
from model_core.train.speech import Said
from model_core.world import Thing

_T = table("joined")
_HEATING = ("thermostat", "heater", "air conditioner")
COVERING = ("curtain", "blind", "garage door", "gate")
NOT_SWITCHED = frozenset({"scene", "list", "phone", "car", "calendar", "weather"})


@dataclass(frozen=True, slots=True)
class Part:
    """One wish: as a whole command, without its verb where that can be said, and what it does."""

    full: str
    short: str
    plan: str
    effects: tuple[Effect, ...] = ()
    protect: tuple[str, ...] = ()

    @property
    def devices(self) -> frozenset[str]:
        """Ids of the devices that it moves."""
        return frozenset(e.device for e in self.effects)


def _said(home: Household, rng: random.Random, block: str, said: Said, n: str = "") -> tuple[str, str]:
    slots = {"the": said.the, "x": said.bare, "n": n}
    return say(rng, home, _T[block], **slots), say(rng, home, _T[f"{block} short"], **slots)


def _setting(
    home: Household, rng: random.Random, block: str, found: tuple[Thing, Said] | None, wanted: Wanted, n: str
) -> Part | None:
    if found is None or " and " in found[1].the:
        return None
    thing, said = found
    plan, effects = set_plan(home, [thing], wanted), set_effects(home, [thing], wanted)
    return Part(*_said(home, rng, block, said, n), plan, effects)


def _pick(home: Household, rng: random.Random, role: str, *kinds: str) -> tuple[Thing, Said] | None:
    things = [t for t in home.able(role, *kinds) if home.kinds[t.id] not in NOT_SWITCHED]
    return choose(home, rng, things)


def _switch(home: Household, rng: random.Random) -> Part | None:
    on = rng.random() < 0.5
    return _setting(home, rng, f"on={str(on).lower()}", _pick(home, rng, "on"), {"on": on}, "")


def _brightness(home: Household, rng: random.Random) -> Part | None:
    n = plain_percent(rng)
    found = _pick(home, rng, "brightness", "light")
    return _setting(home, rng, "brightness", found, {"brightness": n}, percent_said(n, rng))


def _colour(home: Household, rng: random.Random) -> Part | None:
    found = _pick(home, rng, "color", "light")
    attribute = home.prop(found[0], "color") if found else None
    if attribute is None or not attribute.choices:
        return None
    colour = rng.choice(attribute.choices)
    return _setting(home, rng, "color", found, {"color": colour}, colour)


def _volume(home: Household, rng: random.Random) -> Part | None:
    n = plain_percent(rng)
    return _setting(home, rng, "volume", _pick(home, rng, "volume", *MEDIA), {"volume": n}, str(n))


def _heat(home: Household, rng: random.Random) -> Part | None:
    amount = degrees(rng, 17, 25)
    found = _pick(home, rng, "target_temperature", *_HEATING)
    return _setting(home, rng, "target_temperature", found, {"target_temperature": amount.value}, amount.said)


def _half_open(home: Household, rng: random.Random) -> Part | None:
    n = plain_percent(rng)
    said = (
        rng.choice(("half", "halfway", "fifty percent")) if n == 50 else f"{n}{rng.choice(('%', ' percent'))}"
    )
    return _setting(
        home, rng, "position", _pick(home, rng, "position", "curtain", "blind"), {"position": n}, said
    )


def _covering(home: Household, rng: random.Random) -> Part | None:
    kinds = {k for k in COVERING if home.of_type(k)}
    things = [t for t in home.world.things if home.kinds[t.id] in kinds]
    able = [t for t in things if home.can(t, "position") or home.can(t, "open")]
    found = choose(home, rng, able, lambda t: t in able)
    if found is None:
        return None
    open_it = rng.random() < 0.5
    vertical = home.kinds[found[0].id] == "blind" and rng.random() < 0.6
    block = ("raise" if open_it else "lower") if vertical else "open" if open_it else "close"
    return _setting(home, rng, block, found, cover(home, found[0], open_it=open_it), "")


def _lock(home: Household, rng: random.Random) -> Part | None:
    locked = rng.random() < 0.75
    found = _pick(home, rng, "locked", "lock")
    return _setting(home, rng, "lock" if locked else "unlock", found, {"locked": locked}, "")


def _machine(home: Household, rng: random.Random) -> Part | None:
    role, kinds = rng.choice(
        (
            ("start", ("washer", "dryer", "dishwasher", "vacuum", "mower")),
            ("dock", ("vacuum", "mower")),
            ("pause", ("washer", "dryer", "dishwasher", "vacuum", "mower", *MEDIA)),
        )
    )
    things = home.able(role, *kinds)
    found = choose(home, rng, things)
    if found is None or " and " in found[1].the:
        return None
    thing, said = found
    plan, effects = run_plan(home, [thing], role), run_effects(home, [thing], role)
    return Part(*_said(home, rng, role, said), plan, effects)


def _listing(home: Household, rng: random.Random) -> Part | None:
    found = choose(home, rng, home.able("add", "list"))
    item, kept = item_said(rng, home.split, shopping=True)
    if found is None or " and " in item:
        return None
    arguments: Mapping[str, Value] = {"item": kept}
    full, short = _said(home, rng, "add", found[1], item)
    plan = run_plan(home, [found[0]], "add", arguments)
    return Part(full, short, plan, run_effects(home, [found[0]], "add", arguments))


def _group(home: Household, rng: random.Random) -> Part | None:
    kind = rng.choice(("light", "light", "light", "blind", "curtain", "lock", "fan", "plug", "speaker"))
    if not home.of_type(kind):
        return None
    found = scope(home, rng, kind)
    if found is None or " except " in found.target or " and " in found.said:
        return None
    wanted: Wanted
    n_said = ""
    if kind in {"blind", "curtain"}:
        open_it = rng.random() < 0.5
        if len({home.prop(t, "position") is None for t in found.members}) != 1:
            return None
        wanted, block = cover(home, found.members[0], open_it=open_it), "open" if open_it else "close"
        if kind == "blind" and rng.random() < 0.6:
            block = "raise" if open_it else "lower"
    elif kind == "lock":
        wanted, block = {"locked": True}, "lock"
    elif kind == "light" and rng.random() < 0.25:
        n = plain_percent(rng)
        wanted, block, n_said = {"brightness": n}, "brightness", percent_said(n, rng)
    else:
        on = rng.random() < 0.3
        wanted, block = {"on": on}, f"on={str(on).lower()}"
    if not all(home.can(t, r) for t in found.members for r in wanted):
        return None
    said = Said(found.said, found.said)
    full, short = _said(home, rng, block, said, n_said)
    if block == "lock":
        full = full.replace(" is locked", " are locked")
    plan = group_plan(home, found.target, found.members, wanted)
    return Part(full, short, plan, set_effects(home, found.members, wanted))


_MAKERS: tuple[tuple[Callable[[Household, random.Random], Part | None], float], ...] = (
    (_switch, 5),
    (_brightness, 1.5),
    (_colour, 0.8),
    (_volume, 1),
    (_heat, 2),
    (_half_open, 0.8),
    (_covering, 2.5),
    (_lock, 1.8),
    (_machine, 1.5),
    (_listing, 0.5),
    (_group, 2.5),
)


def part(home: Household, rng: random.Random) -> Part | None:
    """A wish that this home can grant."""
    make = rng.choices([m for m, _ in _MAKERS], [w for _, w in _MAKERS])[0]
    return make(home, rng)


def absent(home: Household, rng: random.Random) -> Part | None:
    """A thing that is not there, wished for like any other."""
    words = absent_thing(home, rng)
    if words is None:
        return None
    block = rng.choice(("on=true", "on=false"))
    return Part(
        *_said(home, rng, block, Said(words, f"the {words}")), f'refuse unknown "{words}"', (), (words,)
    )


def unable(home: Household, rng: random.Random) -> Part | None:
    """A device that cannot do what is wished."""
    role, block, kinds = rng.choice(
        (
            ("locked", "lock", ("light", "television", "speaker", "fan", "plug")),
            ("open", "open", ("light", "television", "speaker", "plug")),
            ("volume", "volume", ("light", "fan", "plug", "lock")),
            ("brightness", "brightness", ("lock", "fan", "vacuum", "light")),
            ("target_temperature", "target_temperature", ("light", "television", "plug", "fan")),
            ("color", "color", ("light", "television", "fan", "plug")),
            ("dock", "dock", ("light", "television", "speaker")),
        )
    )
    others = {"open": ("open", "position"), "brightness": ("brightness", "volume", "speed", "position")}
    roles = others.get(role, (role,))
    things = [
        t for t in home.world.things if home.kinds[t.id] in kinds and not any(home.prop(t, r) for r in roles)
    ]
    things = [t for t in things if not home.action(t, role)]
    found = choose(home, rng, things, lambda _thing: True)
    if found is None or " and " in found[1].the:
        return None
    n = plain_percent(rng)
    shown = {
        "color": rng.choice(("red", "green", "blue")),
        "volume": str(n),
        "brightness": percent_said(n, rng),
    }
    said = _said(home, rng, block, found[1], shown.get(role, f"{rng.randint(17, 24)} degrees"))
    return Part(*said, f"refuse unable: {home.label(found[0])}")
