"""Homes, rooms, members and their tokens."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import text

from devices.errors import (
    DeviceError,
    DuplicateId,
    InvalidValue,
    UnknownDevice,
    UnknownHome,
    UnknownMember,
    UnknownRoom,
)
from devices.registry.database import Database
from devices.registry.devices import Devices
from devices.registry.homes import Home, Homes
from devices.registry.members import Identity, Member, Members
from devices.registry.rooms import Room, Rooms
from devices.twin import Twins


async def test_a_home_is_created_found_changed_and_deleted(database: Database) -> None:
    async with database.session() as session:
        homes = Homes(session)
        assert await homes.create("b", "  Beach house ", "Europe/Berlin") == Home(
            "b", "Beach house", "Europe/Berlin"
        )
        await homes.create("a", "Anna")
        assert [home.id for home in await homes.list()] == ["a", "b"]
        assert await homes.rename("a", "Annas") == Home("a", "Annas", "UTC")
        assert await homes.update("a", timezone="Asia/Tokyo") == Home("a", "Annas", "Asia/Tokyo")
    async with database.session() as session:
        assert await Homes(session).get("a") == Home("a", "Annas", "Asia/Tokyo")
        await Homes(session).delete("a")
    async with database.session() as session:
        assert [home.id for home in await Homes(session).list()] == ["b"]


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (("home", "Again"), DuplicateId),
        (("Home!", "Home"), InvalidValue),
        (("other", "\x07"), InvalidValue),
        (("other", "Other", "Mars/Olympus"), InvalidValue),
        (("other", "Other", "../../etc/passwd"), InvalidValue),
    ],
)
async def test_a_bad_home_is_refused(
    database: Database, home: str, arguments: tuple[str, ...], error: type[DeviceError]
) -> None:
    async with database.session() as session:
        with pytest.raises(error):
            await Homes(session).create(*arguments)
    async with database.session() as session:
        assert [found.id for found in await Homes(session).list()] == [home]


async def test_an_unknown_home_is_named_everywhere(database: Database) -> None:
    async with database.session() as session:
        for call in (
            Homes(session).get("no"),
            Homes(session).rename("no", "x"),
            Homes(session).delete("no"),
            Rooms(session).add("no", "r", "r"),
            Rooms(session).list("no"),
            Rooms(session).ensure("no", "r"),
            Members(session).add("no", "m", "m", "owner"),
            Members(session).list("no"),
            Members(session).issue_token("no", device_id="d"),
            Devices(session).list("no"),
            Twins(session).list("no"),
        ):
            with pytest.raises(UnknownHome):
                await call


async def test_deleting_a_home_leaves_no_row_of_it(database: Database, home: str) -> None:
    async with database.session() as session:
        await Members(session).add(home, "anna", "Anna", "owner")
        await Members(session).issue_token(home, member_id="anna")
    async with database.session() as session:
        await Homes(session).delete(home)
        for table in ("homes", "rooms", "members", "tokens", "devices", "twins"):
            assert (await session.execute(text(f"SELECT count(*) FROM {table}"))).scalar() == 0  # noqa: S608


async def test_rooms_are_found_by_name_without_case(database: Database, home: str) -> None:
    async with database.session() as session:
        rooms = Rooms(session)
        kitchen = await rooms.get(home, "kitchen")
        assert await rooms.ensure(home, " KITCHEN ") == kitchen
        bath = await rooms.ensure(home, "Bathroom", "Upstairs")
        assert bath == Room("bathroom", home, "Bathroom", "Upstairs")
        assert await rooms.ensure(home, "bathroom") == bath
        assert await rooms.ensure(home, "bathroom", "Upstairs") == bath
        assert await rooms.ensure(home, "Bathroom", "Basement") == Room(
            "bathroom_2", home, "Bathroom", "Basement"
        )
        assert [room.id for room in await rooms.list(home)] == ["bathroom", "bathroom_2", "kitchen"]


async def test_rooms_made_at_once_are_one(database: Database, home: str) -> None:
    async def ensure() -> Room:
        async with database.session() as session:
            return await Rooms(session).ensure(home, "Attic")

    assert len({room.id for room in await asyncio.gather(*(ensure() for _ in range(8)))}) == 1


async def test_a_room_is_changed_and_deleted_and_its_devices_stay(database: Database, home: str) -> None:
    async with database.session() as session:
        rooms = Rooms(session)
        await rooms.add(home, "hall", "Hall", "Ground")
        assert await rooms.update(home, "hall", name="Entry") == Room("hall", home, "Entry", "Ground")
        assert await rooms.update(home, "hall", floor=None) == Room("hall", home, "Entry", None)
        with pytest.raises(UnknownRoom):
            await rooms.update(home, "attic", name="x")
    async with database.session() as session:
        await Rooms(session).delete(home, "kitchen")
    async with database.session() as session:
        assert (await Devices(session).get(home, "lamp")).room_id is None
        with pytest.raises(UnknownRoom):
            await Rooms(session).delete(home, "kitchen")


@pytest.mark.parametrize(("room_id", "name"), [("kitchen", "Other"), ("other", "kitchen")])
async def test_a_taken_room_id_or_name_is_refused(
    database: Database, home: str, room_id: str, name: str
) -> None:
    async with database.session() as session:
        with pytest.raises(DuplicateId):
            await Rooms(session).add(home, room_id, name)


async def test_members_and_their_roles(database: Database, home: str) -> None:
    async with database.session() as session:
        members = Members(session)
        assert await members.add(home, "anna", "Anna", "owner") == Member("anna", home, "Anna", "owner")
        await members.add(home, "ben", "Ben", "guest")
        assert [member.id for member in await members.list(home)] == ["anna", "ben"]
        with pytest.raises(DuplicateId):
            await members.add(home, "ben", "Ben", "guest")
        for role in ("king", "device", ""):
            with pytest.raises(InvalidValue):
                await members.add(home, "carl", "Carl", role)
        with pytest.raises(UnknownMember):
            await members.remove(home, "carl")


async def test_a_token_speaks_for_its_owner_and_is_not_stored(database: Database, home: str) -> None:
    async with database.session() as session:
        members = Members(session)
        await members.add(home, "anna", "Anna", "owner")
        full = await members.issue_token(home, member_id="anna")
        lesser = await members.issue_token(home, member_id="anna", role="guest")
        device = await members.issue_token(home, device_id="speaker")
    async with database.session(read_only=True) as session:
        members = Members(session)
        assert await members.resolve_token(full) == Identity(home, "anna", "owner", "member")
        assert await members.resolve_token(lesser) == Identity(home, "anna", "guest", "member")
        assert await members.resolve_token(device) == Identity(home, "speaker", "device", "device")
        for wrong in ("", full + "x", full[:-1], "é", "x" * 10_000, "\x00"):
            assert await members.resolve_token(wrong) is None
        stored = (await session.execute(text("SELECT * FROM tokens"))).all()
        assert full not in str(stored)


async def test_tokens_end_with_their_owner(database: Database, home: str) -> None:
    async with database.session() as session:
        members = Members(session)
        await members.add(home, "anna", "Anna", "member")
        person = await members.issue_token(home, member_id="anna")
        lamp = await members.issue_token(home, device_id="lamp")
        revoked = await members.issue_token(home, device_id="phone")
    async with database.session() as session:
        await Members(session).remove(home, "anna")
        await Devices(session).delete(home, "lamp")
        assert await Members(session).revoke_tokens(home, device_id="phone") == 1
    async with database.session() as session:
        for token in (person, lamp, revoked):
            assert await Members(session).resolve_token(token) is None
        with pytest.raises(UnknownDevice):
            await Devices(session).get(home, "lamp")


async def test_a_token_is_for_one_owner_and_never_above_its_role(database: Database, home: str) -> None:
    async with database.session() as session:
        members = Members(session)
        await members.add(home, "ben", "Ben", "guest")
        for owner, role in (
            ({}, None),
            ({"member_id": "ben", "device_id": "lamp"}, None),
            ({"member_id": "ben"}, "owner"),
            ({"device_id": "lamp"}, "owner"),
            ({"device_id": "LAMP"}, None),
        ):
            with pytest.raises(InvalidValue):
                await members.issue_token(home, role=role, **owner)
        with pytest.raises(UnknownMember):
            await members.issue_token(home, member_id="nobody")
