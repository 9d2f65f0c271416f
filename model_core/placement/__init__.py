"""Where a model would lie on a machine and how fast it could be there, from shapes and vendors' figures."""

from __future__ import annotations

from model_core.placement.errors import DoesNotFit, InvalidPlacement
from model_core.placement.load import Load
from model_core.placement.machine import Machine, named, names
from model_core.placement.memory import Memory
from model_core.placement.roofline import Rate, Times
from model_core.placement.search import Plan, plan
from model_core.placement.split import Split, Wanted

__all__ = [
    "DoesNotFit",
    "InvalidPlacement",
    "Load",
    "Machine",
    "Memory",
    "Plan",
    "Rate",
    "Split",
    "Times",
    "Wanted",
    "named",
    "names",
    "plan",
]
