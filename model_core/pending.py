"""What people call a thing that waits: a timer, an alarm, a reminder, or a plan that moves devices."""

from __future__ import annotations

from collections.abc import Sequence

from model_core.plan import After, At, Kept, RunStep, Step, Trigger
from model_core.world import Pending

_TELLS = "notify"
"""The action of a phone that shows a text."""


def kind_of(trigger: Trigger, steps: Sequence[Step], about: str) -> Kept:
    """What it is called; ANYTHING for what moves devices or waits for a condition."""
    if not all(isinstance(s, RunStep) and s.action == _TELLS for s in steps):
        return Kept.ANYTHING
    if steps or about:
        return Kept.REMINDER
    if isinstance(trigger, After):
        return Kept.TIMER
    return Kept.ALARM if isinstance(trigger, At) else Kept.ANYTHING


def _said(trigger: Trigger, steps: Sequence[Step], name: str, about: str) -> str:
    """What it is for or reminds of; empty where it has no words of its own."""
    told = (str(value) for s in steps if isinstance(s, RunStep) for _, value in s.arguments)
    return name or about or (" ".join(told) if kind_of(trigger, steps, about) is Kept.REMINDER else "")


def told(trigger: Trigger, steps: Sequence[Step], name: str, about: str) -> Pending:
    """It as a request tells of it."""
    kind = kind_of(trigger, steps, about)
    return Pending("" if kind is Kept.ANYTHING else kind.value, _said(trigger, steps, name, about))
