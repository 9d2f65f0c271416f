"""Which words are signs of what a plan does: of switching off, of a question, of small talk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from model_core.plan import (
    AdjustStep,
    AskStep,
    CancelStep,
    GetStep,
    LaterStep,
    Op,
    RefuseStep,
    RunStep,
    SetStep,
    Step,
    TellStep,
    Word,
)
from model_core.retrieval import associations

FILE = Path(__file__).parent / "signs.json"
_OPPOSITES = (
    ("=true", "=false"), ("=false", "=true"), ("=more", "=less"), ("=less", "=more"), ("=max", "=min"),
    ("=min", "=max"), ("+=", "-="), ("-=", "+="), ("run start", "run stop"), ("run stop", "run start"),
)  # fmt: skip


def signs(said: Mapping[str, float]) -> Mapping[str, float]:
    """How strongly words, each with how surely it was said, are signs of each thing that plans do."""
    return associations.spoken_of(said, FILE)


def of(step: Step) -> Iterator[str]:
    """What one step does."""
    match step:
        case SetStep():
            yield "set"
            yield from _written(step)
        case RunStep():
            yield "run"
            yield f"run {step.action}"
        case GetStep():
            yield step.query.value
            if step.test is not None and isinstance(step.test.value, bool | str):
                yield f"test {step.test.property}={str(step.test.value).lower()}"
        case AskStep():
            yield f"ask {step.question.value}"
        case RefuseStep():
            yield f"refuse {step.reason.value}"
        case LaterStep():
            yield "later"
            yield f"later {type(step.trigger).__name__.lower()}"
        case CancelStep():
            yield "cancel"
        case AdjustStep(change=what) | TellStep(subject=what):
            yield f"waiting {what}"


def _written(step: SetStep) -> Iterator[str]:
    """What it writes."""
    for a in step.assignments:
        if isinstance(a.value, bool | Word):
            yield f"={str(a.value).lower()}"
            yield f"{a.property}={str(a.value).lower()}"
        elif a.op is not Op.ASSIGN:
            yield a.op.value
        else:
            yield "=choice" if isinstance(a.value, str) else "=number"


def against(sign: str, said: Mapping[str, float]) -> float:
    """How much more the signs are those of the opposite."""
    for one, other in _OPPOSITES:
        if sign.endswith(one):
            return said.get(sign.removesuffix(one) + other, 0.0) - said.get(sign, 0.0)
    return 0.0
