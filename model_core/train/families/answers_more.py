"""Kind 10: answers that pick several of those asked about, or one by owner or by what sets it apart."""

from __future__ import annotations

import random

from model_core.train.example import Draft, family
from model_core.train.families.ambiguous import carry_out
from model_core.train.families.answers import choices_of, pending, turns_of
from model_core.train.families.tables import table
from model_core.train.home import Household
from model_core.train.phrasing import say
from model_core.train.speech import spoken, tokens
from model_core.world import Thing

_T = table("followups")


@family(kind=10, weight=3.5)
def some_of_them(home: Household, rng: random.Random) -> Draft | None:
    """Two of three or more, or all but one."""
    read = pending(home, rng)
    choices = choices_of(home, read) if read else ()
    if read is None or len(choices) < 3 or read.wish.verb not in {"set", "run"}:
        return None
    roll = rng.random()
    if roll < 0.2:
        said, chosen = say(rng, home, _T["answer_first_two"]), choices[:2]
    elif roll < 0.3:
        said, chosen = say(rng, home, _T["answer_first_last"]), (choices[0], choices[-1])
    elif roll < 0.55 and len(choices) <= 4:
        spared = rng.choice(choices)
        found = spoken(home, spared, rng, lambda t: t in choices)
        if found is None:
            return None
        said = say(rng, home, _T["answer_but"], d=found.the)
        chosen = tuple(t for t in choices if t is not spared)
    else:
        first, second = rng.sample(choices, 2)
        one, two = (spoken(home, t, rng, lambda t: t in choices) for t in (first, second))
        if one is None or two is None or " and " in one.the + two.the:
            return None
        said, chosen = say(rng, home, _T["answer_two"], d=one.the, e=two.the), (first, second)
    plan, effects = carry_out(home, chosen, read)
    return Draft(said, plan, effects, history=turns_of(home, rng, read))


@family(kind=10, weight=1.6)
def by_what_sets_it_apart(home: Household, rng: random.Random) -> Draft | None:
    """`the left one`, `mia's`."""
    read = pending(home, rng)
    if read is None:
        return None
    choices = choices_of(home, read)
    marked = [(t, w) for t in choices for w in _marks(t, choices)]
    if not marked:
        return None
    chosen, word = rng.choice(marked)
    said = say(rng, home, _T["answer_owner" if word.endswith("'s") else "answer_quality"], q=word)
    plan, effects = carry_out(home, (chosen,), read)
    return Draft(said, plan, effects, history=turns_of(home, rng, read))


def _marks(thing: Thing, choices: tuple[Thing, ...]) -> list[str]:
    """Words of its name that none of the others has, in its name or in its place."""
    others = set[str]()
    for other in choices:
        if other is not thing:
            others |= tokens(other.name) | tokens(other.room or "") | tokens(other.type)
    words = thing.name.casefold().split()[:-1]
    return [
        w
        for w in words
        if (w.isalpha() or (w.endswith("'s") and w[:-2].isalpha()))
        and tokens(w)
        and not tokens(w) & others
        and w not in {"room", "floor", "area", "the"}
    ]
