"""Examples of other Chinese families as parts of longer sentences and as earlier turns."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from model_core.train.chinese.noise import begins_with_verb
from model_core.train.chinese.registry import registered
from model_core.train.example import Draft
from model_core.train.home import Household

_TRIES = 12


def borrow(
    home: Household,
    rng: random.Random,
    kinds: Sequence[int],
    accept: Callable[[Draft], bool] = lambda _draft: True,
) -> Draft | None:
    """A draft of a random family of these kinds that stands alone and is accepted, or None."""
    families = registered(home.split, kinds)
    for _ in range(_TRIES if families else 0):
        chosen = rng.choices(families, weights=[f.weight for f in families])[0]
        draft = chosen.write(home, rng)
        if draft is not None and not draft.history and draft.speaker is None and accept(draft):
            return draft
    return None


def is_imperative(draft: Draft) -> bool:
    """True when the sentence begins with a verb, so that it can follow 再 or 帮我."""
    return begins_with_verb(draft.utterance)
