"""Kind 7, the other half: sentences just like the impossible ones about devices that are there and can."""

from __future__ import annotations

import random
from collections.abc import Mapping

from model_core.train.example import Draft, Family, family
from model_core.train.families.tables import table
from model_core.train.home import Household
from model_core.train.names import COLOURS
from model_core.train.phrasing import number_said, run_effects, run_plan, say, set_effects, set_plan
from model_core.train.speech import spoken
from model_core.world import Thing

_T = table("impossible")


@family(kind=7, weight=4.5)
def possible(home: Household, rng: random.Random) -> Draft | None:
    """The same sentences about devices that are there and can."""
    uses = rng.choice(("on_off", "value", "open", "lock", "question", "color", "play", "temperature"))
    return _POSSIBLE[uses](home, rng)


def _chosen(home: Household, rng: random.Random, role: str, *kinds: str) -> tuple[Thing, str, str] | None:
    things = home.able(role, *kinds)
    if not things:
        return None
    thing = rng.choice(things)
    said = spoken(home, thing, rng, lambda t: home.can(t, role))
    return (thing, said.the, said.bare) if said else None


def _set(home: Household, rng: random.Random, role: str, block: str, value: int | str | bool) -> Draft | None:
    found = _chosen(home, rng, role)
    if found is None:
        return None
    thing, the, bare = found
    attribute = home.prop(thing, role)
    if attribute is None or (attribute.choices and value not in attribute.choices):
        return None
    shown = number_said(value, rng) if isinstance(value, int) and not isinstance(value, bool) else str(value)
    lines = tuple(t for t in _T[block] if "{n}" in t or "{c}" in t)
    utterance = say(rng, home, lines, x=the, d=the, D=bare, n=shown, c=shown)
    wanted = {role: value}
    return Draft(utterance, set_plan(home, [thing], wanted), set_effects(home, [thing], wanted))


def _on_off(home: Household, rng: random.Random) -> Draft | None:
    found = _chosen(home, rng, "on")
    if found is None:
        return None
    on = rng.random() < 0.5
    lines = tuple(t for t in _T["absent_on_off"] if "{on|off}" in t)
    utterance = say(rng, home, tuple(t.replace("{on|off}", "on" if on else "off") for t in lines), x=found[1])
    return Draft(utterance, set_plan(home, [found[0]], {"on": on}), set_effects(home, [found[0]], {"on": on}))


def _open(home: Household, rng: random.Random) -> Draft | None:
    up = rng.random() < 0.5
    role = rng.choice(("position", "open"))
    found = _chosen(home, rng, role, "curtain", "blind", "garage door", "gate", "valve")
    if found is None:
        return None
    utterance = rng.choice(
        (
            "{v} {x}",
            "{v} {x} please",
            "can you {v} {x}",
            "please {v} {x}",
            "{v} {x} for me",
            "could you {v} {x}",
        )
    )
    verb = "open" if up else rng.choice(("close", "shut"))
    wanted = {role: (100 if up else 0) if role == "position" else up}
    text = utterance.replace("{v}", verb).replace("{x}", found[1])
    return Draft(text, set_plan(home, [found[0]], wanted), set_effects(home, [found[0]], wanted))


def _lock(home: Household, rng: random.Random) -> Draft | None:
    found = _chosen(home, rng, "locked", "lock", "car")
    if found is None:
        return None
    shut = rng.random() < 0.6
    lines = tuple(t for t in _T["absent_lock"] if "{lock|unlock}" in t or shut)
    utterance = say(
        rng, home, tuple(t.replace("{lock|unlock}", "lock" if shut else "unlock") for t in lines), x=found[1]
    )
    wanted = {"locked": shut}
    return Draft(utterance, set_plan(home, [found[0]], wanted), set_effects(home, [found[0]], wanted))


def _question(home: Household, rng: random.Random) -> Draft | None:
    found = _chosen(home, rng, "on")
    attribute = home.prop(found[0], "on") if found else None
    if found is None or attribute is None:
        return None
    lines = tuple(t for t in _T["absent_question"] if t.endswith((" on", "{on|off}")))
    utterance = say(rng, home, tuple(t.replace("{on|off}", "on") for t in lines), x=found[1])
    return Draft(utterance, f"check {home.label(found[0])}: {attribute.name}=true", ())


def _play(home: Household, rng: random.Random) -> Draft | None:
    found = _chosen(home, rng, "play", "speaker", "television")
    if found is None:
        return None
    lines = tuple(t for t in _T["play"] if t.startswith(("play", "let", "put")))
    lines = tuple(t.replace("a song|", "").replace("jazz|", "") for t in lines)
    utterance = say(rng, home, lines, d=found[1])
    return Draft(utterance, run_plan(home, [found[0]], "play"), run_effects(home, [found[0]], "play"))


_POSSIBLE: Mapping[str, Family] = {
    "on_off": _on_off,
    "open": _open,
    "lock": _lock,
    "question": _question,
    "play": _play,
    "value": lambda home, rng: _set(
        home, rng, "brightness", "dim", rng.choice((5, 10, 20, 25, 30, 40, 50, 60, 70, 80, 90))
    ),
    "color": lambda home, rng: _set(home, rng, "color", "color", rng.choice(COLOURS)),
    "temperature": lambda home, rng: _set(
        home, rng, "target_temperature", "temperature", rng.randint(17, 25)
    ),
}
