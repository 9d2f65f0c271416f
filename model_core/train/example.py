"""Training examples and the registry of the families that write them."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from model_core.plan import Op, Value, Word
from model_core.train.home import Household, Speaker
from model_core.world import Pending, Request, Turn

TRAIN = "train"
DEV = "dev"
BOTH = "both"


@dataclass(frozen=True, slots=True)
class Effect:
    """One thing that a plan does to one device: a property written or an action run."""

    device: str
    name: str
    """The property or the action, by the device's own name for it."""
    value: Value | Word | None = None
    """None for an action."""
    op: Op = Op.ASSIGN
    unit: str = ""
    arguments: tuple[tuple[str, Value], ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """A request, the plan it should get, and what the plan does where that is known beforehand."""

    request: Request
    plan: str
    """Plan text without the leading space."""
    family: str
    kind: int
    expected: tuple[Effect, ...] | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """What a family writes; the registry makes the example of it."""

    utterance: str
    plan: str
    expected: tuple[Effect, ...] | None = None
    """Effects computed from the intent and the world, not from the plan text; None: not checked."""
    history: tuple[Turn, ...] = ()
    pending: tuple[Pending, ...] = ()
    """What waits in the home."""
    speaker: Speaker | None = None
    """Where the speaker is, when it is not `home.speaker`."""
    noisy: bool = True
    """False when fillers or typos would change the meaning."""
    protect: tuple[str, ...] = field(default=())
    """Words that typos must leave alone, besides the quoted texts of the plan."""


Family = Callable[[Household, random.Random], Draft | None]


@dataclass(frozen=True, slots=True)
class Registered:
    """A family with its name, kind (1 to 15), weight and split."""

    name: str
    kind: int
    weight: float
    split: str
    write: Family

    def __call__(self, home: Household, rng: random.Random) -> Example | None:
        """One clean example, or None when the home does not have what the family needs."""
        draft = self.write(home, rng)
        return None if draft is None else self.finish(draft, home)

    def finish(self, draft: Draft, home: Household) -> Example:
        """The example that a draft stands for."""
        speaker = draft.speaker or home.speaker
        request = Request(
            home.world, draft.utterance, speaker.room, speaker.device, draft.history, draft.pending
        )
        return Example(request, draft.plan, self.name, self.kind, draft.expected)


_REGISTERED: dict[str, Registered] = {}


def family(*, kind: int, weight: float = 1.0, split: str = BOTH) -> Callable[[Family], Family]:
    """Register a family: `both` splits its templates, `train` and `dev` give the whole family to one side."""

    def register(function: Family) -> Family:
        name = f"{function.__module__.rsplit('.', 1)[-1]}.{function.__name__}"
        if name in _REGISTERED:
            raise ValueError(f"The family {name} is registered twice.")
        _REGISTERED[name] = Registered(name, kind, weight, split, function)
        return function

    return register


def registered(split: str = TRAIN, kinds: Iterable[int] | None = None) -> tuple[Registered, ...]:
    """Families of a split in order of name; `model_core.train.families` has to be imported first."""
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
    from model_core.train.noise import add_noise

    for _ in range(200):
        chosen = rng.choices(families, weights=[f.weight for f in families])[0]
        home = household.with_speaker(rng)
        draft = chosen.write(home, rng)
        if draft is None:
            continue
        if draft.noisy:
            draft = replace(draft, utterance=add_noise(draft.utterance, draft.plan, rng, draft.protect))
        return chosen.finish(draft, home)
    raise LookupError("No family fits this household.")
