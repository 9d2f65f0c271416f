"""The families that write Chinese sentences, apart from the English ones."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from model_core.train.chinese.noise import add_noise
from model_core.train.example import BOTH, TRAIN, Example, Family, Registered
from model_core.train.home import Household

_REGISTERED: dict[str, Registered] = {}


def family(*, kind: int, weight: float = 1.0) -> Callable[[Family], Family]:
    """Register a family; its templates are split between training and development."""

    def register(function: Family) -> Family:
        name = f"chinese.{function.__module__.rsplit('.', 1)[-1]}.{function.__name__}"
        if name in _REGISTERED:
            raise ValueError(f"The family {name} is registered twice.")
        _REGISTERED[name] = Registered(name, kind, weight, BOTH, function)
        return function

    return register


def registered(split: str = TRAIN, kinds: Iterable[int] | None = None) -> tuple[Registered, ...]:
    """Families of a split in order of name; `model_core.train.chinese.families` has to be imported first."""
    wanted = None if kinds is None else frozenset(kinds)
    return tuple(
        f
        for _, f in sorted(_REGISTERED.items())
        if f.split in {split, BOTH} and (wanted is None or f.kind in wanted)
    )


def sample(rng: random.Random, families: Sequence[Registered], household: Household) -> Example:
    """One example of a random family, in a household whose speaker is placed anew.

    Raises LookupError when no family fits the household.
    """
    for _ in range(200 if families else 0):
        chosen = rng.choices(families, weights=[f.weight for f in families])[0]
        home = household.with_speaker(rng)
        draft = chosen.write(home, rng)
        if draft is None:
            continue
        if draft.noisy:
            draft = replace(draft, utterance=add_noise(draft.utterance, draft.plan, rng, draft.protect))
        return chosen.finish(draft, home)
    raise LookupError("No family fits this household.")
