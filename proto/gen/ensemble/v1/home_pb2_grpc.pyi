from collections.abc import AsyncIterator
from typing import Any

import grpc
import grpc.aio

from ensemble.v1 import home_pb2

class HomeServiceStub:
    def __init__(self, channel: grpc.aio.Channel) -> None: ...
    CreateHome: grpc.aio.UnaryUnaryMultiCallable[home_pb2.CreateHomeRequest, home_pb2.CreateHomeResponse]
    GetHome: grpc.aio.UnaryUnaryMultiCallable[home_pb2.GetHomeRequest, home_pb2.GetHomeResponse]
    ListHomes: grpc.aio.UnaryUnaryMultiCallable[home_pb2.ListHomesRequest, home_pb2.ListHomesResponse]
    UpdateHome: grpc.aio.UnaryUnaryMultiCallable[home_pb2.UpdateHomeRequest, home_pb2.UpdateHomeResponse]
    DeleteHome: grpc.aio.UnaryUnaryMultiCallable[home_pb2.DeleteHomeRequest, home_pb2.DeleteHomeResponse]
    CreateRoom: grpc.aio.UnaryUnaryMultiCallable[home_pb2.CreateRoomRequest, home_pb2.CreateRoomResponse]
    ListRooms: grpc.aio.UnaryUnaryMultiCallable[home_pb2.ListRoomsRequest, home_pb2.ListRoomsResponse]
    UpdateRoom: grpc.aio.UnaryUnaryMultiCallable[home_pb2.UpdateRoomRequest, home_pb2.UpdateRoomResponse]
    DeleteRoom: grpc.aio.UnaryUnaryMultiCallable[home_pb2.DeleteRoomRequest, home_pb2.DeleteRoomResponse]
    CreateMember: grpc.aio.UnaryUnaryMultiCallable[home_pb2.CreateMemberRequest, home_pb2.CreateMemberResponse]
    ListMembers: grpc.aio.UnaryUnaryMultiCallable[home_pb2.ListMembersRequest, home_pb2.ListMembersResponse]
    DeleteMember: grpc.aio.UnaryUnaryMultiCallable[home_pb2.DeleteMemberRequest, home_pb2.DeleteMemberResponse]
    IssueToken: grpc.aio.UnaryUnaryMultiCallable[home_pb2.IssueTokenRequest, home_pb2.IssueTokenResponse]

class HomeServiceServicer:
    async def CreateHome(
        self, request: home_pb2.CreateHomeRequest, context: grpc.aio.ServicerContext[Any, Any]
    ) -> home_pb2.CreateHomeResponse: ...
    async def GetHome(
        self, request: home_pb2.GetHomeRequest, context: grpc.aio.ServicerContext[Any, Any]
    ) -> home_pb2.GetHomeResponse: ...
    async def ListHomes(
        self, request: home_pb2.ListHomesRequest, context: grpc.aio.ServicerContext[Any, Any]
    ) -> home_pb2.ListHomesResponse: ...
    async def UpdateHome(
        self, request: home_pb2.UpdateHomeRequest, context: grpc.aio.ServicerContext[Any, Any]
    ) -> home_pb2.UpdateHomeResponse: ...
    async def DeleteHome(
        self, request: home_pb2.DeleteHomeRequest, context: grpc.aio.ServicerContext[Any, Any]
    ) -> home_pb2.DeleteHomeResponse: ...
    async def CreateRoom(
        self, request: home_pb2.CreateRoomRequest, context: grpc.aio.ServicerContext[Any, Any]
    ) -> home_pb2.CreateRoomResponse: ...
    async def ListRooms(
        self, request: home_pb2.ListRoomsRequest, context: grpc.aio.ServicerContext[Any, Any]
    ) -> home_pb2.ListRoomsResponse: ...
    async def UpdateRoom(
        self, request: home_pb2.UpdateRoomRequest, context: grpc.aio.ServicerContext[Any, Any]
    ) -> home_pb2.UpdateRoomResponse: ...
    async def DeleteRoom(
        self, request: home_pb2.DeleteRoomRequest, context: grpc.aio.ServicerContext[Any, Any]
    ) -> home_pb2.DeleteRoomResponse: ...
    async def CreateMember(
        self, request: home_pb2.CreateMemberRequest, context: grpc.aio.ServicerContext[Any, Any]
    ) -> home_pb2.CreateMemberResponse: ...
    async def ListMembers(
        self, request: home_pb2.ListMembersRequest, context: grpc.aio.ServicerContext[Any, Any]
    ) -> home_pb2.ListMembersResponse: ...
    async def DeleteMember(
        self, request: home_pb2.DeleteMemberRequest, context: grpc.aio.ServicerContext[Any, Any]
    ) -> home_pb2.DeleteMemberResponse: ...
    async def IssueToken(
        self, request: home_pb2.IssueTokenRequest, context: grpc.aio.ServicerContext[Any, Any]
    ) -> home_pb2.IssueTokenResponse: ...

def add_HomeServiceServicer_to_server(
    servicer: HomeServiceServicer, server: grpc.aio.Server
) -> None: ...
