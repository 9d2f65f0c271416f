"""What a response tells of a refusal beside what was done."""

from __future__ import annotations

import pytest
from ensemble.v1 import assistant_pb2 as pb
from ensemble.v1 import common_pb2 as common

from assistant.evaluate.talk import declines

DONE = common.CommandOutcome(command_id="c1", state=common.COMMAND_STATE_SUCCEEDED)
FAILED = common.CommandOutcome(command_id="c2", state=common.COMMAND_STATE_FAILED)
BLOCKED = common.CommandOutcome(command_id="c3", state=common.COMMAND_STATE_REJECTED)
UNSENT = common.CommandOutcome(state=common.COMMAND_STATE_REJECTED)
UNKNOWN = common.REFUSAL_REASON_UNKNOWN
CHAT = common.REFUSAL_REASON_CHAT


@pytest.mark.parametrize(
    ("status", "outcomes", "reasons", "told"),
    [
        (pb.CONVERSE_STATUS_DONE, [DONE], [], False),
        (pb.CONVERSE_STATUS_PARTLY, [DONE], [UNKNOWN], True),
        (pb.CONVERSE_STATUS_ASKED, [], [UNKNOWN], True),
        (pb.CONVERSE_STATUS_PARTLY, [DONE], [CHAT], False),
        (pb.CONVERSE_STATUS_PARTLY, [DONE, UNSENT], [], True),
        (pb.CONVERSE_STATUS_PARTLY, [DONE, FAILED, UNSENT], [], True),
        (pb.CONVERSE_STATUS_PARTLY, [DONE, FAILED], [], False),
        (pb.CONVERSE_STATUS_PARTLY, [DONE, BLOCKED], [], False),
        (pb.CONVERSE_STATUS_PARTLY, [DONE], [], True),
        (pb.CONVERSE_STATUS_SCHEDULED, [], [], False),
    ],
)
def test_a_refusal_beside_what_was_done(
    status: pb.ConverseStatus,
    outcomes: list[common.CommandOutcome],
    reasons: list[common.RefusalReason],
    told: bool,
) -> None:
    steps = [common.PlanStep(refuse=common.RefuseStep(reason=reason)) for reason in reasons]
    assert (
        declines(pb.ConverseResponse(status=status, outcomes=outcomes, plan=common.Plan(steps=steps))) is told
    )
