"""Locks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from assistant.evaluate.entities.base import STATE, Entity, Offer, Shown, Told
from devices.schema import Risk
from devices.simulators.parts import action, switch


class Lock(Entity):
    """Locked or not; some can also pull the latch."""

    STATE_ATTRIBUTES: ClassVar[Told] = {"is_locked": {True: "locked", False: "unlocked"}}
    TRUE = "locked"
    FALSE = "unlocked"
    SHOWN: ClassVar[Shown] = {"locked": frozenset({STATE}), "unlatched": frozenset({STATE})}

    def offer(self) -> Offer:
        """A lock."""
        latch = (action("unlatch", risk=Risk.CONFIRM),) if self.has("OPEN") else ()
        return Offer("lock", (switch("locked", risk=Risk.CONFIRM),), latch)

    def settle(self) -> None:
        """Unlocked unless said otherwise."""
        self.state = self.state or "unlocked"

    def project(self) -> Mapping[str, object]:
        """Whether it is locked."""
        return {"locked": self.state in {"locked", "locking"}}

    def hidden(self) -> Mapping[str, object]:
        """Whether the latch is pulled."""
        return {"unlatched": self.state == "open"}

    def change(self, wanted: Mapping[str, Any]) -> None:
        """Lock or unlock."""
        self.state = "locked" if wanted["locked"] else "unlocked"

    def perform(self, action: str, arguments: Mapping[str, Any]) -> None:  # noqa: ARG002
        """Pull the latch."""
        self.state = "open"
