"""Examples of other families as parts of longer sentences and conversations."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from model_core.train.example import Draft, registered
from model_core.train.home import Household
from model_core.train.noise import _VERBS as VERBS
from model_core.world import Turn

_TRIES = 12
_PRONOUNS = frozenset({"it", "them", "that", "those", "these", "it's", "one"})


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


def is_command(draft: Draft) -> bool:
    """True for one immediate step or several that move something, and nothing else."""
    steps = draft.plan.split("; ")
    return bool(draft.expected) and all(s.startswith(("set ", "run ")) for s in steps)


def is_clause(draft: Draft) -> bool:
    """True when the sentence can stand inside another one."""
    said = draft.utterance.strip()
    if _PRONOUNS & set(said.casefold().rstrip(".!?").split()):
        return False
    return is_command(draft) and not set(said.rstrip(".!")) & set(".!?;,") and len(said.split()) <= 12


def clause(draft: Draft) -> str:
    """The sentence without its last punctuation mark."""
    return draft.utterance.strip().rstrip(".!")


def devices_of(draft: Draft) -> frozenset[str]:
    """Ids of the devices that the draft moves."""
    return frozenset(e.device for e in draft.expected or ())


def past(home: Household, rng: random.Random, kinds: Sequence[int] = (1, 2, 3, 4, 9)) -> tuple[Turn, ...]:
    """Zero to two earlier turns that have nothing to do with what follows."""
    turns = []
    for _ in range(rng.choices((0, 1, 2), (0.6, 0.3, 0.1))[0]):
        draft = borrow(home, rng, kinds)
        if draft is not None:
            turns.append(Turn(draft.utterance, draft.plan))
    return tuple(turns)


def is_imperative(said: str) -> bool:
    """True when the sentence begins with a verb, so that it can follow `please` or `i want you to`."""
    return said.split(maxsplit=1)[0].casefold() in VERBS


def fitting(lines: tuple[str, ...], said: str, slot: str = "{cmd}") -> tuple[str, ...]:
    """The templates in which the sentence can stand at that slot."""
    if is_imperative(said):
        return lines
    return tuple(
        t for t in lines if t.startswith(slot) or f", {slot}" in t or f": {slot}" in t or f"{{t}} {slot}" in t
    )
