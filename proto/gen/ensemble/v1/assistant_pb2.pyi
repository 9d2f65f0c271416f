import datetime

from ensemble.v1 import common_pb2 as _common_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ConverseStatus(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CONVERSE_STATUS_UNSPECIFIED: _ClassVar[ConverseStatus]
    CONVERSE_STATUS_DONE: _ClassVar[ConverseStatus]
    CONVERSE_STATUS_PARTLY: _ClassVar[ConverseStatus]
    CONVERSE_STATUS_FAILED: _ClassVar[ConverseStatus]
    CONVERSE_STATUS_UNKNOWN: _ClassVar[ConverseStatus]
    CONVERSE_STATUS_ANSWERED: _ClassVar[ConverseStatus]
    CONVERSE_STATUS_ASKED: _ClassVar[ConverseStatus]
    CONVERSE_STATUS_REFUSED: _ClassVar[ConverseStatus]
    CONVERSE_STATUS_SCHEDULED: _ClassVar[ConverseStatus]
    CONVERSE_STATUS_CANCELLED: _ClassVar[ConverseStatus]
CONVERSE_STATUS_UNSPECIFIED: ConverseStatus
CONVERSE_STATUS_DONE: ConverseStatus
CONVERSE_STATUS_PARTLY: ConverseStatus
CONVERSE_STATUS_FAILED: ConverseStatus
CONVERSE_STATUS_UNKNOWN: ConverseStatus
CONVERSE_STATUS_ANSWERED: ConverseStatus
CONVERSE_STATUS_ASKED: ConverseStatus
CONVERSE_STATUS_REFUSED: ConverseStatus
CONVERSE_STATUS_SCHEDULED: ConverseStatus
CONVERSE_STATUS_CANCELLED: ConverseStatus

class ConverseRequest(_message.Message):
    __slots__ = ("home_id", "conversation_id", "utterance", "device_id", "room_id", "language", "question_id", "options")
    HOME_ID_FIELD_NUMBER: _ClassVar[int]
    CONVERSATION_ID_FIELD_NUMBER: _ClassVar[int]
    UTTERANCE_FIELD_NUMBER: _ClassVar[int]
    DEVICE_ID_FIELD_NUMBER: _ClassVar[int]
    ROOM_ID_FIELD_NUMBER: _ClassVar[int]
    LANGUAGE_FIELD_NUMBER: _ClassVar[int]
    QUESTION_ID_FIELD_NUMBER: _ClassVar[int]
    OPTIONS_FIELD_NUMBER: _ClassVar[int]
    home_id: str
    conversation_id: str
    utterance: str
    device_id: str
    room_id: str
    language: str
    question_id: str
    options: ConverseOptions
    def __init__(self, home_id: _Optional[str] = ..., conversation_id: _Optional[str] = ..., utterance: _Optional[str] = ..., device_id: _Optional[str] = ..., room_id: _Optional[str] = ..., language: _Optional[str] = ..., question_id: _Optional[str] = ..., options: _Optional[_Union[ConverseOptions, _Mapping]] = ...) -> None: ...

class ConverseOptions(_message.Message):
    __slots__ = ("include_plan",)
    INCLUDE_PLAN_FIELD_NUMBER: _ClassVar[int]
    include_plan: bool
    def __init__(self, include_plan: _Optional[bool] = ...) -> None: ...

class ConverseResponse(_message.Message):
    __slots__ = ("conversation_id", "reply", "plan", "outcomes", "question", "timing", "trace_id", "status")
    CONVERSATION_ID_FIELD_NUMBER: _ClassVar[int]
    REPLY_FIELD_NUMBER: _ClassVar[int]
    PLAN_FIELD_NUMBER: _ClassVar[int]
    OUTCOMES_FIELD_NUMBER: _ClassVar[int]
    QUESTION_FIELD_NUMBER: _ClassVar[int]
    TIMING_FIELD_NUMBER: _ClassVar[int]
    TRACE_ID_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    conversation_id: str
    reply: str
    plan: _common_pb2.Plan
    outcomes: _containers.RepeatedCompositeFieldContainer[_common_pb2.CommandOutcome]
    question: Question
    timing: Timing
    trace_id: str
    status: ConverseStatus
    def __init__(self, conversation_id: _Optional[str] = ..., reply: _Optional[str] = ..., plan: _Optional[_Union[_common_pb2.Plan, _Mapping]] = ..., outcomes: _Optional[_Iterable[_Union[_common_pb2.CommandOutcome, _Mapping]]] = ..., question: _Optional[_Union[Question, _Mapping]] = ..., timing: _Optional[_Union[Timing, _Mapping]] = ..., trace_id: _Optional[str] = ..., status: _Optional[_Union[ConverseStatus, str]] = ...) -> None: ...

class Question(_message.Message):
    __slots__ = ("id", "kind", "text", "choices", "expire_time")
    ID_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    CHOICES_FIELD_NUMBER: _ClassVar[int]
    EXPIRE_TIME_FIELD_NUMBER: _ClassVar[int]
    id: str
    kind: _common_pb2.QuestionKind
    text: str
    choices: _containers.RepeatedCompositeFieldContainer[Choice]
    expire_time: _timestamp_pb2.Timestamp
    def __init__(self, id: _Optional[str] = ..., kind: _Optional[_Union[_common_pb2.QuestionKind, str]] = ..., text: _Optional[str] = ..., choices: _Optional[_Iterable[_Union[Choice, _Mapping]]] = ..., expire_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class Choice(_message.Message):
    __slots__ = ("id", "label")
    ID_FIELD_NUMBER: _ClassVar[int]
    LABEL_FIELD_NUMBER: _ClassVar[int]
    id: str
    label: str
    def __init__(self, id: _Optional[str] = ..., label: _Optional[str] = ...) -> None: ...

class Timing(_message.Message):
    __slots__ = ("plan_ms", "total_ms")
    PLAN_MS_FIELD_NUMBER: _ClassVar[int]
    TOTAL_MS_FIELD_NUMBER: _ClassVar[int]
    plan_ms: float
    total_ms: float
    def __init__(self, plan_ms: _Optional[float] = ..., total_ms: _Optional[float] = ...) -> None: ...

class ConverseStreamRequest(_message.Message):
    __slots__ = ("utterance", "answer", "cancel")
    UTTERANCE_FIELD_NUMBER: _ClassVar[int]
    ANSWER_FIELD_NUMBER: _ClassVar[int]
    CANCEL_FIELD_NUMBER: _ClassVar[int]
    utterance: ConverseRequest
    answer: Answer
    cancel: Cancel
    def __init__(self, utterance: _Optional[_Union[ConverseRequest, _Mapping]] = ..., answer: _Optional[_Union[Answer, _Mapping]] = ..., cancel: _Optional[_Union[Cancel, _Mapping]] = ...) -> None: ...

class Answer(_message.Message):
    __slots__ = ("question_id", "text")
    QUESTION_ID_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    question_id: str
    text: str
    def __init__(self, question_id: _Optional[str] = ..., text: _Optional[str] = ...) -> None: ...

class Cancel(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class ConverseStreamResponse(_message.Message):
    __slots__ = ("turn", "heard", "plan_made", "command_sent", "device_outcome", "reply_text", "question_asked", "done")
    TURN_FIELD_NUMBER: _ClassVar[int]
    HEARD_FIELD_NUMBER: _ClassVar[int]
    PLAN_MADE_FIELD_NUMBER: _ClassVar[int]
    COMMAND_SENT_FIELD_NUMBER: _ClassVar[int]
    DEVICE_OUTCOME_FIELD_NUMBER: _ClassVar[int]
    REPLY_TEXT_FIELD_NUMBER: _ClassVar[int]
    QUESTION_ASKED_FIELD_NUMBER: _ClassVar[int]
    DONE_FIELD_NUMBER: _ClassVar[int]
    turn: int
    heard: Heard
    plan_made: PlanMade
    command_sent: CommandSent
    device_outcome: DeviceOutcome
    reply_text: ReplyText
    question_asked: QuestionAsked
    done: Done
    def __init__(self, turn: _Optional[int] = ..., heard: _Optional[_Union[Heard, _Mapping]] = ..., plan_made: _Optional[_Union[PlanMade, _Mapping]] = ..., command_sent: _Optional[_Union[CommandSent, _Mapping]] = ..., device_outcome: _Optional[_Union[DeviceOutcome, _Mapping]] = ..., reply_text: _Optional[_Union[ReplyText, _Mapping]] = ..., question_asked: _Optional[_Union[QuestionAsked, _Mapping]] = ..., done: _Optional[_Union[Done, _Mapping]] = ...) -> None: ...

class Heard(_message.Message):
    __slots__ = ("conversation_id", "utterance", "trace_id")
    CONVERSATION_ID_FIELD_NUMBER: _ClassVar[int]
    UTTERANCE_FIELD_NUMBER: _ClassVar[int]
    TRACE_ID_FIELD_NUMBER: _ClassVar[int]
    conversation_id: str
    utterance: str
    trace_id: str
    def __init__(self, conversation_id: _Optional[str] = ..., utterance: _Optional[str] = ..., trace_id: _Optional[str] = ...) -> None: ...

class PlanMade(_message.Message):
    __slots__ = ("plan", "plan_ms")
    PLAN_FIELD_NUMBER: _ClassVar[int]
    PLAN_MS_FIELD_NUMBER: _ClassVar[int]
    plan: _common_pb2.Plan
    plan_ms: float
    def __init__(self, plan: _Optional[_Union[_common_pb2.Plan, _Mapping]] = ..., plan_ms: _Optional[float] = ...) -> None: ...

class CommandSent(_message.Message):
    __slots__ = ("outcome",)
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    outcome: _common_pb2.CommandOutcome
    def __init__(self, outcome: _Optional[_Union[_common_pb2.CommandOutcome, _Mapping]] = ...) -> None: ...

class DeviceOutcome(_message.Message):
    __slots__ = ("outcome",)
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    outcome: _common_pb2.CommandOutcome
    def __init__(self, outcome: _Optional[_Union[_common_pb2.CommandOutcome, _Mapping]] = ...) -> None: ...

class ReplyText(_message.Message):
    __slots__ = ("text", "notice")
    TEXT_FIELD_NUMBER: _ClassVar[int]
    NOTICE_FIELD_NUMBER: _ClassVar[int]
    text: str
    notice: bool
    def __init__(self, text: _Optional[str] = ..., notice: _Optional[bool] = ...) -> None: ...

class QuestionAsked(_message.Message):
    __slots__ = ("question",)
    QUESTION_FIELD_NUMBER: _ClassVar[int]
    question: Question
    def __init__(self, question: _Optional[_Union[Question, _Mapping]] = ...) -> None: ...

class Done(_message.Message):
    __slots__ = ("status", "timing")
    STATUS_FIELD_NUMBER: _ClassVar[int]
    TIMING_FIELD_NUMBER: _ClassVar[int]
    status: ConverseStatus
    timing: Timing
    def __init__(self, status: _Optional[_Union[ConverseStatus, str]] = ..., timing: _Optional[_Union[Timing, _Mapping]] = ...) -> None: ...
