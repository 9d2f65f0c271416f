"""Watches: bounded, filtered, resynchronised, and gone when nobody holds them."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from devices.errors import DatabaseUnavailable
from devices.watch import CAPACITY, ChangeKind, DeviceChange, Watch, Watchers

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def change(device_id: str = "lamp", home_id: str = "home", value: int = 0) -> DeviceChange:
    return DeviceChange(home_id, device_id, ChangeKind.STATE, NOW, {"level": value})


async def nothing() -> Sequence[DeviceChange]:
    return []


async def test_only_what_is_watched_arrives_and_from_the_start() -> None:
    watchers = Watchers()
    watch = watchers.watch("home", ["lamp"], nothing)
    for each in (change(home_id="other"), change("fan"), change(value=1), change("", value=2)):
        watchers.offer(each)
    assert (await anext(watch)).values == {"level": 1}
    assert (await anext(watch)).values == {"level": 2}, "what is about the whole home concerns everybody"


async def test_what_happens_after_the_lag_comes_after_the_resync() -> None:
    watchers = Watchers()
    tries = 0

    async def resync() -> Sequence[DeviceChange]:
        nonlocal tries
        tries += 1
        if tries == 1:
            raise DatabaseUnavailable
        watchers.offer(change(value=1000))
        return [change(value=999), change("fan")]

    watch = watchers.watch("home", ["lamp"], resync)
    for number in range(CAPACITY + 5):
        watchers.offer(change(value=number))
    with pytest.raises(DatabaseUnavailable):
        await anext(watch)
    kinds = [await anext(watch) for _ in range(3)]
    assert [each.kind for each in kinds] == [ChangeKind.LAGGED, ChangeKind.STATE, ChangeKind.STATE]
    assert [each.values.get("level") for each in kinds] == [None, 999, 1000]


async def test_closing_ends_the_iteration_of_a_waiting_reader() -> None:
    watchers = Watchers()
    watch = watchers.watch("home", None, nothing)
    reader = asyncio.create_task(_drain(watch))
    await asyncio.sleep(0)
    watchers.close()
    async with asyncio.timeout(2):
        assert await reader == []


async def test_a_forgotten_watch_disappears() -> None:
    watchers = Watchers()
    watch = watchers.watch("home", None, nothing)
    assert len(watchers._watches) == 1
    del watch
    gc.collect()
    assert len(watchers._watches) == 0


async def _drain(watch: Watch) -> list[DeviceChange]:
    return [each async for each in watch]
