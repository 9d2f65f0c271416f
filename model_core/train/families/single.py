"""Kind 1: one device, by name, by room and type, by type alone."""

from __future__ import annotations

import random

from model_core.train.example import Draft, family
from model_core.train.home import Household
from model_core.train.phrasing import say, set_effects, set_plan
from model_core.train.speech import spoken

_ON = (
    "turn on {the}",
    "turn {the} on",
    "switch on {the}",
    "switch {the} on",
    "{x} on",
)


@family(kind=1, weight=2.0)
def switch_on(home: Household, rng: random.Random) -> Draft | None:
    """One switchable device on."""
    things = home.able("on")
    if not things:
        return None
    thing = rng.choice(things)
    said = spoken(home, thing, rng, lambda t: home.can(t, "on"))
    if said is None:
        return None
    wanted = {"on": True}
    return Draft(
        say(rng, home, _ON, the=said.the, x=said.bare),
        set_plan(home, [thing], wanted),
        set_effects(home, [thing], wanted),
    )
