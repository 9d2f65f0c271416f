import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class CommandState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    COMMAND_STATE_UNSPECIFIED: _ClassVar[CommandState]
    COMMAND_STATE_CREATED: _ClassVar[CommandState]
    COMMAND_STATE_SENT: _ClassVar[CommandState]
    COMMAND_STATE_ACCEPTED: _ClassVar[CommandState]
    COMMAND_STATE_SUCCEEDED: _ClassVar[CommandState]
    COMMAND_STATE_FAILED: _ClassVar[CommandState]
    COMMAND_STATE_REJECTED: _ClassVar[CommandState]
    COMMAND_STATE_EXPIRED: _ClassVar[CommandState]
    COMMAND_STATE_UNKNOWN: _ClassVar[CommandState]

class AssignmentOperator(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ASSIGNMENT_OPERATOR_UNSPECIFIED: _ClassVar[AssignmentOperator]
    ASSIGNMENT_OPERATOR_ASSIGN: _ClassVar[AssignmentOperator]
    ASSIGNMENT_OPERATOR_ADD: _ClassVar[AssignmentOperator]
    ASSIGNMENT_OPERATOR_SUBTRACT: _ClassVar[AssignmentOperator]
    ASSIGNMENT_OPERATOR_MULTIPLY: _ClassVar[AssignmentOperator]

class RelativeValue(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    RELATIVE_VALUE_UNSPECIFIED: _ClassVar[RelativeValue]
    RELATIVE_VALUE_MORE: _ClassVar[RelativeValue]
    RELATIVE_VALUE_LESS: _ClassVar[RelativeValue]
    RELATIVE_VALUE_SLIGHTLY_MORE: _ClassVar[RelativeValue]
    RELATIVE_VALUE_SLIGHTLY_LESS: _ClassVar[RelativeValue]
    RELATIVE_VALUE_MUCH_MORE: _ClassVar[RelativeValue]
    RELATIVE_VALUE_MUCH_LESS: _ClassVar[RelativeValue]
    RELATIVE_VALUE_MAXIMUM: _ClassVar[RelativeValue]
    RELATIVE_VALUE_MINIMUM: _ClassVar[RelativeValue]
    RELATIVE_VALUE_PREVIOUS: _ClassVar[RelativeValue]
    RELATIVE_VALUE_TOGGLE: _ClassVar[RelativeValue]

class Query(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    QUERY_UNSPECIFIED: _ClassVar[Query]
    QUERY_VALUE: _ClassVar[Query]
    QUERY_CHECK: _ClassVar[Query]
    QUERY_CHECK_ANY: _ClassVar[Query]
    QUERY_COUNT: _ClassVar[Query]
    QUERY_LIST: _ClassVar[Query]
    QUERY_HIGHEST: _ClassVar[Query]
    QUERY_LOWEST: _ClassVar[Query]

class Comparison(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    COMPARISON_UNSPECIFIED: _ClassVar[Comparison]
    COMPARISON_EQUAL: _ClassVar[Comparison]
    COMPARISON_NOT_EQUAL: _ClassVar[Comparison]
    COMPARISON_AT_LEAST: _ClassVar[Comparison]
    COMPARISON_AT_MOST: _ClassVar[Comparison]
    COMPARISON_ABOVE: _ClassVar[Comparison]
    COMPARISON_BELOW: _ClassVar[Comparison]

class QuestionKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    QUESTION_KIND_UNSPECIFIED: _ClassVar[QuestionKind]
    QUESTION_KIND_WHICH: _ClassVar[QuestionKind]
    QUESTION_KIND_WHAT: _ClassVar[QuestionKind]
    QUESTION_KIND_CONFIRM: _ClassVar[QuestionKind]

class RefusalReason(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    REFUSAL_REASON_UNSPECIFIED: _ClassVar[RefusalReason]
    REFUSAL_REASON_UNKNOWN: _ClassVar[RefusalReason]
    REFUSAL_REASON_UNABLE: _ClassVar[RefusalReason]
    REFUSAL_REASON_CHAT: _ClassVar[RefusalReason]
    REFUSAL_REASON_UNCLEAR: _ClassVar[RefusalReason]

class Kept(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    KEPT_UNSPECIFIED: _ClassVar[Kept]
    KEPT_ANYTHING: _ClassVar[Kept]
    KEPT_TIMER: _ClassVar[Kept]
    KEPT_ALARM: _ClassVar[Kept]
    KEPT_REMINDER: _ClassVar[Kept]

class Change(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CHANGE_UNSPECIFIED: _ClassVar[Change]
    CHANGE_PAUSE: _ClassVar[Change]
    CHANGE_RESUME: _ClassVar[Change]
    CHANGE_EXTEND: _ClassVar[Change]
    CHANGE_SHORTEN: _ClassVar[Change]

class Subject(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    SUBJECT_UNSPECIFIED: _ClassVar[Subject]
    SUBJECT_TIME: _ClassVar[Subject]
    SUBJECT_DATE: _ClassVar[Subject]
    SUBJECT_WAITING: _ClassVar[Subject]
COMMAND_STATE_UNSPECIFIED: CommandState
COMMAND_STATE_CREATED: CommandState
COMMAND_STATE_SENT: CommandState
COMMAND_STATE_ACCEPTED: CommandState
COMMAND_STATE_SUCCEEDED: CommandState
COMMAND_STATE_FAILED: CommandState
COMMAND_STATE_REJECTED: CommandState
COMMAND_STATE_EXPIRED: CommandState
COMMAND_STATE_UNKNOWN: CommandState
ASSIGNMENT_OPERATOR_UNSPECIFIED: AssignmentOperator
ASSIGNMENT_OPERATOR_ASSIGN: AssignmentOperator
ASSIGNMENT_OPERATOR_ADD: AssignmentOperator
ASSIGNMENT_OPERATOR_SUBTRACT: AssignmentOperator
ASSIGNMENT_OPERATOR_MULTIPLY: AssignmentOperator
RELATIVE_VALUE_UNSPECIFIED: RelativeValue
RELATIVE_VALUE_MORE: RelativeValue
RELATIVE_VALUE_LESS: RelativeValue
RELATIVE_VALUE_SLIGHTLY_MORE: RelativeValue
RELATIVE_VALUE_SLIGHTLY_LESS: RelativeValue
RELATIVE_VALUE_MUCH_MORE: RelativeValue
RELATIVE_VALUE_MUCH_LESS: RelativeValue
RELATIVE_VALUE_MAXIMUM: RelativeValue
RELATIVE_VALUE_MINIMUM: RelativeValue
RELATIVE_VALUE_PREVIOUS: RelativeValue
RELATIVE_VALUE_TOGGLE: RelativeValue
QUERY_UNSPECIFIED: Query
QUERY_VALUE: Query
QUERY_CHECK: Query
QUERY_CHECK_ANY: Query
QUERY_COUNT: Query
QUERY_LIST: Query
QUERY_HIGHEST: Query
QUERY_LOWEST: Query
COMPARISON_UNSPECIFIED: Comparison
COMPARISON_EQUAL: Comparison
COMPARISON_NOT_EQUAL: Comparison
COMPARISON_AT_LEAST: Comparison
COMPARISON_AT_MOST: Comparison
COMPARISON_ABOVE: Comparison
COMPARISON_BELOW: Comparison
QUESTION_KIND_UNSPECIFIED: QuestionKind
QUESTION_KIND_WHICH: QuestionKind
QUESTION_KIND_WHAT: QuestionKind
QUESTION_KIND_CONFIRM: QuestionKind
REFUSAL_REASON_UNSPECIFIED: RefusalReason
REFUSAL_REASON_UNKNOWN: RefusalReason
REFUSAL_REASON_UNABLE: RefusalReason
REFUSAL_REASON_CHAT: RefusalReason
REFUSAL_REASON_UNCLEAR: RefusalReason
KEPT_UNSPECIFIED: Kept
KEPT_ANYTHING: Kept
KEPT_TIMER: Kept
KEPT_ALARM: Kept
KEPT_REMINDER: Kept
CHANGE_UNSPECIFIED: Change
CHANGE_PAUSE: Change
CHANGE_RESUME: Change
CHANGE_EXTEND: Change
CHANGE_SHORTEN: Change
SUBJECT_UNSPECIFIED: Subject
SUBJECT_TIME: Subject
SUBJECT_DATE: Subject
SUBJECT_WAITING: Subject

class Value(_message.Message):
    __slots__ = ("bool_value", "int_value", "double_value", "string_value", "list_value")
    BOOL_VALUE_FIELD_NUMBER: _ClassVar[int]
    INT_VALUE_FIELD_NUMBER: _ClassVar[int]
    DOUBLE_VALUE_FIELD_NUMBER: _ClassVar[int]
    STRING_VALUE_FIELD_NUMBER: _ClassVar[int]
    LIST_VALUE_FIELD_NUMBER: _ClassVar[int]
    bool_value: bool
    int_value: int
    double_value: float
    string_value: str
    list_value: StringList
    def __init__(self, bool_value: _Optional[bool] = ..., int_value: _Optional[int] = ..., double_value: _Optional[float] = ..., string_value: _Optional[str] = ..., list_value: _Optional[_Union[StringList, _Mapping]] = ...) -> None: ...

class StringList(_message.Message):
    __slots__ = ("values",)
    VALUES_FIELD_NUMBER: _ClassVar[int]
    values: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, values: _Optional[_Iterable[str]] = ...) -> None: ...

class CommandOutcome(_message.Message):
    __slots__ = ("command_id", "device_id", "device_name", "state", "code", "message", "values", "action", "arguments", "reported")
    class ValuesEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: Value
        def __init__(self, key: _Optional[str] = ..., value: _Optional[_Union[Value, _Mapping]] = ...) -> None: ...
    class ArgumentsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: Value
        def __init__(self, key: _Optional[str] = ..., value: _Optional[_Union[Value, _Mapping]] = ...) -> None: ...
    class ReportedEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: Value
        def __init__(self, key: _Optional[str] = ..., value: _Optional[_Union[Value, _Mapping]] = ...) -> None: ...
    COMMAND_ID_FIELD_NUMBER: _ClassVar[int]
    DEVICE_ID_FIELD_NUMBER: _ClassVar[int]
    DEVICE_NAME_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    CODE_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_FIELD_NUMBER: _ClassVar[int]
    VALUES_FIELD_NUMBER: _ClassVar[int]
    ACTION_FIELD_NUMBER: _ClassVar[int]
    ARGUMENTS_FIELD_NUMBER: _ClassVar[int]
    REPORTED_FIELD_NUMBER: _ClassVar[int]
    command_id: str
    device_id: str
    device_name: str
    state: CommandState
    code: str
    message: str
    values: _containers.MessageMap[str, Value]
    action: str
    arguments: _containers.MessageMap[str, Value]
    reported: _containers.MessageMap[str, Value]
    def __init__(self, command_id: _Optional[str] = ..., device_id: _Optional[str] = ..., device_name: _Optional[str] = ..., state: _Optional[_Union[CommandState, str]] = ..., code: _Optional[str] = ..., message: _Optional[str] = ..., values: _Optional[_Mapping[str, Value]] = ..., action: _Optional[str] = ..., arguments: _Optional[_Mapping[str, Value]] = ..., reported: _Optional[_Mapping[str, Value]] = ...) -> None: ...

class Plan(_message.Message):
    __slots__ = ("steps", "text", "confidence", "source")
    STEPS_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    CONFIDENCE_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    steps: _containers.RepeatedCompositeFieldContainer[PlanStep]
    text: str
    confidence: float
    source: str
    def __init__(self, steps: _Optional[_Iterable[_Union[PlanStep, _Mapping]]] = ..., text: _Optional[str] = ..., confidence: _Optional[float] = ..., source: _Optional[str] = ...) -> None: ...

class PlanStep(_message.Message):
    __slots__ = ("set", "run", "get", "ask", "refuse", "later", "cancel", "adjust", "tell")
    SET_FIELD_NUMBER: _ClassVar[int]
    RUN_FIELD_NUMBER: _ClassVar[int]
    GET_FIELD_NUMBER: _ClassVar[int]
    ASK_FIELD_NUMBER: _ClassVar[int]
    REFUSE_FIELD_NUMBER: _ClassVar[int]
    LATER_FIELD_NUMBER: _ClassVar[int]
    CANCEL_FIELD_NUMBER: _ClassVar[int]
    ADJUST_FIELD_NUMBER: _ClassVar[int]
    TELL_FIELD_NUMBER: _ClassVar[int]
    set: SetStep
    run: RunStep
    get: GetStep
    ask: AskStep
    refuse: RefuseStep
    later: LaterStep
    cancel: CancelStep
    adjust: AdjustStep
    tell: TellStep
    def __init__(self, set: _Optional[_Union[SetStep, _Mapping]] = ..., run: _Optional[_Union[RunStep, _Mapping]] = ..., get: _Optional[_Union[GetStep, _Mapping]] = ..., ask: _Optional[_Union[AskStep, _Mapping]] = ..., refuse: _Optional[_Union[RefuseStep, _Mapping]] = ..., later: _Optional[_Union[LaterStep, _Mapping]] = ..., cancel: _Optional[_Union[CancelStep, _Mapping]] = ..., adjust: _Optional[_Union[AdjustStep, _Mapping]] = ..., tell: _Optional[_Union[TellStep, _Mapping]] = ...) -> None: ...

class SetStep(_message.Message):
    __slots__ = ("device_ids", "assignments", "group")
    DEVICE_IDS_FIELD_NUMBER: _ClassVar[int]
    ASSIGNMENTS_FIELD_NUMBER: _ClassVar[int]
    GROUP_FIELD_NUMBER: _ClassVar[int]
    device_ids: _containers.RepeatedScalarFieldContainer[str]
    assignments: _containers.RepeatedCompositeFieldContainer[Assignment]
    group: bool
    def __init__(self, device_ids: _Optional[_Iterable[str]] = ..., assignments: _Optional[_Iterable[_Union[Assignment, _Mapping]]] = ..., group: _Optional[bool] = ...) -> None: ...

class Assignment(_message.Message):
    __slots__ = ("property", "value", "relative", "operator", "unit")
    PROPERTY_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    RELATIVE_FIELD_NUMBER: _ClassVar[int]
    OPERATOR_FIELD_NUMBER: _ClassVar[int]
    UNIT_FIELD_NUMBER: _ClassVar[int]
    property: str
    value: Value
    relative: RelativeValue
    operator: AssignmentOperator
    unit: str
    def __init__(self, property: _Optional[str] = ..., value: _Optional[_Union[Value, _Mapping]] = ..., relative: _Optional[_Union[RelativeValue, str]] = ..., operator: _Optional[_Union[AssignmentOperator, str]] = ..., unit: _Optional[str] = ...) -> None: ...

class RunStep(_message.Message):
    __slots__ = ("device_ids", "action", "arguments", "group")
    class ArgumentsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: Value
        def __init__(self, key: _Optional[str] = ..., value: _Optional[_Union[Value, _Mapping]] = ...) -> None: ...
    DEVICE_IDS_FIELD_NUMBER: _ClassVar[int]
    ACTION_FIELD_NUMBER: _ClassVar[int]
    ARGUMENTS_FIELD_NUMBER: _ClassVar[int]
    GROUP_FIELD_NUMBER: _ClassVar[int]
    device_ids: _containers.RepeatedScalarFieldContainer[str]
    action: str
    arguments: _containers.MessageMap[str, Value]
    group: bool
    def __init__(self, device_ids: _Optional[_Iterable[str]] = ..., action: _Optional[str] = ..., arguments: _Optional[_Mapping[str, Value]] = ..., group: _Optional[bool] = ...) -> None: ...

class GetStep(_message.Message):
    __slots__ = ("device_ids", "query", "properties", "test", "group")
    DEVICE_IDS_FIELD_NUMBER: _ClassVar[int]
    QUERY_FIELD_NUMBER: _ClassVar[int]
    PROPERTIES_FIELD_NUMBER: _ClassVar[int]
    TEST_FIELD_NUMBER: _ClassVar[int]
    GROUP_FIELD_NUMBER: _ClassVar[int]
    device_ids: _containers.RepeatedScalarFieldContainer[str]
    query: Query
    properties: _containers.RepeatedScalarFieldContainer[str]
    test: Test
    group: bool
    def __init__(self, device_ids: _Optional[_Iterable[str]] = ..., query: _Optional[_Union[Query, str]] = ..., properties: _Optional[_Iterable[str]] = ..., test: _Optional[_Union[Test, _Mapping]] = ..., group: _Optional[bool] = ...) -> None: ...

class Test(_message.Message):
    __slots__ = ("property", "comparison", "value", "unit")
    PROPERTY_FIELD_NUMBER: _ClassVar[int]
    COMPARISON_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    UNIT_FIELD_NUMBER: _ClassVar[int]
    property: str
    comparison: Comparison
    value: Value
    unit: str
    def __init__(self, property: _Optional[str] = ..., comparison: _Optional[_Union[Comparison, str]] = ..., value: _Optional[_Union[Value, _Mapping]] = ..., unit: _Optional[str] = ...) -> None: ...

class AskStep(_message.Message):
    __slots__ = ("question", "choices")
    QUESTION_FIELD_NUMBER: _ClassVar[int]
    CHOICES_FIELD_NUMBER: _ClassVar[int]
    question: QuestionKind
    choices: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, question: _Optional[_Union[QuestionKind, str]] = ..., choices: _Optional[_Iterable[str]] = ...) -> None: ...

class RefuseStep(_message.Message):
    __slots__ = ("reason", "subject", "device_ids")
    REASON_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    DEVICE_IDS_FIELD_NUMBER: _ClassVar[int]
    reason: RefusalReason
    subject: str
    device_ids: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, reason: _Optional[_Union[RefusalReason, str]] = ..., subject: _Optional[str] = ..., device_ids: _Optional[_Iterable[str]] = ...) -> None: ...

class LaterStep(_message.Message):
    __slots__ = ("after", "at", "when", "steps", "name", "about")
    AFTER_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    WHEN_FIELD_NUMBER: _ClassVar[int]
    STEPS_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    ABOUT_FIELD_NUMBER: _ClassVar[int]
    after: AfterTrigger
    at: AtTrigger
    when: WhenTrigger
    steps: _containers.RepeatedCompositeFieldContainer[PlanStep]
    name: str
    about: str
    def __init__(self, after: _Optional[_Union[AfterTrigger, _Mapping]] = ..., at: _Optional[_Union[AtTrigger, _Mapping]] = ..., when: _Optional[_Union[WhenTrigger, _Mapping]] = ..., steps: _Optional[_Iterable[_Union[PlanStep, _Mapping]]] = ..., name: _Optional[str] = ..., about: _Optional[str] = ...) -> None: ...

class AfterTrigger(_message.Message):
    __slots__ = ("seconds",)
    SECONDS_FIELD_NUMBER: _ClassVar[int]
    seconds: int
    def __init__(self, seconds: _Optional[int] = ...) -> None: ...

class AtTrigger(_message.Message):
    __slots__ = ("time", "days")
    TIME_FIELD_NUMBER: _ClassVar[int]
    DAYS_FIELD_NUMBER: _ClassVar[int]
    time: str
    days: str
    def __init__(self, time: _Optional[str] = ..., days: _Optional[str] = ...) -> None: ...

class WhenTrigger(_message.Message):
    __slots__ = ("device_id", "test")
    DEVICE_ID_FIELD_NUMBER: _ClassVar[int]
    TEST_FIELD_NUMBER: _ClassVar[int]
    device_id: str
    test: Test
    def __init__(self, device_id: _Optional[str] = ..., test: _Optional[_Union[Test, _Mapping]] = ...) -> None: ...

class Selection(_message.Message):
    __slots__ = ("kind", "every", "name", "seconds", "time")
    KIND_FIELD_NUMBER: _ClassVar[int]
    EVERY_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    SECONDS_FIELD_NUMBER: _ClassVar[int]
    TIME_FIELD_NUMBER: _ClassVar[int]
    kind: Kept
    every: bool
    name: str
    seconds: int
    time: str
    def __init__(self, kind: _Optional[_Union[Kept, str]] = ..., every: _Optional[bool] = ..., name: _Optional[str] = ..., seconds: _Optional[int] = ..., time: _Optional[str] = ...) -> None: ...

class CancelStep(_message.Message):
    __slots__ = ("which",)
    WHICH_FIELD_NUMBER: _ClassVar[int]
    which: Selection
    def __init__(self, which: _Optional[_Union[Selection, _Mapping]] = ...) -> None: ...

class AdjustStep(_message.Message):
    __slots__ = ("change", "which", "seconds")
    CHANGE_FIELD_NUMBER: _ClassVar[int]
    WHICH_FIELD_NUMBER: _ClassVar[int]
    SECONDS_FIELD_NUMBER: _ClassVar[int]
    change: Change
    which: Selection
    seconds: int
    def __init__(self, change: _Optional[_Union[Change, str]] = ..., which: _Optional[_Union[Selection, _Mapping]] = ..., seconds: _Optional[int] = ...) -> None: ...

class TellStep(_message.Message):
    __slots__ = ("subject", "which")
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    WHICH_FIELD_NUMBER: _ClassVar[int]
    subject: Subject
    which: Selection
    def __init__(self, subject: _Optional[_Union[Subject, str]] = ..., which: _Optional[_Union[Selection, _Mapping]] = ...) -> None: ...

class Command(_message.Message):
    __slots__ = ("id", "device_id", "state", "values", "action", "arguments", "code", "message", "reported", "create_time", "deadline", "finish_time", "trace_id")
    class ValuesEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: Value
        def __init__(self, key: _Optional[str] = ..., value: _Optional[_Union[Value, _Mapping]] = ...) -> None: ...
    class ArgumentsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: Value
        def __init__(self, key: _Optional[str] = ..., value: _Optional[_Union[Value, _Mapping]] = ...) -> None: ...
    class ReportedEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: Value
        def __init__(self, key: _Optional[str] = ..., value: _Optional[_Union[Value, _Mapping]] = ...) -> None: ...
    ID_FIELD_NUMBER: _ClassVar[int]
    DEVICE_ID_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    VALUES_FIELD_NUMBER: _ClassVar[int]
    ACTION_FIELD_NUMBER: _ClassVar[int]
    ARGUMENTS_FIELD_NUMBER: _ClassVar[int]
    CODE_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_FIELD_NUMBER: _ClassVar[int]
    REPORTED_FIELD_NUMBER: _ClassVar[int]
    CREATE_TIME_FIELD_NUMBER: _ClassVar[int]
    DEADLINE_FIELD_NUMBER: _ClassVar[int]
    FINISH_TIME_FIELD_NUMBER: _ClassVar[int]
    TRACE_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    device_id: str
    state: CommandState
    values: _containers.MessageMap[str, Value]
    action: str
    arguments: _containers.MessageMap[str, Value]
    code: str
    message: str
    reported: _containers.MessageMap[str, Value]
    create_time: _timestamp_pb2.Timestamp
    deadline: _timestamp_pb2.Timestamp
    finish_time: _timestamp_pb2.Timestamp
    trace_id: str
    def __init__(self, id: _Optional[str] = ..., device_id: _Optional[str] = ..., state: _Optional[_Union[CommandState, str]] = ..., values: _Optional[_Mapping[str, Value]] = ..., action: _Optional[str] = ..., arguments: _Optional[_Mapping[str, Value]] = ..., code: _Optional[str] = ..., message: _Optional[str] = ..., reported: _Optional[_Mapping[str, Value]] = ..., create_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., deadline: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., finish_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., trace_id: _Optional[str] = ...) -> None: ...
