from collections.abc import AsyncIterator
from typing import Any

import grpc
import grpc.aio

from ensemble.v1 import assistant_pb2

class AssistantServiceStub:
    def __init__(self, channel: grpc.aio.Channel) -> None: ...
    Converse: grpc.aio.UnaryUnaryMultiCallable[assistant_pb2.ConverseRequest, assistant_pb2.ConverseResponse]
    ConverseStream: grpc.aio.StreamStreamMultiCallable[assistant_pb2.ConverseStreamRequest, assistant_pb2.ConverseStreamResponse]

class AssistantServiceServicer:
    async def Converse(
        self, request: assistant_pb2.ConverseRequest, context: grpc.aio.ServicerContext[Any, Any]
    ) -> assistant_pb2.ConverseResponse: ...
    def ConverseStream(
        self, request: AsyncIterator[assistant_pb2.ConverseStreamRequest], context: grpc.aio.ServicerContext[Any, Any]
    ) -> AsyncIterator[assistant_pb2.ConverseStreamResponse]: ...

def add_AssistantServiceServicer_to_server(
    servicer: AssistantServiceServicer, server: grpc.aio.Server
) -> None: ...
