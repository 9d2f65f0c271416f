"""Kind 2: two or three devices by name, in one breath."""

from __future__ import annotations

import random
from collections.abc import Callable

from model_core.plan import Op, Value
from model_core.train.example import Draft, family
from model_core.train.families import groups
from model_core.train.home import Household
from model_core.train.intents import COVERS
from model_core.train.phrasing import Assigned, say, set_effects, set_plan
from model_core.train.speech import spoken
from model_core.world import Thing

_NAMED: tuple[tuple[str, Assigned | Value, tuple[str, ...]], ...] = (
    ("on", True, groups.ON), ("on", False, groups.OFF), ("locked", True, groups.LOCK),
    ("position", 100, groups.OPEN), ("position", 0, groups.CLOSE), ("muted", True, groups.MUTE),
    ("brightness", 50, ("set {g} to half", "{g} to 50 percent", "dim {g} to 50%", "set {g} to 50%",
        "{g} at half brightness", "put {g} at fifty percent", "half brightness for {g}")),
    ("brightness", (Op.ADD, 10, ""), ("brighten {g} by 10%", "raise {g} by 10 percent",
        "turn up {g} by ten percent", "{g} up by 10", "make {g} 10 percent brighter", "add 10% to {g}")),
)  # fmt: skip


@family(kind=2, weight=1.4)
def named(home: Household, rng: random.Random) -> Draft | None:
    """Two or three devices by name, in one breath."""
    role, value, templates = rng.choice(_NAMED)
    things = home.able(role, *(COVERS if role == "position" else ()))
    able: Callable[[Thing], bool] = lambda t: home.can(t, role)  # noqa: E731
    count = 3 if len(things) > 3 and rng.random() < 0.3 else 2
    if len(things) < count:
        return None
    chosen = rng.sample(things, count)
    said = [spoken(home, t, rng, able) for t in chosen]
    if any(s is None for s in said):
        return None
    names = [s.the if n == 0 or rng.random() < 0.7 else s.bare for n, s in enumerate(said) if s]
    joined = f"{', '.join(names[:-1])} and {names[-1]}"
    if count == 2 and rng.random() < 0.15:
        joined = rng.choice(
            (
                f"both {joined}",
                f"{names[0]} as well as {names[1]}",
                f"{names[0]} and also {names[1]}",
                f"{names[0]} plus {names[1]}",
            )
        )
    wanted = {role: value}
    return Draft(
        say(rng, home, templates, g=joined), set_plan(home, chosen, wanted), set_effects(home, chosen, wanted)
    )
