"""What was said earlier and does not matter: a wish that stands alone means the same after it."""

from __future__ import annotations

import random
import re
from dataclasses import replace

from model_core.train.example import Draft, Example
from model_core.train.families.borrow import borrow, devices_of
from model_core.train.home import Household
from model_core.world import Turn

_ALONE = frozenset({1, 2, 3, 7, 9, 12})
"""Kinds whose sentences say all they mean; words of the others may lean on the place or on what was said."""
_SPOKEN_OF = re.compile(r"(?:^|; )(?:set|run|get|check|list|count) ([^:]+):")


def say_before(example: Example, home: Household, rng: random.Random, *, chance: float = 0.15) -> Example:
    """The example after an earlier turn about the same device, or about one of another kind.

    Two devices of one kind are left apart, since "the light" may then mean the one of the turn before.
    """
    if example.request.history or example.kind not in _ALONE or rng.random() >= chance:
        return example
    meant = frozenset(e.device for e in example.expected or ()) or _named(example.plan, home)
    kinds = {home.kinds[d] for d in meant}
    same = bool(meant) and rng.random() < 0.65

    def fits(draft: Draft) -> bool:
        devices = devices_of(draft) or _named(draft.plan, home)
        if draft.plan.strip() == example.plan.strip() or not devices:
            return False
        if same:
            return devices == meant
        return bool(meant) and not kinds & {home.kinds[d] for d in devices}

    for _ in range(4):
        draft = borrow(home, rng, (1, 3, 9, 12), fits)
        if draft is not None:
            turn = Turn(draft.utterance, draft.plan)
            return replace(example, request=replace(example.request, history=(turn,)))
    return example


def _named(plan: str, home: Household) -> frozenset[str]:
    """Ids of the devices whose labels stand as targets in the plan."""
    ids = {label: device for device, label in home.vocabulary.labels.items()}
    targets = [name for target in _SPOKEN_OF.findall(plan) for name in target.split(", ")]
    return frozenset(ids[name] for name in targets if name in ids)
