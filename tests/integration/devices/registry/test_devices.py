"""Registered devices: what they say, and what people decide."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from devices.errors import InvalidValue, UnknownDevice, UnknownHome, UnknownRoom
from devices.registry.database import Database
from devices.registry.descriptions import from_json, to_json
from devices.registry.devices import Devices
from devices.registry.homes import Homes
from devices.registry.rooms import Rooms
from devices.schema import Description, Device
from devices.twin import Twins
from tests.integration.devices.registry.moments import NOON


def test_a_description_survives_storage(lamp: Description) -> None:
    assert from_json(to_json(lamp)) == lamp


async def test_a_device_comes_back_as_registered(database: Database, home: str, lamp: Description) -> None:
    async with database.session() as session:
        registered = await Devices(session).register(
            home, "plug", lamp, adapter="homie", origin={"topic": "a/b"}
        )
    async with database.session(read_only=True) as session:
        devices = Devices(session)
        assert await devices.get(home, "plug") == registered
        assert registered == Device("plug", home, lamp, None, "homie", {"topic": "a/b"}, online=False)
        assert [device.id for device in await devices.list(home)] == ["lamp", "plug"]
        assert [device.id for device in await devices.list(home, room_id="kitchen")] == ["lamp"]
        assert [device.id for device in await devices.list(home, type="light")] == ["lamp", "plug"]
        assert await devices.list(home, type="fan") == []


async def test_registering_again_renews_the_description_alone(
    database: Database, home: str, lamp: Description
) -> None:
    async with database.session() as session:
        await Rooms(session).add(home, "hall", "Hall")
        await Twins(session).desire(home, "lamp", {"on": True}, at=NOON)
        again = await Devices(session).register(home, "lamp", replace(lamp, name="New", type="plug"), "hall")
    assert (again.description.name, again.description.type, again.room_id) == ("New", "plug", "kitchen")
    async with database.session() as session:
        assert (await Twins(session).reported(home, "lamp")).desired == {"on": True}


async def test_what_people_chose_wins_over_what_the_device_says(
    database: Database, home: str, lamp: Description
) -> None:
    async with database.session() as session:
        chosen = await Devices(session).update(home, "lamp", name="Sun", aliases=["sunny"], room_id=None)
        assert (chosen.description.name, chosen.description.aliases, chosen.room_id) == (
            "Sun",
            ("sunny",),
            None,
        )
    async with database.session() as session:
        again = await Devices(session).register(home, "lamp", replace(lamp, model="L-2"), "kitchen")
        assert again == replace(chosen, description=replace(chosen.description, model="L-2"))


async def test_bad_calls_are_named(database: Database, home: str, lamp: Description) -> None:
    async with database.session() as session:
        devices = Devices(session)
        for call, error in (
            (devices.get(home, "no"), UnknownDevice),
            (devices.get("other", "lamp"), UnknownDevice),
            (devices.update(home, "no", name="x"), UnknownDevice),
            (devices.delete(home, "no"), UnknownDevice),
            (devices.set_online(home, "no", True, 1), UnknownDevice),
            (devices.register("other", "lamp", lamp), UnknownHome),
            (devices.register(home, "lamp", lamp, "attic"), UnknownRoom),
            (devices.update(home, "lamp", room_id="attic"), UnknownRoom),
            (devices.register(home, "La/mp", lamp), InvalidValue),
            (devices.update(home, "lamp", name=""), InvalidValue),
            (devices.update(home, "lamp", aliases=["x"] * 17), InvalidValue),
        ):
            with pytest.raises(error):
                await call


async def test_the_same_id_in_two_homes_is_two_devices(
    database: Database, home: str, lamp: Description
) -> None:
    async with database.session() as session:
        await Homes(session).create("other", "Other")
        await Devices(session).register("other", "lamp", replace(lamp, name="Theirs"))
        await Devices(session).delete(home, "lamp")
        assert (await Devices(session).get("other", "lamp")).description.name == "Theirs"


async def test_an_old_will_does_not_mark_a_new_connection_dead(database: Database, home: str) -> None:
    async with database.session() as session:
        devices = Devices(session)
        assert await devices.set_online(home, "lamp", True, 100)
        assert not await devices.set_online(home, "lamp", True, 200)
        assert not await devices.set_online(home, "lamp", False, 100)
        assert (await devices.get(home, "lamp")).online
        assert await devices.set_online(home, "lamp", False, 200)
        assert not await devices.set_online(home, "lamp", True, 150)
        assert not (await devices.get(home, "lamp")).online


async def test_a_device_that_registers_many_times_at_once_is_one(
    database: Database, home: str, lamp: Description
) -> None:
    async def register(number: int) -> Device:
        async with database.session() as session:
            return await Devices(session).register(home, "fan", replace(lamp, name=f"Fan {number}"))

    results = await asyncio.gather(*(register(number) for number in range(8)))
    async with database.session() as session:
        assert await Devices(session).get(home, "fan") in results
        assert [device.id for device in await Devices(session).list(home)] == ["fan", "lamp"]


async def test_forgotten_presence_comes_back_with_the_same_connection(database: Database, home: str) -> None:
    async with database.session() as session:
        await Devices(session).set_online(home, "lamp", True, 7)
    async with database.session() as session:
        devices = Devices(session)
        await devices.forget_presence("other")
        assert (await devices.get(home, "lamp")).online
        await devices.forget_presence(home)
        assert not (await devices.get(home, "lamp")).online
    async with database.session() as session:
        devices = Devices(session)
        assert not await devices.set_online(home, "lamp", True, 6)
        assert await devices.set_online(home, "lamp", True, 7)
