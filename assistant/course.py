"""What gathers in the course of one turn, and how the turn counts as ended."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from assistant import replies
from assistant.context import House
from assistant.ports import CommandState, ConversationRequest, Emit, Outcome, PendingQuestion, Status
from assistant.resolve import Refused
from assistant.wording.protocol import Wording
from assistant.wording.sayings import Saying
from model_core.plan import Plan

OPEN = frozenset({CommandState.CREATED, CommandState.SENT, CommandState.ACCEPTED, CommandState.UNKNOWN})


@dataclass(slots=True)
class Course:
    """One turn while it lasts."""

    request: ConversationRequest
    conversation_id: str
    house: House
    emit: Emit
    started: float
    """By time.perf_counter."""
    wording: Wording
    """The language of the sentence, which the reply is made in."""
    plan: Plan | None = None
    plan_ms: float = 0.0
    sentences: list[str] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    question: PendingQuestion | None = None
    refused: int = 0
    answered: int = 0
    scheduled: int = 0
    cancelled: int = 0
    ended: Status | None = None
    """Set when the turn is over without a plan."""
    forgetful: bool = False
    """The store of conversations did not answer."""

    @property
    def subject(self) -> str:
        """Who speaks."""
        return self.request.caller.subject if self.request.caller is not None else "local"

    def say(self, sentences: Iterable[str]) -> None:
        """Add to the reply."""
        self.sentences.extend(sentences)

    def refuse(self, refused: Sequence[Refused], *, alone: bool) -> None:
        """Say what is not done, and why."""
        self.refused += len(refused)
        self.say(replies.refusals(self.wording, self.house, refused, alone=alone))
        self.outcomes += [
            Outcome(
                device_id=one.device_id,
                device_name=self.house.name_of(one.device_id),
                state=CommandState.REJECTED,
                code=one.code,
                message=self.wording.general.joined(replies.refusals(self.wording, self.house, [one])),
            )
            for one in refused
            if one.device_id
        ]

    def end(self, status: Status, saying: Saying) -> bool:
        """Close the turn with one sentence; always true, for the caller to return."""
        self.ended = status
        self.say([self.wording.say(saying)])
        return True

    def elapsed_ms(self) -> float:
        """Milliseconds since the request came."""
        return (time.perf_counter() - self.started) * 1000


def status_of(course: Course) -> Status:
    """The most telling status of the turn."""
    if course.ended is not None:
        return course.ended
    if course.question is not None:
        return Status.ASKED
    states = [o.state for o in course.outcomes]
    sent = [o for o in course.outcomes if o.command_id]
    if any(state in OPEN for state in states):
        return Status.UNKNOWN
    good = sum(state is CommandState.SUCCEEDED for state in states)
    bad = len(states) - good + (course.refused if not states else 0)
    if good or sent:
        if not bad and not course.refused:
            return Status.DONE
        return Status.PARTLY if good else Status.FAILED
    return _without_commands(course)


def _without_commands(course: Course) -> Status:
    good = course.answered + course.scheduled + course.cancelled
    if course.refused or course.outcomes:
        return Status.PARTLY if good else _nothing(course)
    if course.scheduled:
        return Status.SCHEDULED
    if course.cancelled:
        return Status.CANCELLED
    return Status.ANSWERED


def _nothing(course: Course) -> Status:
    offline = any(o.code == "device_offline" for o in course.outcomes)
    return Status.FAILED if offline else Status.REFUSED
