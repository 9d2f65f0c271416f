"""HomeService over a real connection and a real database."""

from __future__ import annotations

from collections.abc import Awaitable
from pathlib import Path

import grpc
import grpc.aio
import pytest
from ensemble.v1 import home_pb2
from google.protobuf.field_mask_pb2 import FieldMask

from assistant import ports
from devices.registry.members import Members
from tests.integration.grpc.support import DEADLINE, Refusal, Site, refusal, site


async def refused(call: Awaitable[object]) -> Refusal:
    with pytest.raises(grpc.aio.AioRpcError) as caught:
        await call
    return refusal(caught.value)


async def make_home(where: Site, home_id: str = "home", name: str = "Home") -> home_pb2.Home:
    request = home_pb2.CreateHomeRequest(home_id=home_id, name=name, timezone="Europe/Berlin")
    return (await where.homes.CreateHome(request, timeout=DEADLINE)).home


async def test_a_home_comes_changes_and_goes(tmp_path: Path) -> None:
    async with site(tmp_path) as where:
        made = await make_home(where, home_id="", name="Haus am See")
        assert (made.id, made.timezone) == ("haus_am_see", "Europe/Berlin")
        update = home_pb2.UpdateHomeRequest(
            home_id=made.id, name="Lake house", update_mask=FieldMask(paths=["name"])
        )
        changed = (await where.homes.UpdateHome(update, timeout=DEADLINE)).home
        assert (changed.name, changed.timezone) == ("Lake house", "Europe/Berlin")
        got = await where.homes.GetHome(home_pb2.GetHomeRequest(home_id=made.id), timeout=DEADLINE)
        assert got.home == changed
        await where.homes.DeleteHome(home_pb2.DeleteHomeRequest(home_id=made.id), timeout=DEADLINE)
        gone = await refused(where.homes.GetHome(home_pb2.GetHomeRequest(home_id=made.id), timeout=DEADLINE))
    assert gone.code == "unknown_home"
    assert where.changed == ["haus_am_see"] * 3


@pytest.mark.parametrize(
    ("home_id", "name", "timezone", "code"),
    [
        ("UPPER", "Home", "", "invalid_request"),
        ("home", "Home", "", "duplicate_id"),
        ("other", "", "", "invalid_value"),
        ("other", "x" * 81, "", "invalid_value"),
        ("other", "a\x07b", "", "invalid_value"),
        ("other", "Home", "Mars/Olympus", "invalid_value"),
    ],
)
async def test_homes_that_cannot_be(
    tmp_path: Path, home_id: str, name: str, timezone: str, code: str
) -> None:
    async with site(tmp_path) as where:
        await make_home(where)
        request = home_pb2.CreateHomeRequest(home_id=home_id, name=name, timezone=timezone)
        assert (await refused(where.homes.CreateHome(request, timeout=DEADLINE))).code == code
        listed = await where.homes.ListHomes(home_pb2.ListHomesRequest(), timeout=DEADLINE)
    assert [home.id for home in listed.homes] == ["home"]


async def test_pages_hold_every_home_once(tmp_path: Path) -> None:
    async with site(tmp_path) as where:
        for number in range(5):
            await make_home(where, f"home-{number}")
        seen: list[str] = []
        token = ""
        for _ in range(3):
            request = home_pb2.ListHomesRequest(page_size=2, page_token=token)
            reply = await where.homes.ListHomes(request, timeout=DEADLINE)
            seen += [home.id for home in reply.homes]
            token = reply.next_page_token
        assert token == ""
        bad = home_pb2.ListHomesRequest(page_token="%%%")
        assert (await refused(where.homes.ListHomes(bad, timeout=DEADLINE))).fields == ("page_token",)
        negative = home_pb2.ListHomesRequest(page_size=-1)
        assert (await refused(where.homes.ListHomes(negative, timeout=DEADLINE))).fields == ("page_size",)
    assert seen == [f"home-{number}" for number in range(5)]


async def test_rooms_come_change_and_go(tmp_path: Path) -> None:
    async with site(tmp_path) as where:
        await make_home(where)
        create = home_pb2.CreateRoomRequest(home_id="home", name="Living room", floor="Ground")
        room = (await where.homes.CreateRoom(create, timeout=DEADLINE)).room
        assert (room.id, room.floor) == ("living_room", "Ground")
        again = await refused(where.homes.CreateRoom(create, timeout=DEADLINE))
        assert again.code == "duplicate_id"
        update = home_pb2.UpdateRoomRequest(
            home_id="home", room_id=room.id, name="Lounge", update_mask=FieldMask(paths=["name", "floor"])
        )
        changed = (await where.homes.UpdateRoom(update, timeout=DEADLINE)).room
        assert (changed.name, changed.floor) == ("Lounge", "")
        update.update_mask.paths.append("id")
        assert (await refused(where.homes.UpdateRoom(update, timeout=DEADLINE))).fields == ("update_mask",)
        listed = await where.homes.ListRooms(home_pb2.ListRoomsRequest(home_id="home"), timeout=DEADLINE)
        assert [r.name for r in listed.rooms] == ["Lounge"]
        delete = home_pb2.DeleteRoomRequest(home_id="home", room_id=room.id)
        await where.homes.DeleteRoom(delete, timeout=DEADLINE)
        assert (await refused(where.homes.DeleteRoom(delete, timeout=DEADLINE))).code == "unknown_room"


async def test_members_and_their_tokens(tmp_path: Path) -> None:
    async with site(tmp_path) as where:
        await make_home(where)
        create = home_pb2.CreateMemberRequest(home_id="home", name="Anna", role=home_pb2.ROLE_OWNER)
        anna = (await where.homes.CreateMember(create, timeout=DEADLINE)).member
        assert (anna.id, anna.role) == ("anna", home_pb2.ROLE_OWNER)
        nobody = home_pb2.CreateMemberRequest(home_id="home", name="Bob")
        assert (await refused(where.homes.CreateMember(nobody, timeout=DEADLINE))).fields == ("role",)
        issue = home_pb2.IssueTokenRequest(home_id="home", member_id="anna", role=home_pb2.ROLE_GUEST)
        token = (await where.homes.IssueToken(issue, timeout=DEADLINE)).token
        async with where.database.session() as session:
            identity = await Members(session).resolve_token(token)
        assert identity is not None
        assert (identity.home_id, identity.subject, identity.role) == ("home", "anna", "guest")
        for_nobody = home_pb2.IssueTokenRequest(home_id="home")
        assert (await refused(where.homes.IssueToken(for_nobody, timeout=DEADLINE))).fields == ("subject",)
        delete = home_pb2.DeleteMemberRequest(home_id="home", member_id="anna")
        await where.homes.DeleteMember(delete, timeout=DEADLINE)
        assert (await refused(where.homes.DeleteMember(delete, timeout=DEADLINE))).code == "unknown_member"
        async with where.database.session() as session:
            assert await Members(session).resolve_token(token) is None


async def test_what_each_role_may_do(tmp_path: Path) -> None:
    async def by_name(token: str) -> ports.Caller | None:
        return ports.Caller("" if token == "admin" else "home", token, token)

    async with site(tmp_path, authenticate=by_name) as where:

        def as_(role: str) -> tuple[tuple[str, str], ...]:
            return (("authorization", f"Bearer {role}"),)

        create = home_pb2.CreateHomeRequest(home_id="home", name="Home")
        denied = await refused(where.homes.CreateHome(create, timeout=DEADLINE, metadata=as_("owner")))
        assert (denied.grpc, denied.code) == (grpc.StatusCode.PERMISSION_DENIED, "permission_denied")
        for home_id in ("home", "other"):
            create.home_id = home_id
            await where.homes.CreateHome(create, timeout=DEADLINE, metadata=as_("admin"))
        listed = await where.homes.ListHomes(
            home_pb2.ListHomesRequest(), timeout=DEADLINE, metadata=as_("guest")
        )
        assert [home.id for home in listed.homes] == ["home"]
        room = home_pb2.CreateRoomRequest(home_id="home", name="Den")
        assert (
            await refused(where.homes.CreateRoom(room, timeout=DEADLINE, metadata=as_("guest")))
        ).code == "permission_denied"
        await where.homes.CreateRoom(room, timeout=DEADLINE, metadata=as_("member"))
        token = home_pb2.IssueTokenRequest(home_id="home", device_id="lamp")
        assert (
            await refused(where.homes.IssueToken(token, timeout=DEADLINE, metadata=as_("member")))
        ).code == "permission_denied"
        await where.homes.IssueToken(token, timeout=DEADLINE, metadata=as_("owner"))
