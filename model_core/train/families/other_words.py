"""Kind 1: a device by another word than its name has: the telly, the big light, the stopcock."""

from __future__ import annotations

import random
from collections.abc import Mapping

from model_core.train.example import Draft, family
from model_core.train.families.tables import raw, templates
from model_core.train.families.wishes import WISHES, amount_of, carry_out_wish, lines, readable
from model_core.train.home import Household
from model_core.train.phrasing import fill, say
from model_core.train.speech import in_room, resolve, spoken_room, tokens
from model_core.world import Thing

_INSTEAD: Mapping[str, str] = {
    name.strip(): templates(other)
    for name, _, other in (line.partition(">") for line in raw("nouns", "instead").splitlines() if line)
}


def _other(home: Household, thing: Thing, rng: random.Random) -> str | None:
    """The name with a part of it said otherwise, when nothing else in the home could be meant."""
    name = " ".join(thing.name.casefold().split())
    known = sorted((k for k in _INSTEAD if f" {name} ".find(f" {k} ") >= 0), key=len)
    if not known or thing.id in home.proper:
        return None
    key = known[-1]
    other = fill(_INSTEAD[key], rng)
    for twin in home.world.things:
        if twin.id != thing.id and (tokens(key) <= tokens(twin.name) or tokens(other) <= tokens(twin.name)):
            return None
    first = name.partition(key)[0].strip()
    if not name.endswith(key) or tokens(first) & {"main", "big", "top", *tokens(other)}:
        return None
    kept = first if first and (" " not in other or rng.random() < 0.6) else ""
    if kept and (" on the " in other or " over " in other or " the " in other):
        kept = ""
    words = f"{kept} {other}".strip()
    if not kept and thing.room and rng.random() < 0.3 and " the " not in other:
        words = f"{other} {in_room(spoken_room(home, thing.room, rng), rng)}"
    return words if resolve(home, words) in {(), (thing,)} else None


@family(kind=1, weight=3.0)
def by_another_word(home: Household, rng: random.Random) -> Draft | None:
    """One device, its name replaced by what people say as well."""
    things = list(home.world.things)
    rng.shuffle(things)
    for thing in things:
        wishes = [
            w
            for w in WISHES
            if home.kinds[thing.id] in w.kinds and readable(home, thing, w) and w.verb in {"set", "run"}
        ]
        words = _other(home, thing, rng) if wishes else None
        if words is None:
            continue
        wish = rng.choice(wishes)
        amount = amount_of(home, thing, wish, rng)
        the = words if "'s " in words or rng.random() < 0.06 else f"the {words}"
        plan, effects = carry_out_wish(home, (thing,), wish, amount)
        return Draft(say(rng, home, lines(wish), w=the, n=amount.said), plan, effects)
    return None
