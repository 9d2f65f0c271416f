"""Waiting for commands: whoever waits is handed every new state, without polling."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Collection, Mapping
from enum import StrEnum

from devices.commands import Command, State
from devices.lifecycle import is_allowed

Read = Callable[[], Awaitable[Mapping[str, Command]]]


class Until(StrEnum):
    """How long to wait."""

    ACCEPTED = "accepted"
    """Until every device has answered at all."""
    TERMINAL = "terminal"
    """Until every device is done, or its command's deadline has passed."""

    def holds(self, state: State) -> bool:
        """Whether a command in that state need not be waited for."""
        return not state.is_open or (self is Until.ACCEPTED and state is State.ACCEPTED)


class Waiters:
    """Those who wait for commands."""

    def __init__(self) -> None:
        self._inboxes: defaultdict[tuple[str, str], set[asyncio.Queue[Command]]] = defaultdict(set)

    def notify(self, command: Command) -> None:
        """Hand a new state to whoever waits for that command."""
        for inbox in self._inboxes.get((command.home_id, command.id), ()):
            inbox.put_nowait(command)

    async def wait(
        self, home_id: str, command_ids: Collection[str], read: Read, *, timeout: float, until: Until
    ) -> dict[str, Command]:
        """The commands by id, once `until` holds for all of them or `timeout` seconds have passed.

        `read` gives the commands as stored; it is called once, after listening has begun.
        """
        inbox: asyncio.Queue[Command] = asyncio.Queue()
        deadline = asyncio.get_running_loop().time() + timeout
        keys = [(home_id, command_id) for command_id in command_ids]
        for key in keys:
            self._inboxes[key].add(inbox)
        try:
            found = dict(await read())
            while not all(until.holds(command.state) for command in found.values()):
                try:
                    async with asyncio.timeout_at(deadline):
                        news = await inbox.get()
                except TimeoutError:
                    break
                if is_allowed(found[news.id].state, news.state):  # else it is older than what was read
                    found[news.id] = news
            return found
        finally:
            for key in keys:
                self._inboxes[key].discard(inbox)
                if not self._inboxes[key]:
                    del self._inboxes[key]
