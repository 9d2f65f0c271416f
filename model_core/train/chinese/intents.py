"""Writes the draft of one Chinese sentence about one device: what it should become, or what it should do."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence

from model_core.plan import Value
from model_core.train.chinese.speech import Able, spoken
from model_core.train.example import Draft
from model_core.train.home import Household
from model_core.train.intents import Wanted
from model_core.train.phrasing import run_effects, run_plan, say, set_effects, set_plan
from model_core.world import Thing


def set_one(
    home: Household,
    rng: random.Random,
    things: Sequence[Thing],
    wanted: Wanted | Callable[[Thing], Wanted],
    templates: tuple[str, ...],
    *,
    able: Able | None = None,
    **slots: str,
) -> Draft | None:
    """A sentence that sets one of the things; `able` says which devices the words could also mean."""
    found = choose(home, rng, things, able)
    if found is None:
        return None
    thing, said = found
    return set_these(home, say(rng, home, templates, x=said, **slots), [thing],
        wanted(thing) if callable(wanted) else wanted)  # fmt: skip


def run_one(
    home: Household,
    rng: random.Random,
    things: Sequence[Thing],
    role: str,
    templates: tuple[str, ...],
    *,
    arguments: Mapping[str, Value] | None = None,
    able: Able | None = None,
    **slots: str,
) -> Draft | None:
    """A sentence that has one of the things do something."""
    found = choose(home, rng, [t for t in things if home.can(t, role)], able)
    if found is None:
        return None
    return run_these(home, say(rng, home, templates, x=found[1], **slots), [found[0]], role, arguments)


def set_these(home: Household, text: str, things: Sequence[Thing], wanted: Wanted) -> Draft:
    """The draft of a sentence that sets devices named one by one."""
    return Draft(text, set_plan(home, things, wanted), set_effects(home, things, wanted))


def run_these(
    home: Household,
    text: str,
    things: Sequence[Thing],
    role: str,
    arguments: Mapping[str, Value] | None = None,
) -> Draft:
    """The draft of a sentence that has devices named one by one do something."""
    plan, effects = run_plan(home, things, role, arguments), run_effects(home, things, role, arguments)
    return Draft(text, plan, effects)


def choose(
    home: Household, rng: random.Random, things: Sequence[Thing], able: Able | None = None
) -> tuple[Thing, str] | None:
    """One of the things and words that mean it alone; a few are tried."""
    members = {t.id for t in things}
    for thing in rng.sample(things, min(3, len(things))):
        said = spoken(home, thing, rng, able or (lambda t: t.id in members))
        if said is not None:
            return thing, said
    return None
