"""Plans as ensemble.v1 messages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from ensemble.v1 import common_pb2

from model_core.plan import (
    AdjustStep,
    After,
    AskStep,
    Assignment,
    At,
    CancelStep,
    Change,
    Comparison,
    GetStep,
    Kept,
    LaterStep,
    Op,
    Plan,
    Query,
    Question,
    Reason,
    RefuseStep,
    RunStep,
    Selection,
    SetStep,
    Step,
    Subject,
    TellStep,
    Test,
    Value,
    When,
    Word,
)

OPERATORS: Mapping[Op, common_pb2.AssignmentOperator] = {
    op: getattr(common_pb2, f"ASSIGNMENT_OPERATOR_{op.name}") for op in Op
}
WORDS: Mapping[Word, common_pb2.RelativeValue] = {
    word: getattr(common_pb2, f"RELATIVE_VALUE_{word.name}") for word in Word
}
QUERIES: Mapping[Query, common_pb2.Query] = {
    query: getattr(common_pb2, f"QUERY_{query.name}") for query in Query
}
COMPARISONS: Mapping[Comparison, common_pb2.Comparison] = {
    comparison: getattr(common_pb2, f"COMPARISON_{comparison.name}") for comparison in Comparison
}
QUESTION_KINDS: Mapping[Question, common_pb2.QuestionKind] = {
    kind: getattr(common_pb2, f"QUESTION_KIND_{kind.name}") for kind in Question
}
REASONS: Mapping[Reason, common_pb2.RefusalReason] = {
    reason: getattr(common_pb2, f"REFUSAL_REASON_{reason.name}") for reason in Reason
}

KEPT: Mapping[Kept, common_pb2.Kept] = {kept: getattr(common_pb2, f"KEPT_{kept.name}") for kept in Kept}
CHANGES: Mapping[Change, common_pb2.Change] = {
    change: getattr(common_pb2, f"CHANGE_{change.name}") for change in Change
}
SUBJECTS: Mapping[Subject, common_pb2.Subject] = {
    subject: getattr(common_pb2, f"SUBJECT_{subject.name}") for subject in Subject
}


def plan_to_proto(plan: Plan) -> common_pb2.Plan:
    """The whole plan, step by step in order."""
    return common_pb2.Plan(
        steps=[step_to_proto(step) for step in plan.steps],
        text=plan.text,
        confidence=plan.confidence,
        source=plan.source,
    )


def step_to_proto(step: Step) -> common_pb2.PlanStep:
    """One step."""
    match step:
        case SetStep():
            return common_pb2.PlanStep(
                set=common_pb2.SetStep(
                    device_ids=step.devices,
                    assignments=[_assignment(a) for a in step.assignments],
                    group=step.group,
                )
            )
        case RunStep():
            return common_pb2.PlanStep(
                run=common_pb2.RunStep(
                    device_ids=step.devices,
                    action=step.action,
                    arguments={name: _value(value) for name, value in step.arguments},
                    group=step.group,
                )
            )
        case GetStep():
            return common_pb2.PlanStep(
                get=common_pb2.GetStep(
                    device_ids=step.devices,
                    query=QUERIES[step.query],
                    properties=step.properties,
                    test=None if step.test is None else _test(step.test),
                    group=step.group,
                )
            )
        case AskStep():
            return common_pb2.PlanStep(
                ask=common_pb2.AskStep(question=QUESTION_KINDS[step.question], choices=step.choices)
            )
        case RefuseStep():
            return common_pb2.PlanStep(
                refuse=common_pb2.RefuseStep(
                    reason=REASONS[step.reason], subject=step.subject, device_ids=step.devices
                )
            )
        case LaterStep():
            return common_pb2.PlanStep(later=_later(step))
        case CancelStep():
            return common_pb2.PlanStep(cancel=common_pb2.CancelStep(which=_selection(step.which)))
        case AdjustStep():
            return common_pb2.PlanStep(
                adjust=common_pb2.AdjustStep(
                    change=CHANGES[step.change], which=_selection(step.which), seconds=step.seconds
                )
            )
        case TellStep():
            return common_pb2.PlanStep(
                tell=common_pb2.TellStep(subject=SUBJECTS[step.subject], which=_selection(step.which))
            )
    assert_never(step)


def _value(value: Value) -> common_pb2.Value:
    if isinstance(value, bool):
        return common_pb2.Value(bool_value=value)
    if isinstance(value, int):
        return common_pb2.Value(int_value=value)
    if isinstance(value, float):
        return common_pb2.Value(double_value=value)
    return common_pb2.Value(string_value=value)


def _assignment(assignment: Assignment) -> common_pb2.Assignment:
    message = common_pb2.Assignment(
        property=assignment.property, operator=OPERATORS[assignment.op], unit=assignment.unit
    )
    if isinstance(assignment.value, Word):
        message.relative = WORDS[assignment.value]
    else:
        message.value.CopyFrom(_value(assignment.value))
    return message


def _test(test: Test) -> common_pb2.Test:
    return common_pb2.Test(
        property=test.property,
        comparison=COMPARISONS[test.comparison],
        value=_value(test.value),
        unit=test.unit,
    )


def _selection(which: Selection) -> common_pb2.Selection:
    return common_pb2.Selection(
        kind=KEPT[which.kind], every=which.every, name=which.name, seconds=which.seconds, time=which.time
    )


def _later(step: LaterStep) -> common_pb2.LaterStep:
    message = common_pb2.LaterStep(
        steps=[step_to_proto(inner) for inner in step.steps], name=step.name, about=step.about
    )
    match step.trigger:
        case After():
            message.after.seconds = step.trigger.seconds
        case At():
            message.at.time = step.trigger.time
            message.at.days = step.trigger.days
        case When():
            message.when.device_id = step.trigger.device
            message.when.test.CopyFrom(_test(step.trigger.test))
    return message
