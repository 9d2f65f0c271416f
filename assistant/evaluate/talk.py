"""Says sentences over gRPC in one conversation, answering questions of risk with yes."""

from __future__ import annotations

from dataclasses import dataclass, field

from ensemble.v1 import assistant_pb2 as pb
from ensemble.v1.common_pb2 import (
    COMMAND_STATE_REJECTED,
    COMMAND_STATE_SUCCEEDED,
    QUESTION_KIND_CONFIRM,
    REFUSAL_REASON_CHAT,
)

from assistant.client import Client

YES = "yes"
MOST_CONFIRMATIONS = 3
"""Questions of risk that one sentence may lead to."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence is heard: ids on the platform, empty when nobody says."""

    device_id: str = ""
    room_id: str = ""


@dataclass(slots=True)
class Said:
    """What came of a sentence and of the answers that followed it."""

    plan: str = ""
    source: str = ""
    """What the plan came from: `reader`, `model`, ..."""
    confidence: float | None = None
    replies: list[str] = field(default_factory=list)
    command_ids: list[str] = field(default_factory=list)
    confirmations: int = 0
    refused: bool = False
    """It ended with a refusal."""
    declined: bool = False
    """At least a part of it was refused."""
    question: pb.Question | None = None
    """The question that is open at the end."""

    @property
    def reply(self) -> str:
        """All that was answered."""
        return " ".join(reply for reply in self.replies if reply)


class Talk:
    """One conversation with a home."""

    def __init__(self, client: Client, home_id: str, place: Place) -> None:
        self._client = client
        self._home_id = home_id
        self._place = place
        self._conversation_id = ""
        self._question_id = ""

    async def say(self, sentence: str, said: Said) -> None:
        """Say it and answer what policy asks; fills `said` as replies come. Raises CallFailed."""
        response = await self._utter(sentence)
        said.plan = response.plan.text.strip()
        said.source = response.plan.source
        if response.plan.HasField("confidence"):
            said.confidence = response.plan.confidence
        _take(response, said)
        while (
            said.question is not None
            and said.question.kind == QUESTION_KIND_CONFIRM
            and said.confirmations < MOST_CONFIRMATIONS
        ):
            said.confirmations += 1
            _take(await self._utter(YES), said)

    async def _utter(self, utterance: str) -> pb.ConverseResponse:
        request = pb.ConverseRequest(
            home_id=self._home_id,
            conversation_id=self._conversation_id,
            utterance=utterance,
            device_id=self._place.device_id,
            room_id=self._place.room_id,
            question_id=self._question_id,
            options=pb.ConverseOptions(include_plan=True),
        )
        response = await self._client.converse(request)
        self._conversation_id = response.conversation_id
        self._question_id = response.question.id
        return response


def declines(response: pb.ConverseResponse) -> bool:
    """Whether a part of the request was refused, whatever became of the rest; chat is no refusal."""
    reasons = {step.refuse.reason for step in response.plan.steps if step.HasField("refuse")}
    outcomes = response.outcomes
    if reasons - {REFUSAL_REASON_CHAT}:
        return True
    if any(o.state == COMMAND_STATE_REJECTED and not o.command_id for o in outcomes):
        return True
    # What else is refused shows only in that less than everything was done though no device failed.
    partly = response.status == pb.CONVERSE_STATUS_PARTLY and not reasons
    return partly and all(o.state == COMMAND_STATE_SUCCEEDED for o in outcomes)


def _take(response: pb.ConverseResponse, said: Said) -> None:
    said.replies.append(response.reply)
    said.command_ids += [outcome.command_id for outcome in response.outcomes if outcome.command_id]
    said.refused = response.status == pb.CONVERSE_STATUS_REFUSED
    said.declined |= said.refused or declines(response)
    said.question = response.question if response.HasField("question") else None
