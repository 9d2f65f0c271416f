"""To-do and shopping lists."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from assistant.evaluate.entities.base import STATE, Entity, Names, Offer, Shown
from devices.schema import ActionSpec
from devices.simulators.parts import action, listing, words
from devices.simulators.values import Refused

OPEN, DONE = "needs_action", "completed"
MOST = 64
"""Items that a report carries."""


class TodoList(Entity):
    """Its state is how many items are open."""

    RENAMED: ClassVar[Names] = {"items": "todo_items"}
    SHOWN: ClassVar[Shown] = {
        "items": frozenset({STATE, "todo_items"}),
        "completed": frozenset({STATE, "todo_items"}),
    }

    def offer(self) -> Offer:
        """What its features allow; a list without any can at least be added to."""
        item = words("item", required=True)
        actions: tuple[ActionSpec, ...] = ()
        if self.can("CREATE_TODO_ITEM"):
            actions += (action("add", item),)
        if self.can("UPDATE_TODO_ITEM"):
            actions += (action("complete", item),)
        if self.can("DELETE_TODO_ITEM"):
            actions += (action("remove", item),)
        return Offer("list", (listing("items"),), actions)

    def settle(self) -> None:
        """Items are mappings with a summary and a status."""
        given = self.attributes.get("todo_items")
        self._items = [_item(each) for each in given] if isinstance(given, list | tuple) else []
        self._count()

    def project(self) -> Mapping[str, object]:
        """The open items by name."""
        return {"items": [item["summary"] for item in self._items if item["status"] == OPEN][:MOST]}

    def hidden(self) -> Mapping[str, object]:
        """The completed items by name."""
        return {"completed": [item["summary"] for item in self._items if item["status"] == DONE]}

    def perform(self, action: str, arguments: Mapping[str, Any]) -> None:
        """Add, complete and remove by name, without regard to case."""
        name = str(arguments.get("item", "")).strip()
        if not name:
            raise Refused("invalid_value", "The item is empty.")
        if action == "add":
            self._items.append({"summary": name[:200], "status": OPEN})
        else:
            found = self._find(name, needs_open=action == "complete")
            if action == "complete":
                found["status"] = DONE
            else:
                self._items.remove(found)
        self.attributes["todo_items"] = [dict(item) for item in self._items]
        self._count()

    def _find(self, name: str, *, needs_open: bool) -> dict[str, Any]:
        for item in self._items:
            if item["summary"].casefold() == name.casefold() and not (needs_open and item["status"] != OPEN):
                return item
        raise Refused("not_possible", f"{name} is not on {self.fixture.name}.")

    def _count(self) -> None:
        self.state = str(sum(item["status"] == OPEN for item in self._items))


def _item(given: object) -> dict[str, Any]:
    if not isinstance(given, Mapping):
        return {"summary": str(given), "status": OPEN}
    status = str(given.get("status") or OPEN).rpartition(".")[2].lower()
    return {**given, "summary": str(given.get("summary", "")), "status": status}
