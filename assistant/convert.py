"""Values, devices, commands and conversations between dataclasses and ensemble.v1 messages."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from ensemble.v1 import assistant_pb2, common_pb2, device_pb2
from google.protobuf.timestamp_pb2 import Timestamp

from assistant import ports
from assistant.errors import InvalidRequest
from assistant.plan_convert import QUESTION_KINDS, plan_to_proto
from devices.commands import Command, CommandKind
from devices.lifecycle import State
from devices.schema import ActionSpec, Argument, Description, Device, Property, Risk, Value, ValueType

STATES: Mapping[State, common_pb2.CommandState] = {
    state: getattr(common_pb2, f"COMMAND_STATE_{state.name}") for state in State
}
STATUSES: Mapping[ports.Status, assistant_pb2.ConverseStatus] = {
    status: getattr(assistant_pb2, f"CONVERSE_STATUS_{status.name}") for status in ports.Status
}
TYPES: Mapping[ValueType, device_pb2.ValueType] = {
    kind: getattr(device_pb2, f"VALUE_TYPE_{kind.name}") for kind in ValueType
}
RISKS: Mapping[Risk, device_pb2.Risk] = {risk: getattr(device_pb2, f"RISK_{risk.name}") for risk in Risk}
_TYPE_NAMES = {number: kind.value for kind, number in TYPES.items()}
_RISK_NAMES = {number: risk.value for risk, number in RISKS.items()}


def value_to_proto(value: Value | Iterable[str]) -> common_pb2.Value:
    """One value; a boolean stays a boolean."""
    if isinstance(value, bool):
        return common_pb2.Value(bool_value=value)
    if isinstance(value, int):
        return common_pb2.Value(int_value=value)
    if isinstance(value, float):
        return common_pb2.Value(double_value=value)
    if isinstance(value, str):
        return common_pb2.Value(string_value=value)
    return common_pb2.Value(list_value=common_pb2.StringList(values=[str(item) for item in value]))


def value_from_proto(value: common_pb2.Value, field: str) -> Value:
    """One value; InvalidRequest naming the field when it is unset or not finite."""
    match value.WhichOneof("kind"):
        case "bool_value":
            return value.bool_value
        case "int_value":
            return value.int_value
        case "double_value" if math.isfinite(value.double_value):
            return value.double_value
        case "string_value":
            return value.string_value
        case "list_value":
            return list(value.list_value.values)
    raise InvalidRequest(f"{field} has no value, or one that is not a finite number.", field=field)


def values_to_proto(values: Mapping[str, Any]) -> dict[str, common_pb2.Value]:
    """Values by name."""
    return {name: value_to_proto(value) for name, value in values.items()}


def values_from_proto(values: Mapping[str, common_pb2.Value]) -> dict[str, Value]:
    """Values by name; raises InvalidRequest."""
    return {name: value_from_proto(value, name) for name, value in values.items()}


def time_to_proto(moment: datetime | None) -> Timestamp | None:
    """A moment, None staying None."""
    if moment is None:
        return None
    stamp = Timestamp()
    stamp.FromDatetime(moment.astimezone(UTC))
    return stamp


def outcome_to_proto(outcome: ports.Outcome) -> common_pb2.CommandOutcome:
    """What became of one step for one device."""
    return common_pb2.CommandOutcome(
        command_id=outcome.command_id,
        device_id=outcome.device_id,
        device_name=outcome.device_name,
        state=STATES[outcome.state],
        code=outcome.code,
        message=outcome.message[:512],
        values=values_to_proto(outcome.values),
        action=outcome.action,
        arguments=values_to_proto(outcome.arguments),
        reported=values_to_proto(outcome.reported),
    )


def question_to_proto(question: ports.PendingQuestion) -> assistant_pb2.Question:
    """A question to the speaker."""
    return assistant_pb2.Question(
        id=question.id,
        kind=QUESTION_KINDS[question.kind],
        text=question.text,
        choices=[assistant_pb2.Choice(id=c.id, label=c.label) for c in question.choices],
        expire_time=time_to_proto(question.expires_at),
    )


def result_to_proto(
    result: ports.ConversationResult, *, include_plan: bool
) -> assistant_pb2.ConverseResponse:
    """The whole of one turn."""
    return assistant_pb2.ConverseResponse(
        conversation_id=result.conversation_id,
        reply=result.reply,
        plan=plan_to_proto(result.plan) if include_plan and result.plan is not None else None,
        outcomes=[outcome_to_proto(outcome) for outcome in result.outcomes],
        question=None if result.question is None else question_to_proto(result.question),
        timing=assistant_pb2.Timing(plan_ms=result.plan_ms, total_ms=result.total_ms),
        trace_id=result.trace_id,
        status=STATUSES[result.status],
    )


def event_to_proto(
    event: ports.Event, *, turn: int, include_plan: bool
) -> assistant_pb2.ConverseStreamResponse:
    """One event of a turn."""
    response = assistant_pb2.ConverseStreamResponse(turn=turn)
    match event:
        case ports.Heard():
            response.heard.conversation_id = event.conversation_id
            response.heard.utterance = event.utterance
            response.heard.trace_id = event.trace_id
        case ports.PlanMade():
            response.plan_made.plan_ms = event.plan_ms
            if include_plan:
                response.plan_made.plan.CopyFrom(plan_to_proto(event.plan))
        case ports.CommandSent():
            response.command_sent.outcome.CopyFrom(outcome_to_proto(event.outcome))
        case ports.DeviceOutcome():
            response.device_outcome.outcome.CopyFrom(outcome_to_proto(event.outcome))
        case ports.ReplyText():
            response.reply_text.text = event.text
        case ports.QuestionAsked():
            response.question_asked.question.CopyFrom(question_to_proto(event.question))
    return response


def notice_to_proto(text: str) -> assistant_pb2.ConverseStreamResponse:
    """Something told without having been asked; belongs to no turn."""
    return assistant_pb2.ConverseStreamResponse(
        reply_text=assistant_pb2.ReplyText(text=text[: ports.MAX_UTTERANCE], notice=True)
    )


def description_to_proto(description: Description) -> device_pb2.DeviceDescription:
    """What a device says about itself."""
    return device_pb2.DeviceDescription(
        name=description.name,
        type=description.type,
        properties=[_property_to_proto(p) for p in description.properties],
        actions=[_action_to_proto(a) for a in description.actions],
        events=description.events,
        room=description.room or "",
        aliases=description.aliases,
        manufacturer=description.manufacturer,
        model=description.model,
    )


def _property_to_proto(spec: Property) -> device_pb2.Property:
    return device_pb2.Property(
        name=spec.name,
        type=TYPES[spec.type],
        writable=spec.writable,
        readable=spec.readable,
        minimum=spec.minimum,
        maximum=spec.maximum,
        unit=spec.unit,
        choices=spec.choices,
        risk=RISKS[spec.risk],
        paths=spec.paths,
    )


def _action_to_proto(spec: ActionSpec) -> device_pb2.Action:
    return device_pb2.Action(
        name=spec.name, arguments=[_argument_to_proto(a) for a in spec.arguments], risk=RISKS[spec.risk]
    )


def _argument_to_proto(spec: Argument) -> device_pb2.Argument:
    return device_pb2.Argument(
        name=spec.name,
        type=TYPES[spec.type],
        required=spec.required,
        minimum=spec.minimum,
        maximum=spec.maximum,
        unit=spec.unit,
        choices=spec.choices,
    )


def description_to_json(message: device_pb2.DeviceDescription) -> bytes:
    """The description as a native `describe` payload, so that one parser holds both ways in to the rules.

    A name that occurs twice is InvalidRequest, because JSON would hide it.
    """
    body: dict[str, Any] = {
        "name": message.name,
        "type": message.type,
        "properties": _by_name(message.properties, "properties", _property_to_json),
        "actions": _by_name(message.actions, "actions", _action_to_json),
    }
    if message.events:
        body["events"] = list(message.events)
    if message.aliases:
        body["aliases"] = list(message.aliases)
    for key in ("room", "manufacturer", "model"):
        if getattr(message, key):
            body[key] = getattr(message, key)
    return json.dumps(body, ensure_ascii=False).encode()


def _by_name(specs: Iterable[Any], field: str, to_json: Any) -> dict[str, Any]:
    named: dict[str, Any] = {}
    for spec in specs:
        if spec.name in named:
            raise InvalidRequest(f"{spec.name} occurs twice among the {field}.", field=f"description.{field}")
        named[spec.name] = to_json(spec)
    return named


def _property_to_json(spec: device_pb2.Property) -> dict[str, Any]:
    body = _typed_to_json(spec) | {"writable": spec.writable}
    if spec.HasField("readable"):
        body["readable"] = spec.readable
    if spec.risk:
        body["risk"] = _RISK_NAMES.get(spec.risk, str(spec.risk))
    if spec.paths:
        body["paths"] = list(spec.paths)
    return body


def _action_to_json(spec: device_pb2.Action) -> dict[str, Any]:
    body: dict[str, Any] = {}
    if spec.arguments:
        body["arguments"] = _by_name(spec.arguments, "arguments", _argument_to_json)
    if spec.risk:
        body["risk"] = _RISK_NAMES.get(spec.risk, str(spec.risk))
    return body


def _argument_to_json(spec: device_pb2.Argument) -> dict[str, Any]:
    return _typed_to_json(spec) | {"required": spec.required}


def _typed_to_json(spec: device_pb2.Property | device_pb2.Argument) -> dict[str, Any]:
    body: dict[str, Any] = {"type": _TYPE_NAMES.get(spec.type, "")}
    for bound in ("minimum", "maximum"):
        if spec.HasField(bound):
            body[bound] = getattr(spec, bound)
    if spec.unit:
        body["unit"] = spec.unit
    if spec.choices:
        body["choices"] = list(spec.choices)
    return body


def device_to_proto(
    device: Device,
    *,
    reported: Mapping[str, Any] | None = None,
    desired: Mapping[str, Any] | None = None,
    reported_version: int = 0,
    reported_at: datetime | None = None,
) -> device_pb2.Device:
    """A device with what its twin knows."""
    return device_pb2.Device(
        id=device.id,
        home_id=device.home_id,
        description=description_to_proto(device.description),
        room_id=device.room_id or "",
        adapter=device.adapter,
        online=device.online,
        reported=values_to_proto(reported or {}),
        desired=values_to_proto(desired or {}),
        reported_version=reported_version,
        report_time=time_to_proto(reported_at),
    )


def command_to_proto(command: Command) -> common_pb2.Command:
    """A command as it stands."""
    is_run = command.kind is CommandKind.RUN
    return common_pb2.Command(
        id=command.id,
        device_id=command.device_id,
        state=STATES[command.state],
        values={} if is_run else values_to_proto(command.body),
        action=str(command.body["action"]) if is_run else "",
        arguments=values_to_proto(command.body["arguments"]) if is_run else {},
        code=command.code,
        message=command.message[:512],
        reported=values_to_proto(command.values),
        create_time=time_to_proto(command.created_at),
        deadline=time_to_proto(command.deadline),
        finish_time=time_to_proto(command.finished_at),
        trace_id=command.trace_id,
    )
