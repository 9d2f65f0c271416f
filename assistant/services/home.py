"""HomeService: homes, their rooms, their members and their tokens."""

# ruff: noqa: ARG002, N802 - gRPC gives the methods their names and parameters

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import grpc.aio
from ensemble.v1 import home_pb2
from ensemble.v1.home_pb2_grpc import HomeServiceServicer

from assistant import bounds
from assistant.call import ADMIN, EVERYONE, OWNER, RESIDENTS, current_call
from assistant.errors import InvalidRequest
from assistant.paging import page
from devices.errors import UnknownHome, UnknownMember, UnknownRoom
from devices.ids import slug
from devices.registry.database import Database
from devices.registry.homes import Home, Homes
from devices.registry.members import Member, Members, Role
from devices.registry.rooms import Room, Rooms
from devices.registry.unset import UNSET

Context = grpc.aio.ServicerContext[Any, Any]

ROLES: Mapping[Role, home_pb2.Role] = {role: getattr(home_pb2, f"ROLE_{role.name}") for role in Role}
_ROLE_NAMES = {number: role for role, number in ROLES.items()}
_OWNERS = frozenset({OWNER})


class HomeServicer(HomeServiceServicer):
    """Checks rights and bounds, then asks the registry; one transaction a call."""

    def __init__(self, database: Database, *, changed: Callable[[str], None]) -> None:
        """`changed` is told which home did, so that nobody goes on with an old view of it."""
        self._database = database
        self._changed = changed

    async def CreateHome(
        self, request: home_pb2.CreateHomeRequest, context: Context
    ) -> home_pb2.CreateHomeResponse:
        """A new home; an operator's right when authentication is on."""
        current_call().allow_admin()
        async with self._database.session() as session:
            homes = Homes(session)
            home_id = request.home_id or slug(request.name, {home.id for home in await homes.list()})
            bounds.new_id(home_id, "home_id")
            home = await homes.create(home_id, request.name, request.timezone or "UTC")
        self._changed(home_id)
        return home_pb2.CreateHomeResponse(home=_home(home))

    async def GetHome(self, request: home_pb2.GetHomeRequest, context: Context) -> home_pb2.GetHomeResponse:
        """The home."""
        home_id = _allowed(request.home_id, EVERYONE)
        async with self._database.session(read_only=True) as session:
            home = await Homes(session).get(home_id)
        return home_pb2.GetHomeResponse(home=_home(home))

    async def ListHomes(
        self, request: home_pb2.ListHomesRequest, context: Context
    ) -> home_pb2.ListHomesResponse:
        """The homes that the caller belongs to."""
        caller = current_call().caller
        async with self._database.session(read_only=True) as session:
            homes = await Homes(session).list()
        if caller is not None and caller.role != ADMIN:
            homes = [home for home in homes if home.id == caller.home_id]
        shown, token = page(homes, lambda h: h.id, size=request.page_size, token=request.page_token)
        return home_pb2.ListHomesResponse(homes=[_home(home) for home in shown], next_page_token=token)

    async def UpdateHome(
        self, request: home_pb2.UpdateHomeRequest, context: Context
    ) -> home_pb2.UpdateHomeResponse:
        """Change what the mask names."""
        home_id = _allowed(request.home_id, _OWNERS)
        fields = bounds.mask(list(request.update_mask.paths), frozenset({"name", "timezone"}))
        async with self._database.session() as session:
            home = await Homes(session).update(
                home_id,
                name=request.name if "name" in fields else None,
                timezone=request.timezone if "timezone" in fields else None,
            )
        self._changed(home_id)
        return home_pb2.UpdateHomeResponse(home=_home(home))

    async def DeleteHome(
        self, request: home_pb2.DeleteHomeRequest, context: Context
    ) -> home_pb2.DeleteHomeResponse:
        """Remove the home and all that belongs to it."""
        home_id = _allowed(request.home_id, _OWNERS)
        async with self._database.session() as session:
            await Homes(session).delete(home_id)
        self._changed(home_id)
        return home_pb2.DeleteHomeResponse()

    async def CreateRoom(
        self, request: home_pb2.CreateRoomRequest, context: Context
    ) -> home_pb2.CreateRoomResponse:
        """A new room."""
        home_id = _allowed(request.home_id, RESIDENTS)
        async with self._database.session() as session:
            rooms = Rooms(session)
            taken = {room.id for room in await rooms.list(home_id)}
            room_id = bounds.new_id(request.room_id or slug(request.name, taken), "room_id")
            room = await rooms.add(home_id, room_id, request.name, request.floor or None)
        self._changed(home_id)
        return home_pb2.CreateRoomResponse(room=_room(room))

    async def ListRooms(
        self, request: home_pb2.ListRoomsRequest, context: Context
    ) -> home_pb2.ListRoomsResponse:
        """The rooms of a home."""
        home_id = _allowed(request.home_id, EVERYONE)
        async with self._database.session(read_only=True) as session:
            rooms = await Rooms(session).list(home_id)
        shown, token = page(rooms, lambda r: r.id, size=request.page_size, token=request.page_token)
        return home_pb2.ListRoomsResponse(rooms=[_room(room) for room in shown], next_page_token=token)

    async def UpdateRoom(
        self, request: home_pb2.UpdateRoomRequest, context: Context
    ) -> home_pb2.UpdateRoomResponse:
        """Change what the mask names."""
        home_id = _allowed(request.home_id, RESIDENTS)
        room_id = bounds.known_id(request.room_id, "room_id", UnknownRoom)
        fields = bounds.mask(list(request.update_mask.paths), frozenset({"name", "floor"}))
        async with self._database.session() as session:
            room = await Rooms(session).update(
                home_id,
                room_id,
                name=request.name if "name" in fields else None,
                floor=(request.floor or None) if "floor" in fields else UNSET,
            )
        self._changed(home_id)
        return home_pb2.UpdateRoomResponse(room=_room(room))

    async def DeleteRoom(
        self, request: home_pb2.DeleteRoomRequest, context: Context
    ) -> home_pb2.DeleteRoomResponse:
        """Remove the room; its devices stay."""
        home_id = _allowed(request.home_id, RESIDENTS)
        room_id = bounds.known_id(request.room_id, "room_id", UnknownRoom)
        async with self._database.session() as session:
            await Rooms(session).delete(home_id, room_id)
        self._changed(home_id)
        return home_pb2.DeleteRoomResponse()

    async def CreateMember(
        self, request: home_pb2.CreateMemberRequest, context: Context
    ) -> home_pb2.CreateMemberResponse:
        """A new member."""
        home_id = _allowed(request.home_id, _OWNERS)
        role = _ROLE_NAMES.get(request.role)
        if role is None:
            raise InvalidRequest("role must be owner, member or guest.", field="role")
        async with self._database.session() as session:
            members = Members(session)
            taken = {member.id for member in await members.list(home_id)}
            member_id = bounds.new_id(request.member_id or slug(request.name, taken), "member_id")
            member = await members.add(home_id, member_id, request.name, role)
        return home_pb2.CreateMemberResponse(member=_member(member))

    async def ListMembers(
        self, request: home_pb2.ListMembersRequest, context: Context
    ) -> home_pb2.ListMembersResponse:
        """The members of a home."""
        home_id = _allowed(request.home_id, RESIDENTS)
        async with self._database.session(read_only=True) as session:
            members = await Members(session).list(home_id)
        shown, token = page(members, lambda m: m.id, size=request.page_size, token=request.page_token)
        return home_pb2.ListMembersResponse(members=[_member(m) for m in shown], next_page_token=token)

    async def DeleteMember(
        self, request: home_pb2.DeleteMemberRequest, context: Context
    ) -> home_pb2.DeleteMemberResponse:
        """Remove the member, whose tokens end with it."""
        home_id = _allowed(request.home_id, _OWNERS)
        member_id = bounds.known_id(request.member_id, "member_id", UnknownMember)
        async with self._database.session() as session:
            await Members(session).remove(home_id, member_id)
        return home_pb2.DeleteMemberResponse()

    async def IssueToken(
        self, request: home_pb2.IssueTokenRequest, context: Context
    ) -> home_pb2.IssueTokenResponse:
        """A new token; this is the only time it can be seen."""
        home_id = _allowed(request.home_id, _OWNERS)
        if request.WhichOneof("subject") is None:
            raise InvalidRequest("A token is for a member or for a device.", field="subject")
        role = None if request.role == home_pb2.ROLE_UNSPECIFIED else _ROLE_NAMES.get(request.role)
        if role is None and request.role != home_pb2.ROLE_UNSPECIFIED:
            raise InvalidRequest("There is no such role.", field="role")
        async with self._database.session() as session:
            token = await Members(session).issue_token(
                home_id,
                member_id=request.member_id if request.HasField("member_id") else None,
                device_id=request.device_id if request.HasField("device_id") else None,
                role=role,
            )
        return home_pb2.IssueTokenResponse(token=token)


def _allowed(home_id: str, roles: frozenset[str]) -> str:
    """The home's id once it is well formed and the caller has one of the roles there."""
    home_id = bounds.known_id(home_id, "home_id", UnknownHome)
    current_call().allow(home_id, roles)
    return home_id


def _home(home: Home) -> home_pb2.Home:
    return home_pb2.Home(id=home.id, name=home.name, timezone=home.timezone)


def _room(room: Room) -> home_pb2.Room:
    return home_pb2.Room(id=room.id, home_id=room.home_id, name=room.name, floor=room.floor or "")


def _member(member: Member) -> home_pb2.Member:
    role = ROLES[Role(member.role)]
    return home_pb2.Member(id=member.id, home_id=member.home_id, name=member.name, role=role)
