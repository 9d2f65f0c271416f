"""Kind 5: an occasion is spoken of, and its scene is meant."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from model_core.plan import Value
from model_core.train.example import Draft, Effect, family
from model_core.train.families.implied_needs import only
from model_core.train.families.tables import table
from model_core.train.home import Household
from model_core.train.intents import BEDTIME, LEAVING
from model_core.train.phrasing import (
    group_plan,
    run_effects,
    run_plan,
    say,
    selector,
    set_effects,
    set_plan,
)
from model_core.world import Thing

_PLAIN: Mapping[str, Sequence[tuple[str, Mapping[str, Value]]]] = {
    "good night|bedtime": BEDTIME,
    "away|leaving home": LEAVING,
}
"""What an occasion means in a home that has no scene for it."""
_FILM = "movie night|movie time|cinema"


def scenes_of(home: Household, key: str) -> tuple[Thing, ...]:
    """The scenes of a home that belong to an occasion."""
    names = frozenset(n for n in key.split("|") if n)
    return tuple(t for t in home.of_type("scene") if t.name.casefold() in names)


@family(kind=5, weight=2.0)
def occasion(home: Household, rng: random.Random) -> Draft | None:
    """An occasion that has one scene."""
    table_of = table("implied_occasions")
    fitting = [key for key in table_of if len(scenes_of(home, key)) == 1]
    if not fitting:
        return None
    key = rng.choice(fitting)
    scene = scenes_of(home, key)[0]
    if _taken(home, key, scene):
        return None
    text = say(rng, home, table_of[key])
    return Draft(text, run_plan(home, [scene], "activate"), run_effects(home, [scene], "activate"))


def _taken(home: Household, key: str, scene: Thing) -> bool:
    """A dinner may be romantic: with a scene for each, the plain words do not tell which."""
    others = [k for k in table("implied_occasions") if k != key and scene.name.casefold() in k.split("|")]
    return any(len(scenes_of(home, k)) != 1 for k in others)


@family(kind=5, weight=0.8)
def occasion_without_scene(home: Household, rng: random.Random) -> Draft | None:
    """Bedtime, leaving or a film in a home without a scene for it: only what is plain."""
    key = rng.choice((*_PLAIN, _FILM))
    if scenes_of(home, key):
        return None
    text = say(rng, home, table("implied_occasions")[key])
    if key == _FILM:
        screen = only(home, home.of_type("television"))
        if screen is None:
            return None
        wanted: Mapping[str, Value] = {"on": True}
        return Draft(text, set_plan(home, [screen], wanted), set_effects(home, [screen], wanted))
    steps: list[str] = []
    effects: tuple[Effect, ...] = ()
    for kind, values in _PLAIN[key]:
        things = tuple(t for t in home.of_type(kind) if all(home.can(t, role) for role in values))
        if things:
            steps.append(group_plan(home, selector(home, kind), things, values))
            effects += set_effects(home, things, values)
    return Draft(text, "; ".join(steps), effects) if steps else None
