"""Twins: nothing lost, nothing stale, on both databases."""

from __future__ import annotations

import asyncio
import random

import pytest

from devices.errors import StaleVersion, UnknownDevice
from devices.registry.database import Database
from devices.registry.devices import Devices
from devices.schema import Description, Value
from devices.twin import Twin, Twins
from tests.integration.devices.registry.moments import NOON, after


async def twin_of(database: Database, home: str, device: str = "lamp") -> Twin:
    async with database.session(read_only=True) as session:
        return await Twins(session).reported(home, device)


async def test_a_new_device_has_an_empty_twin(database: Database, home: str) -> None:
    assert await twin_of(database, home) == Twin("lamp")
    with pytest.raises(UnknownDevice):
        await twin_of(database, home, "nobody")
    with pytest.raises(UnknownDevice):
        await twin_of(database, "other")


async def test_a_report_replaces_the_one_before_and_remembers_it(database: Database, home: str) -> None:
    async with database.session() as session:
        twins = Twins(session)
        await twins.report(home, "lamp", {"on": False, "brightness": 10}, epoch=5, version=0, at=NOON)
        second = await twins.report(
            home, "lamp", {"on": True, "brightness": 10}, epoch=5, version=1, at=after(1)
        )
        assert second is not None
        assert second.previous == {"on": False}
        await twins.report(home, "lamp", {"on": True, "brightness": 80}, epoch=5, version=2, at=after(2))
        await twins.report(home, "lamp", {"on": True}, epoch=5, version=3, at=after(3))
    twin = await twin_of(database, home)
    assert twin.reported == {"on": True}
    assert twin.previous == {"on": False, "brightness": 10}
    assert (twin.reported_epoch, twin.reported_version, twin.reported_at) == (5, 3, after(3))


async def test_a_partial_report_leaves_the_rest(database: Database, home: str) -> None:
    async with database.session() as session:
        twins = Twins(session)
        await twins.report(home, "lamp", {"on": False, "brightness": 10}, epoch=5, version=0, at=NOON)
        await twins.report(home, "lamp", {"on": True}, epoch=5, version=1, at=NOON, partial=True)
    assert (await twin_of(database, home)).reported == {"on": True, "brightness": 10}


@pytest.mark.parametrize(("epoch", "version"), [(5, 3), (5, 2), (4, 9), (0, 0)])
async def test_an_older_report_is_ignored(database: Database, home: str, epoch: int, version: int) -> None:
    async with database.session() as session:
        await Twins(session).report(home, "lamp", {"on": True}, epoch=5, version=3, at=NOON)
    before = await twin_of(database, home)
    async with database.session() as session:
        late = await Twins(session).report(
            home, "lamp", {"on": False}, epoch=epoch, version=version, at=after(9)
        )
    assert late is None
    assert await twin_of(database, home) == before


@pytest.mark.parametrize(("epoch", "version"), [(5, 4), (6, 0)])
async def test_a_newer_report_counts(database: Database, home: str, epoch: int, version: int) -> None:
    async with database.session() as session:
        twins = Twins(session)
        await twins.report(home, "lamp", {"on": True}, epoch=5, version=3, at=NOON)
        newer = await twins.report(home, "lamp", {"on": False}, epoch=epoch, version=version, at=NOON)
    assert newer is not None
    assert newer.reported == {"on": False}


async def test_every_kind_of_value_comes_back_as_it_went(database: Database, home: str) -> None:
    values: dict[str, Value] = {
        "b": True,
        "i": 1,
        "n": 1.0,
        "f": 0.1,
        "s": "Zoë 灯 \u0000 \ud800",
        "l": ["a", "b"],
        "big": 2**53,
    }
    async with database.session() as session:
        await Twins(session).report(home, "lamp", values, epoch=1, version=1, at=NOON)
    reported = (await twin_of(database, home)).reported
    assert reported == values
    assert {name: type(value) for name, value in reported.items()} == {
        name: type(value) for name, value in values.items()
    }


async def test_true_and_one_are_different_values(database: Database, home: str) -> None:
    async with database.session() as session:
        twins = Twins(session)
        await twins.report(home, "lamp", {"x": True, "y": 1}, epoch=1, version=1, at=NOON)
        twin = await twins.report(home, "lamp", {"x": 1, "y": 1.0}, epoch=1, version=2, at=NOON)
    assert twin is not None
    assert twin.previous == {"x": True}


async def test_a_write_from_an_old_version_is_refused_whole(database: Database, home: str) -> None:
    async with database.session() as session:
        first = await Twins(session).desire(home, "lamp", {"on": True}, at=NOON, if_version=0)
        assert (first.desired, first.desired_version, first.desired_at) == ({"on": True}, 1, NOON)
        await Twins(session).desire(home, "lamp", {"brightness": 5}, at=NOON)
    async with database.session() as session:
        with pytest.raises(StaleVersion) as caught:
            await Twins(session).desire(home, "lamp", {"on": False}, at=NOON, if_version=1)
        assert caught.value.details == {"device_id": "lamp", "expected": "1", "actual": "2"}
    twin = await twin_of(database, home)
    assert (twin.desired, twin.desired_version) == ({"on": True, "brightness": 5}, 2)


async def test_writes_at_the_same_time_are_all_kept(database: Database, home: str) -> None:
    async def desire(number: int) -> None:
        async with database.session() as session:
            await Twins(session).desire(home, "lamp", {f"p{number}": number}, at=NOON)

    await asyncio.gather(*(desire(number) for number in range(25)))
    twin = await twin_of(database, home)
    assert twin.desired == {f"p{number}": number for number in range(25)}
    assert twin.desired_version == 25


async def test_of_writes_from_the_same_version_one_wins(database: Database, home: str) -> None:
    async def desire(number: int, version: int) -> int | None:
        try:
            async with database.session() as session:
                values = {"winner": number}
                await Twins(session).desire(home, "lamp", values, at=NOON, if_version=version)
        except StaleVersion:
            return None
        return number

    for version in range(10):
        results = await asyncio.gather(*(desire(number, version) for number in range(4)))
        winners = [number for number in results if number is not None]
        assert len(winners) == 1
        twin = await twin_of(database, home)
        assert (twin.desired, twin.desired_version) == ({"winner": winners[0]}, version + 1)


async def test_reports_and_wishes_at_the_same_time_end_with_the_newest(database: Database, home: str) -> None:
    async def report(version: int) -> None:
        async with database.session() as session:
            values = {"brightness": version}
            await Twins(session).report(home, "lamp", values, epoch=1, version=version, at=after(version))

    async def desire(number: int) -> None:
        async with database.session() as session:
            await Twins(session).desire(home, "lamp", {f"p{number}": number}, at=NOON)

    work = [report(version) for version in range(20)] + [desire(number) for number in range(20)]
    random.Random(7).shuffle(work)
    await asyncio.gather(*work)
    twin = await twin_of(database, home)
    assert (twin.reported, twin.reported_version, twin.reported_at) == ({"brightness": 19}, 19, after(19))
    assert twin.desired == {f"p{number}": number for number in range(20)}


async def test_twins_of_a_home_are_listed(database: Database, home: str, lamp: Description) -> None:
    async with database.session() as session:
        await Devices(session).register(home, "fan", lamp)
        assert [twin.device_id for twin in await Twins(session).list(home)] == ["fan", "lamp"]
        await Devices(session).delete(home, "lamp")
        assert [twin.device_id for twin in await Twins(session).list(home)] == ["fan"]
