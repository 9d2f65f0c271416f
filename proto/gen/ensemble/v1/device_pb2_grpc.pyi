from collections.abc import AsyncIterator
from typing import Any

import grpc
import grpc.aio

from ensemble.v1 import device_pb2

class DeviceServiceStub:
    def __init__(self, channel: grpc.aio.Channel) -> None: ...
    RegisterDevice: grpc.aio.UnaryUnaryMultiCallable[device_pb2.RegisterDeviceRequest, device_pb2.RegisterDeviceResponse]
    GetDevice: grpc.aio.UnaryUnaryMultiCallable[device_pb2.GetDeviceRequest, device_pb2.GetDeviceResponse]
    ListDevices: grpc.aio.UnaryUnaryMultiCallable[device_pb2.ListDevicesRequest, device_pb2.ListDevicesResponse]
    UpdateDevice: grpc.aio.UnaryUnaryMultiCallable[device_pb2.UpdateDeviceRequest, device_pb2.UpdateDeviceResponse]
    DeleteDevice: grpc.aio.UnaryUnaryMultiCallable[device_pb2.DeleteDeviceRequest, device_pb2.DeleteDeviceResponse]
    WatchDevices: grpc.aio.UnaryStreamMultiCallable[device_pb2.WatchDevicesRequest, device_pb2.WatchDevicesResponse]
    SendCommand: grpc.aio.UnaryUnaryMultiCallable[device_pb2.SendCommandRequest, device_pb2.SendCommandResponse]
    GetCommand: grpc.aio.UnaryUnaryMultiCallable[device_pb2.GetCommandRequest, device_pb2.GetCommandResponse]

class DeviceServiceServicer:
    async def RegisterDevice(
        self, request: device_pb2.RegisterDeviceRequest, context: grpc.aio.ServicerContext[Any, Any]
    ) -> device_pb2.RegisterDeviceResponse: ...
    async def GetDevice(
        self, request: device_pb2.GetDeviceRequest, context: grpc.aio.ServicerContext[Any, Any]
    ) -> device_pb2.GetDeviceResponse: ...
    async def ListDevices(
        self, request: device_pb2.ListDevicesRequest, context: grpc.aio.ServicerContext[Any, Any]
    ) -> device_pb2.ListDevicesResponse: ...
    async def UpdateDevice(
        self, request: device_pb2.UpdateDeviceRequest, context: grpc.aio.ServicerContext[Any, Any]
    ) -> device_pb2.UpdateDeviceResponse: ...
    async def DeleteDevice(
        self, request: device_pb2.DeleteDeviceRequest, context: grpc.aio.ServicerContext[Any, Any]
    ) -> device_pb2.DeleteDeviceResponse: ...
    def WatchDevices(
        self, request: device_pb2.WatchDevicesRequest, context: grpc.aio.ServicerContext[Any, Any]
    ) -> AsyncIterator[device_pb2.WatchDevicesResponse]: ...
    async def SendCommand(
        self, request: device_pb2.SendCommandRequest, context: grpc.aio.ServicerContext[Any, Any]
    ) -> device_pb2.SendCommandResponse: ...
    async def GetCommand(
        self, request: device_pb2.GetCommandRequest, context: grpc.aio.ServicerContext[Any, Any]
    ) -> device_pb2.GetCommandResponse: ...

def add_DeviceServiceServicer_to_server(
    servicer: DeviceServiceServicer, server: grpc.aio.Server
) -> None: ...
