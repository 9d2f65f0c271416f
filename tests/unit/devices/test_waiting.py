"""Waiting for commands: woken by news, never turned back by old news."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from devices.commands import Command, CommandKind, State
from devices.waiting import Until, Waiters

NOW = datetime(2026, 1, 1, tzinfo=UTC)
FIRST = Command("a", "home", "lamp", CommandKind.SET, {"on": True}, State.CREATED, NOW, NOW)


async def test_news_that_came_while_reading_is_not_missed() -> None:
    waiters = Waiters()

    async def read() -> Mapping[str, Command]:
        waiters.notify(replace(FIRST, state=State.SUCCEEDED))
        return {"a": FIRST}

    found = await waiters.wait("home", ["a"], read, timeout=5, until=Until.TERMINAL)
    assert found["a"].state is State.SUCCEEDED


async def test_old_news_does_not_undo_what_was_read() -> None:
    waiters = Waiters()
    second = replace(FIRST, id="b")

    async def read() -> Mapping[str, Command]:
        waiters.notify(replace(FIRST, state=State.SENT))
        waiters.notify(replace(second, state=State.ACCEPTED))
        return {"a": replace(FIRST, state=State.ACCEPTED), "b": second}

    found = await waiters.wait("home", ["a", "b"], read, timeout=5, until=Until.ACCEPTED)
    assert [found["a"].state, found["b"].state] == [State.ACCEPTED, State.ACCEPTED]


async def test_others_commands_wake_nobody_and_nothing_is_left_behind() -> None:
    waiters = Waiters()

    async def read() -> Mapping[str, Command]:
        waiters.notify(replace(FIRST, home_id="other", state=State.SUCCEEDED))
        return {"a": FIRST}

    began = asyncio.get_running_loop().time()
    found = await waiters.wait("home", ["a"], read, timeout=0.05, until=Until.TERMINAL)
    assert found == {"a": FIRST}
    assert asyncio.get_running_loop().time() - began >= 0.04
    assert not waiters._inboxes


async def test_unknown_ends_a_wait() -> None:
    assert Until.TERMINAL.holds(State.UNKNOWN)
    assert not Until.TERMINAL.holds(State.ACCEPTED)
    assert Until.ACCEPTED.holds(State.ACCEPTED)
    assert not Until.ACCEPTED.holds(State.SENT)
