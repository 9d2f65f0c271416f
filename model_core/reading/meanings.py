"""What words for devices can mean: devices, several to choose between, or nothing in this home."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from model_core.world import Thing

Able = Callable[[Thing], bool]
"""Says which devices words could be about at all."""


@dataclass(frozen=True, slots=True)
class Found:
    """Devices that words mean, and the target that names them in a plan."""

    things: tuple[Thing, ...]
    target: str = ""
    """A selector; empty where the devices are named one by one."""


@dataclass(frozen=True, slots=True)
class Several:
    """Devices between which the words do not decide."""

    things: tuple[Thing, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """Words of which a place or a kind of device is known English, and which mean nothing in this home."""

    subject: str


Meaning = Found | Several | Missing
