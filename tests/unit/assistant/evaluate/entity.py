"""Short ways to make an entity and to command it."""

from __future__ import annotations

import asyncio
from typing import Any

from assistant.evaluate.entities import build
from assistant.evaluate.entities.base import Entity
from assistant.evaluate.suite import EntityFixture, Given
from devices.simulators.behaviour import Result


def make(
    entity_id: str,
    state: object = None,
    *,
    name: str = "",
    known: frozenset[str] = frozenset(),
    **attributes: Any,
) -> Entity:
    """An entity of a fixture with these attributes."""
    label = name or entity_id.partition(".")[2].replace("_", " ")
    return build(EntityFixture(entity_id, label, "Room", None, state, attributes), known)


def given(state: object = None, **attributes: Any) -> Given:
    """A setup or an expectation."""
    return Given(state is not None, state, attributes)


def set_(entity: Entity, **values: object) -> Result:
    """Command values."""
    return asyncio.run(entity.set(values))


def run(entity: Entity, action: str, **arguments: object) -> Result:
    """Command an action."""
    return asyncio.run(entity.run(action, arguments))


def shown(entity: Entity, *names: str) -> tuple[Any, ...]:
    """The state and these attributes."""
    reading = entity.reading()
    return reading.state, *(reading.attributes.get(name) for name in names)


def offers(entity: Entity) -> tuple[str, list[str], list[str]]:
    """Type, writable properties and actions."""
    description = entity.describe()
    writable = [p.name for p in description.properties if p.writable]
    return description.type, writable, [a.name for a in description.actions]
