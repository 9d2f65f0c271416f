"""Plans, outcomes and descriptions as messages: nothing is lost on the way."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime

import pytest
from ensemble.v1 import assistant_pb2, common_pb2, device_pb2
from google.protobuf.json_format import MessageToDict

from assistant import ports
from assistant.convert import (
    RISKS,
    STATES,
    STATUSES,
    TYPES,
    description_to_json,
    description_to_proto,
    event_to_proto,
    outcome_to_proto,
    question_to_proto,
    value_from_proto,
    value_to_proto,
)
from assistant.errors import InvalidRequest
from assistant.plan_convert import (
    COMPARISONS,
    OPERATORS,
    QUERIES,
    QUESTION_KINDS,
    REASONS,
    WORDS,
    plan_to_proto,
)
from devices.adapters.description import parse_description
from devices.schema import ActionSpec, Argument, Description, Property, Risk, Value, ValueType
from model_core.plan import (
    After,
    AskStep,
    Assignment,
    At,
    CancelStep,
    Comparison,
    GetStep,
    LaterStep,
    Op,
    Plan,
    Query,
    Question,
    Reason,
    RefuseStep,
    RunStep,
    SetStep,
    Test,
    When,
    Word,
)

ABOVE = Test("temperature", Comparison.ABOVE, 25.5, "C")


@pytest.mark.parametrize(
    ("table", "enum"),
    [
        (STATES, common_pb2.CommandState),
        (STATUSES, assistant_pb2.ConverseStatus),
        (TYPES, device_pb2.ValueType),
        (RISKS, device_pb2.Risk),
        (OPERATORS, common_pb2.AssignmentOperator),
        (WORDS, common_pb2.RelativeValue),
        (QUERIES, common_pb2.Query),
        (COMPARISONS, common_pb2.Comparison),
        (QUESTION_KINDS, common_pb2.QuestionKind),
        (REASONS, common_pb2.RefusalReason),
    ],
)
def test_enums_have_the_same_members_on_both_sides(table: dict[object, int], enum: object) -> None:
    numbers = sorted(enum.values())  # type: ignore[attr-defined]
    assert sorted([0, *table.values()]) == numbers


@pytest.mark.parametrize(
    "value", [True, False, 0, 1, -7, 2**53, 0.0, 21.5, "", "warm white", [], ["milk", "tea"]]
)
def test_values_come_back_as_they_were(value: Value) -> None:
    back = value_from_proto(value_to_proto(value), "x")
    assert back == value
    assert type(back) is type(value)


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_values_that_are_none(number: float) -> None:
    for message in (common_pb2.Value(), common_pb2.Value(double_value=number)):
        with pytest.raises(InvalidRequest) as caught:
            value_from_proto(message, "brightness")
        assert caught.value.details == {"field": "brightness"}


def test_every_kind_of_step() -> None:
    plan = Plan(
        (
            SetStep(
                ("a", "b"), (Assignment("on", True), Assignment("brightness", Word.MORE, Op.ADD, "%")), True
            ),
            RunStep(("v",), "start", (("minutes", 5),), True),
            GetStep(("t",), Query.CHECK_ANY, ("temperature",), ABOVE, True),
            AskStep(Question.WHICH, ("a", "b")),
            RefuseStep(Reason.UNKNOWN, "the sauna", ("a",)),
            LaterStep(After(90), (SetStep(("a",), (Assignment("on", False),)),)),
            LaterStep(At("07:30", "weekdays"), ()),
            LaterStep(When("t", ABOVE), ()),
            CancelStep(),
        ),
        text="...",
        confidence=0.5,
        source="routine",
    )
    message = plan_to_proto(plan)
    kinds = [step.WhichOneof("step") for step in message.steps]
    assert kinds == ["set", "run", "get", "ask", "refuse", "later", "later", "later", "cancel"]
    got = MessageToDict(message, preserving_proto_field_name=True)
    assert got["steps"][0]["set"] == {
        "device_ids": ["a", "b"],
        "assignments": [
            {
                "property": "on",
                "value": {"bool_value": True},
                "operator": "ASSIGNMENT_OPERATOR_ASSIGN",
            },
            {
                "property": "brightness",
                "relative": "RELATIVE_VALUE_MORE",
                "operator": "ASSIGNMENT_OPERATOR_ADD",
                "unit": "%",
            },
        ],
        "group": True,
    }
    assert got["steps"][1]["run"]["arguments"] == {"minutes": {"int_value": "5"}}
    assert got["steps"][2]["get"]["test"] == {
        "property": "temperature",
        "comparison": "COMPARISON_ABOVE",
        "value": {"double_value": 25.5},
        "unit": "C",
    }
    assert got["steps"][3]["ask"] == {"question": "QUESTION_KIND_WHICH", "choices": ["a", "b"]}
    assert got["steps"][4]["refuse"] == {
        "reason": "REFUSAL_REASON_UNKNOWN",
        "subject": "the sauna",
        "device_ids": ["a"],
    }
    assert got["steps"][5]["later"]["after"] == {"seconds": "90"}
    assert got["steps"][5]["later"]["steps"][0]["set"]["device_ids"] == ["a"]
    assert got["steps"][6]["later"]["at"] == {"time": "07:30", "days": "weekdays"}
    assert got["steps"][7]["later"]["when"]["device_id"] == "t"
    assert (got["text"], got["confidence"], got["source"]) == ("...", 0.5, "routine")


def test_a_description_survives_the_way_in_and_out() -> None:
    description = Description(
        name="Küche",
        type="garage door",
        properties=(
            Property("level", ValueType.INTEGER, True, True, -5, 0, "%", (), Risk.CONFIRM, ("A.B", "A.C")),
            Property("mode", ValueType.STRING, True, choices=("a", "b")),
            Property("seen", ValueType.BOOLEAN, readable=True),
        ),
        actions=(
            ActionSpec("go", (Argument("minutes", ValueType.NUMBER, True, 0.5, 9.5, "min"),), Risk.PIN),
        ),
        events=("rang",),
        room="Garage",
        aliases=("Tor",),
        manufacturer="Acme",
        model="7",
    )
    assert parse_description(description_to_json(description_to_proto(description))) == description


def test_a_name_that_occurs_twice_is_refused() -> None:
    twice = device_pb2.Property(name="on", type=device_pb2.VALUE_TYPE_BOOLEAN)
    message = device_pb2.DeviceDescription(name="x", type="light", properties=[twice, twice])
    with pytest.raises(InvalidRequest):
        description_to_json(message)


def test_outcomes_and_questions_keep_all_they_say() -> None:
    outcome = ports.Outcome(
        "lamp",
        "Lamp",
        ports.CommandState.UNKNOWN,
        "c1",
        "no_answer",
        "m",
        {"on": True},
        "go",
        {"n": 1},
        {"on": False},
    )
    message = outcome_to_proto(outcome)
    assert len(message.ListFields()) == len(fields(ports.Outcome)) == len(message.DESCRIPTOR.fields)
    moment = datetime(2030, 1, 2, 3, 4, 5, tzinfo=UTC)
    asked = question_to_proto(
        ports.PendingQuestion("q", Question.CONFIRM, "Sure?", (ports.Choice("yes", "Yes"),), moment)
    )
    assert asked.expire_time.ToDatetime(UTC) == moment
    assert len(asked.ListFields()) == len(fields(ports.PendingQuestion))


@pytest.mark.parametrize(
    ("event", "kind"),
    [
        (ports.Heard("c", "u", "t"), "heard"),
        (ports.PlanMade(Plan(()), 1.0), "plan_made"),
        (ports.CommandSent(ports.Outcome("d", "D", ports.CommandState.SENT)), "command_sent"),
        (ports.DeviceOutcome(ports.Outcome("d", "D", ports.CommandState.FAILED)), "device_outcome"),
        (ports.ReplyText("Done."), "reply_text"),
        (ports.QuestionAsked(ports.PendingQuestion("q", Question.WHAT, "What?")), "question_asked"),
    ],
)
def test_every_event_has_its_message(event: ports.Event, kind: str) -> None:
    message = event_to_proto(event, turn=3, include_plan=True)
    assert (message.WhichOneof("event"), message.turn) == (kind, 3)
