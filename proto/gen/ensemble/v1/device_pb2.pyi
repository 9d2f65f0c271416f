import datetime

from ensemble.v1 import common_pb2 as _common_pb2
from google.protobuf import duration_pb2 as _duration_pb2
from google.protobuf import field_mask_pb2 as _field_mask_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ValueType(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    VALUE_TYPE_UNSPECIFIED: _ClassVar[ValueType]
    VALUE_TYPE_BOOLEAN: _ClassVar[ValueType]
    VALUE_TYPE_INTEGER: _ClassVar[ValueType]
    VALUE_TYPE_NUMBER: _ClassVar[ValueType]
    VALUE_TYPE_STRING: _ClassVar[ValueType]
    VALUE_TYPE_LIST: _ClassVar[ValueType]

class Risk(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    RISK_UNSPECIFIED: _ClassVar[Risk]
    RISK_FREE: _ClassVar[Risk]
    RISK_CONFIRM: _ClassVar[Risk]
    RISK_PIN: _ClassVar[Risk]
    RISK_NEVER_REMOTE: _ClassVar[Risk]

class DeviceChangeKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    DEVICE_CHANGE_KIND_UNSPECIFIED: _ClassVar[DeviceChangeKind]
    DEVICE_CHANGE_KIND_PRESENT: _ClassVar[DeviceChangeKind]
    DEVICE_CHANGE_KIND_REGISTERED: _ClassVar[DeviceChangeKind]
    DEVICE_CHANGE_KIND_UPDATED: _ClassVar[DeviceChangeKind]
    DEVICE_CHANGE_KIND_REMOVED: _ClassVar[DeviceChangeKind]
    DEVICE_CHANGE_KIND_ONLINE: _ClassVar[DeviceChangeKind]
    DEVICE_CHANGE_KIND_OFFLINE: _ClassVar[DeviceChangeKind]
    DEVICE_CHANGE_KIND_STATE: _ClassVar[DeviceChangeKind]
    DEVICE_CHANGE_KIND_EVENT: _ClassVar[DeviceChangeKind]
    DEVICE_CHANGE_KIND_COMMAND: _ClassVar[DeviceChangeKind]
    DEVICE_CHANGE_KIND_LAGGED: _ClassVar[DeviceChangeKind]

class CommandWait(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    COMMAND_WAIT_UNSPECIFIED: _ClassVar[CommandWait]
    COMMAND_WAIT_ACCEPTED: _ClassVar[CommandWait]
    COMMAND_WAIT_FINISHED: _ClassVar[CommandWait]
VALUE_TYPE_UNSPECIFIED: ValueType
VALUE_TYPE_BOOLEAN: ValueType
VALUE_TYPE_INTEGER: ValueType
VALUE_TYPE_NUMBER: ValueType
VALUE_TYPE_STRING: ValueType
VALUE_TYPE_LIST: ValueType
RISK_UNSPECIFIED: Risk
RISK_FREE: Risk
RISK_CONFIRM: Risk
RISK_PIN: Risk
RISK_NEVER_REMOTE: Risk
DEVICE_CHANGE_KIND_UNSPECIFIED: DeviceChangeKind
DEVICE_CHANGE_KIND_PRESENT: DeviceChangeKind
DEVICE_CHANGE_KIND_REGISTERED: DeviceChangeKind
DEVICE_CHANGE_KIND_UPDATED: DeviceChangeKind
DEVICE_CHANGE_KIND_REMOVED: DeviceChangeKind
DEVICE_CHANGE_KIND_ONLINE: DeviceChangeKind
DEVICE_CHANGE_KIND_OFFLINE: DeviceChangeKind
DEVICE_CHANGE_KIND_STATE: DeviceChangeKind
DEVICE_CHANGE_KIND_EVENT: DeviceChangeKind
DEVICE_CHANGE_KIND_COMMAND: DeviceChangeKind
DEVICE_CHANGE_KIND_LAGGED: DeviceChangeKind
COMMAND_WAIT_UNSPECIFIED: CommandWait
COMMAND_WAIT_ACCEPTED: CommandWait
COMMAND_WAIT_FINISHED: CommandWait

class DeviceDescription(_message.Message):
    __slots__ = ("name", "type", "properties", "actions", "events", "room", "aliases", "manufacturer", "model")
    NAME_FIELD_NUMBER: _ClassVar[int]
    TYPE_FIELD_NUMBER: _ClassVar[int]
    PROPERTIES_FIELD_NUMBER: _ClassVar[int]
    ACTIONS_FIELD_NUMBER: _ClassVar[int]
    EVENTS_FIELD_NUMBER: _ClassVar[int]
    ROOM_FIELD_NUMBER: _ClassVar[int]
    ALIASES_FIELD_NUMBER: _ClassVar[int]
    MANUFACTURER_FIELD_NUMBER: _ClassVar[int]
    MODEL_FIELD_NUMBER: _ClassVar[int]
    name: str
    type: str
    properties: _containers.RepeatedCompositeFieldContainer[Property]
    actions: _containers.RepeatedCompositeFieldContainer[Action]
    events: _containers.RepeatedScalarFieldContainer[str]
    room: str
    aliases: _containers.RepeatedScalarFieldContainer[str]
    manufacturer: str
    model: str
    def __init__(self, name: _Optional[str] = ..., type: _Optional[str] = ..., properties: _Optional[_Iterable[_Union[Property, _Mapping]]] = ..., actions: _Optional[_Iterable[_Union[Action, _Mapping]]] = ..., events: _Optional[_Iterable[str]] = ..., room: _Optional[str] = ..., aliases: _Optional[_Iterable[str]] = ..., manufacturer: _Optional[str] = ..., model: _Optional[str] = ...) -> None: ...

class Property(_message.Message):
    __slots__ = ("name", "type", "writable", "readable", "minimum", "maximum", "unit", "choices", "risk", "paths")
    NAME_FIELD_NUMBER: _ClassVar[int]
    TYPE_FIELD_NUMBER: _ClassVar[int]
    WRITABLE_FIELD_NUMBER: _ClassVar[int]
    READABLE_FIELD_NUMBER: _ClassVar[int]
    MINIMUM_FIELD_NUMBER: _ClassVar[int]
    MAXIMUM_FIELD_NUMBER: _ClassVar[int]
    UNIT_FIELD_NUMBER: _ClassVar[int]
    CHOICES_FIELD_NUMBER: _ClassVar[int]
    RISK_FIELD_NUMBER: _ClassVar[int]
    PATHS_FIELD_NUMBER: _ClassVar[int]
    name: str
    type: ValueType
    writable: bool
    readable: bool
    minimum: float
    maximum: float
    unit: str
    choices: _containers.RepeatedScalarFieldContainer[str]
    risk: Risk
    paths: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, name: _Optional[str] = ..., type: _Optional[_Union[ValueType, str]] = ..., writable: _Optional[bool] = ..., readable: _Optional[bool] = ..., minimum: _Optional[float] = ..., maximum: _Optional[float] = ..., unit: _Optional[str] = ..., choices: _Optional[_Iterable[str]] = ..., risk: _Optional[_Union[Risk, str]] = ..., paths: _Optional[_Iterable[str]] = ...) -> None: ...

class Action(_message.Message):
    __slots__ = ("name", "arguments", "risk")
    NAME_FIELD_NUMBER: _ClassVar[int]
    ARGUMENTS_FIELD_NUMBER: _ClassVar[int]
    RISK_FIELD_NUMBER: _ClassVar[int]
    name: str
    arguments: _containers.RepeatedCompositeFieldContainer[Argument]
    risk: Risk
    def __init__(self, name: _Optional[str] = ..., arguments: _Optional[_Iterable[_Union[Argument, _Mapping]]] = ..., risk: _Optional[_Union[Risk, str]] = ...) -> None: ...

class Argument(_message.Message):
    __slots__ = ("name", "type", "required", "minimum", "maximum", "unit", "choices")
    NAME_FIELD_NUMBER: _ClassVar[int]
    TYPE_FIELD_NUMBER: _ClassVar[int]
    REQUIRED_FIELD_NUMBER: _ClassVar[int]
    MINIMUM_FIELD_NUMBER: _ClassVar[int]
    MAXIMUM_FIELD_NUMBER: _ClassVar[int]
    UNIT_FIELD_NUMBER: _ClassVar[int]
    CHOICES_FIELD_NUMBER: _ClassVar[int]
    name: str
    type: ValueType
    required: bool
    minimum: float
    maximum: float
    unit: str
    choices: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, name: _Optional[str] = ..., type: _Optional[_Union[ValueType, str]] = ..., required: _Optional[bool] = ..., minimum: _Optional[float] = ..., maximum: _Optional[float] = ..., unit: _Optional[str] = ..., choices: _Optional[_Iterable[str]] = ...) -> None: ...

class Device(_message.Message):
    __slots__ = ("id", "home_id", "description", "room_id", "adapter", "online", "reported", "desired", "reported_version", "report_time")
    class ReportedEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: _common_pb2.Value
        def __init__(self, key: _Optional[str] = ..., value: _Optional[_Union[_common_pb2.Value, _Mapping]] = ...) -> None: ...
    class DesiredEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: _common_pb2.Value
        def __init__(self, key: _Optional[str] = ..., value: _Optional[_Union[_common_pb2.Value, _Mapping]] = ...) -> None: ...
    ID_FIELD_NUMBER: _ClassVar[int]
    HOME_ID_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    ROOM_ID_FIELD_NUMBER: _ClassVar[int]
    ADAPTER_FIELD_NUMBER: _ClassVar[int]
    ONLINE_FIELD_NUMBER: _ClassVar[int]
    REPORTED_FIELD_NUMBER: _ClassVar[int]
    DESIRED_FIELD_NUMBER: _ClassVar[int]
    REPORTED_VERSION_FIELD_NUMBER: _ClassVar[int]
    REPORT_TIME_FIELD_NUMBER: _ClassVar[int]
    id: str
    home_id: str
    description: DeviceDescription
    room_id: str
    adapter: str
    online: bool
    reported: _containers.MessageMap[str, _common_pb2.Value]
    desired: _containers.MessageMap[str, _common_pb2.Value]
    reported_version: int
    report_time: _timestamp_pb2.Timestamp
    def __init__(self, id: _Optional[str] = ..., home_id: _Optional[str] = ..., description: _Optional[_Union[DeviceDescription, _Mapping]] = ..., room_id: _Optional[str] = ..., adapter: _Optional[str] = ..., online: _Optional[bool] = ..., reported: _Optional[_Mapping[str, _common_pb2.Value]] = ..., desired: _Optional[_Mapping[str, _common_pb2.Value]] = ..., reported_version: _Optional[int] = ..., report_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class RegisterDeviceRequest(_message.Message):
    __slots__ = ("home_id", "device_id", "description", "room_id")
    HOME_ID_FIELD_NUMBER: _ClassVar[int]
    DEVICE_ID_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    ROOM_ID_FIELD_NUMBER: _ClassVar[int]
    home_id: str
    device_id: str
    description: DeviceDescription
    room_id: str
    def __init__(self, home_id: _Optional[str] = ..., device_id: _Optional[str] = ..., description: _Optional[_Union[DeviceDescription, _Mapping]] = ..., room_id: _Optional[str] = ...) -> None: ...

class RegisterDeviceResponse(_message.Message):
    __slots__ = ("device", "topic_prefix")
    DEVICE_FIELD_NUMBER: _ClassVar[int]
    TOPIC_PREFIX_FIELD_NUMBER: _ClassVar[int]
    device: Device
    topic_prefix: str
    def __init__(self, device: _Optional[_Union[Device, _Mapping]] = ..., topic_prefix: _Optional[str] = ...) -> None: ...

class GetDeviceRequest(_message.Message):
    __slots__ = ("home_id", "device_id")
    HOME_ID_FIELD_NUMBER: _ClassVar[int]
    DEVICE_ID_FIELD_NUMBER: _ClassVar[int]
    home_id: str
    device_id: str
    def __init__(self, home_id: _Optional[str] = ..., device_id: _Optional[str] = ...) -> None: ...

class GetDeviceResponse(_message.Message):
    __slots__ = ("device",)
    DEVICE_FIELD_NUMBER: _ClassVar[int]
    device: Device
    def __init__(self, device: _Optional[_Union[Device, _Mapping]] = ...) -> None: ...

class ListDevicesRequest(_message.Message):
    __slots__ = ("home_id", "room_id", "type", "page_size", "page_token")
    HOME_ID_FIELD_NUMBER: _ClassVar[int]
    ROOM_ID_FIELD_NUMBER: _ClassVar[int]
    TYPE_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    home_id: str
    room_id: str
    type: str
    page_size: int
    page_token: str
    def __init__(self, home_id: _Optional[str] = ..., room_id: _Optional[str] = ..., type: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListDevicesResponse(_message.Message):
    __slots__ = ("devices", "next_page_token")
    DEVICES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    devices: _containers.RepeatedCompositeFieldContainer[Device]
    next_page_token: str
    def __init__(self, devices: _Optional[_Iterable[_Union[Device, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class UpdateDeviceRequest(_message.Message):
    __slots__ = ("home_id", "device_id", "name", "room_id", "aliases", "update_mask")
    HOME_ID_FIELD_NUMBER: _ClassVar[int]
    DEVICE_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    ROOM_ID_FIELD_NUMBER: _ClassVar[int]
    ALIASES_FIELD_NUMBER: _ClassVar[int]
    UPDATE_MASK_FIELD_NUMBER: _ClassVar[int]
    home_id: str
    device_id: str
    name: str
    room_id: str
    aliases: _containers.RepeatedScalarFieldContainer[str]
    update_mask: _field_mask_pb2.FieldMask
    def __init__(self, home_id: _Optional[str] = ..., device_id: _Optional[str] = ..., name: _Optional[str] = ..., room_id: _Optional[str] = ..., aliases: _Optional[_Iterable[str]] = ..., update_mask: _Optional[_Union[_field_mask_pb2.FieldMask, _Mapping]] = ...) -> None: ...

class UpdateDeviceResponse(_message.Message):
    __slots__ = ("device",)
    DEVICE_FIELD_NUMBER: _ClassVar[int]
    device: Device
    def __init__(self, device: _Optional[_Union[Device, _Mapping]] = ...) -> None: ...

class DeleteDeviceRequest(_message.Message):
    __slots__ = ("home_id", "device_id")
    HOME_ID_FIELD_NUMBER: _ClassVar[int]
    DEVICE_ID_FIELD_NUMBER: _ClassVar[int]
    home_id: str
    device_id: str
    def __init__(self, home_id: _Optional[str] = ..., device_id: _Optional[str] = ...) -> None: ...

class DeleteDeviceResponse(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class WatchDevicesRequest(_message.Message):
    __slots__ = ("home_id", "device_ids")
    HOME_ID_FIELD_NUMBER: _ClassVar[int]
    DEVICE_IDS_FIELD_NUMBER: _ClassVar[int]
    home_id: str
    device_ids: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, home_id: _Optional[str] = ..., device_ids: _Optional[_Iterable[str]] = ...) -> None: ...

class WatchDevicesResponse(_message.Message):
    __slots__ = ("kind", "device_id", "device", "values", "event", "command", "time")
    class ValuesEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: _common_pb2.Value
        def __init__(self, key: _Optional[str] = ..., value: _Optional[_Union[_common_pb2.Value, _Mapping]] = ...) -> None: ...
    KIND_FIELD_NUMBER: _ClassVar[int]
    DEVICE_ID_FIELD_NUMBER: _ClassVar[int]
    DEVICE_FIELD_NUMBER: _ClassVar[int]
    VALUES_FIELD_NUMBER: _ClassVar[int]
    EVENT_FIELD_NUMBER: _ClassVar[int]
    COMMAND_FIELD_NUMBER: _ClassVar[int]
    TIME_FIELD_NUMBER: _ClassVar[int]
    kind: DeviceChangeKind
    device_id: str
    device: Device
    values: _containers.MessageMap[str, _common_pb2.Value]
    event: str
    command: _common_pb2.Command
    time: _timestamp_pb2.Timestamp
    def __init__(self, kind: _Optional[_Union[DeviceChangeKind, str]] = ..., device_id: _Optional[str] = ..., device: _Optional[_Union[Device, _Mapping]] = ..., values: _Optional[_Mapping[str, _common_pb2.Value]] = ..., event: _Optional[str] = ..., command: _Optional[_Union[_common_pb2.Command, _Mapping]] = ..., time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class SetValues(_message.Message):
    __slots__ = ("values",)
    class ValuesEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: _common_pb2.Value
        def __init__(self, key: _Optional[str] = ..., value: _Optional[_Union[_common_pb2.Value, _Mapping]] = ...) -> None: ...
    VALUES_FIELD_NUMBER: _ClassVar[int]
    values: _containers.MessageMap[str, _common_pb2.Value]
    def __init__(self, values: _Optional[_Mapping[str, _common_pb2.Value]] = ...) -> None: ...

class RunAction(_message.Message):
    __slots__ = ("action", "arguments")
    class ArgumentsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: _common_pb2.Value
        def __init__(self, key: _Optional[str] = ..., value: _Optional[_Union[_common_pb2.Value, _Mapping]] = ...) -> None: ...
    ACTION_FIELD_NUMBER: _ClassVar[int]
    ARGUMENTS_FIELD_NUMBER: _ClassVar[int]
    action: str
    arguments: _containers.MessageMap[str, _common_pb2.Value]
    def __init__(self, action: _Optional[str] = ..., arguments: _Optional[_Mapping[str, _common_pb2.Value]] = ...) -> None: ...

class SendCommandRequest(_message.Message):
    __slots__ = ("home_id", "device_id", "set", "run", "wait", "timeout", "confirmed", "pin")
    HOME_ID_FIELD_NUMBER: _ClassVar[int]
    DEVICE_ID_FIELD_NUMBER: _ClassVar[int]
    SET_FIELD_NUMBER: _ClassVar[int]
    RUN_FIELD_NUMBER: _ClassVar[int]
    WAIT_FIELD_NUMBER: _ClassVar[int]
    TIMEOUT_FIELD_NUMBER: _ClassVar[int]
    CONFIRMED_FIELD_NUMBER: _ClassVar[int]
    PIN_FIELD_NUMBER: _ClassVar[int]
    home_id: str
    device_id: str
    set: SetValues
    run: RunAction
    wait: CommandWait
    timeout: _duration_pb2.Duration
    confirmed: bool
    pin: str
    def __init__(self, home_id: _Optional[str] = ..., device_id: _Optional[str] = ..., set: _Optional[_Union[SetValues, _Mapping]] = ..., run: _Optional[_Union[RunAction, _Mapping]] = ..., wait: _Optional[_Union[CommandWait, str]] = ..., timeout: _Optional[_Union[datetime.timedelta, _duration_pb2.Duration, _Mapping]] = ..., confirmed: _Optional[bool] = ..., pin: _Optional[str] = ...) -> None: ...

class SendCommandResponse(_message.Message):
    __slots__ = ("command",)
    COMMAND_FIELD_NUMBER: _ClassVar[int]
    command: _common_pb2.Command
    def __init__(self, command: _Optional[_Union[_common_pb2.Command, _Mapping]] = ...) -> None: ...

class GetCommandRequest(_message.Message):
    __slots__ = ("home_id", "command_id")
    HOME_ID_FIELD_NUMBER: _ClassVar[int]
    COMMAND_ID_FIELD_NUMBER: _ClassVar[int]
    home_id: str
    command_id: str
    def __init__(self, home_id: _Optional[str] = ..., command_id: _Optional[str] = ...) -> None: ...

class GetCommandResponse(_message.Message):
    __slots__ = ("command",)
    COMMAND_FIELD_NUMBER: _ClassVar[int]
    command: _common_pb2.Command
    def __init__(self, command: _Optional[_Union[_common_pb2.Command, _Mapping]] = ...) -> None: ...
