"""Devices of any kind, taken from the catalogue."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any

import pytest

from devices.schema import Value
from devices.simulators.behaviour import Behaviour
from devices.simulators.catalogue import build
from devices.simulators.device import About
from devices.simulators.pace import Pace

Make = Callable[..., Behaviour]


@pytest.fixture
async def make() -> AsyncIterator[Make]:
    """Builds a device of a kind; its background work ends with the test."""
    made: list[Behaviour] = []

    def build_one(
        kind: str,
        state: Mapping[str, Value] | None = None,
        *,
        pace: Pace | None = None,
        **options: Any,
    ) -> Behaviour:
        about = About(name=kind.title(), start=state or {}, options=options)
        made.append(build(kind, about, pace or Pace.of(0)))
        return made[-1]

    yield build_one
    await asyncio.gather(*(behaviour.close() for behaviour in made))
