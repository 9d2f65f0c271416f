"""Calendars."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from assistant.evaluate.entities.base import STATE, Entity, Offer, Shown
from devices.simulators.parts import action, listing, text, words
from devices.simulators.values import Refused

MOST = 64
"""Events that a report carries."""


class Calendar(Entity):
    """Events by name; its state says whether one is under way."""

    SHOWN: ClassVar[Shown] = {
        "events": frozenset({STATE, "events", "message", "start_time", "end_time"}),
        "next_event": frozenset({"message"}),
    }

    def offer(self) -> Offer:
        """A calendar."""
        add = action("add", words("title", required=True), words("time"))
        actions = (add,) if self.can("CREATE_EVENT") else ()
        return Offer("calendar", (listing("events"), text("next_event")), actions)

    def settle(self) -> None:
        """Nothing under way unless said otherwise."""
        self.state = self.state or "off"
        given = self.attributes.get("events")
        self._events = [_said(each) for each in given] if isinstance(given, list | tuple) else []
        message = self.attributes.get("message")
        if message and not self._events:
            self._events = [str(message)]

    def project(self) -> Mapping[str, object]:
        """Events in words."""
        return {"events": self._events[:MOST], "next_event": next(iter(self._events), None)}

    def perform(self, action: str, arguments: Mapping[str, Any]) -> None:  # noqa: ARG002
        """Add an event."""
        title = str(arguments.get("title", "")).strip()
        if not title:
            raise Refused("invalid_value", "The event has no title.")
        self._events.append(_said({"summary": title, "start": arguments.get("time")}))


def _said(event: object) -> str:
    if not isinstance(event, Mapping):
        return str(event)[:200]
    start = event.get("start") or event.get("dtstart")
    return f"{event.get('summary', '')}{f' at {start}' if start else ''}"[:200]
