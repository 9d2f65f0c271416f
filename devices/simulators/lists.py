"""To-do and shopping lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from devices.schema import Value
from devices.simulators.behaviour import Behaviour, Job
from devices.simulators.device import About
from devices.simulators.pace import Pace
from devices.simulators.parts import action, listing, words
from devices.simulators.values import Refused

MOST_ITEMS = 100
MOST_DONE = 20
"""Completed items that are remembered."""
LONGEST_ITEM = 100
"""Characters; a full list fits into one message."""


class TodoList(Behaviour):
    """Open items in the order they were added, and those that are done."""

    def follows(self) -> Mapping[str, Sequence[Value]]:
        """What commands bring about."""
        return {"items": (), "completed": ()}

    async def act(self, action: str, arguments: Mapping[str, Value], job: Job) -> None:  # noqa: ARG002
        """Add, remove and complete items by name, without regard to case; clear the list."""
        open_items, done = self._items("items"), self._items("completed")
        item = str(arguments.get("item", "")).strip()
        if action != "clear" and not item:
            raise Refused("invalid_value", "The item is empty.")
        if len(item) > LONGEST_ITEM:
            raise Refused("invalid_value", f"An item has {LONGEST_ITEM} characters at most.")
        match action:
            case "add":
                if self._find(open_items, item) is None:
                    if len(open_items) >= MOST_ITEMS:
                        raise Refused("not_possible", f"{self.describe().name} is full.")
                    self.store({"items": [*open_items, item]})
            case "remove":
                found = self._need(open_items, item)
                self.store({"items": [kept for kept in open_items if kept != found]})
            case "complete":
                found = self._need(open_items, item)
                left = [kept for kept in open_items if kept != found]
                self.store({"items": left, "completed": [*done, found][-MOST_DONE:]})
            case "clear":
                self.store({"items": [], "completed": []})

    def _items(self, name: str) -> list[str]:
        value = self.value(name)
        return list(value) if isinstance(value, list) else []

    def _find(self, items: list[str], item: str) -> str | None:
        return next((known for known in items if known.casefold() == item.casefold()), None)

    def _need(self, items: list[str], item: str) -> str:
        found = self._find(items, item)
        if found is None:
            raise Refused("not_possible", f"{item} is not on {self.describe().name}.")
        return found


def todo_list(about: About, pace: Pace) -> TodoList:
    """A list of things to do or to buy."""
    item = words("item", required=True)
    actions = (action("add", item), action("remove", item), action("complete", item), action("clear"))
    description = about.description("list", (listing("items"), listing("completed")), actions)
    return TodoList(description, about.state({"items": [], "completed": []}), pace)
