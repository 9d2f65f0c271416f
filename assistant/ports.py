"""What the gRPC servicers need of the conversation: its request, events and result."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from devices.lifecycle import State
from devices.schema import Value
from model_core.plan import Plan, Question

MAX_UTTERANCE = 2000
"""Longest utterance in characters, after decoding."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who is speaking, as the server authenticated them."""

    home_id: str
    """The only home this caller may touch."""
    subject: str
    """Id of a member or a device; "local" when authentication is off."""
    role: str


@dataclass(frozen=True, slots=True)
class ConversationRequest:
    """One utterance, or one answer to a question, with bounds already checked."""

    home_id: str
    utterance: str
    """Stripped, 1 to `MAX_UTTERANCE` characters."""
    trace_id: str
    conversation_id: str = ""
    """Empty starts a new conversation."""
    device_id: str = ""
    """The device that heard it; empty when it is not one of the home's."""
    room_id: str = ""
    """Where the speaker is; empty means the room of `device_id`, when that is known."""
    language: str = "en"
    """BCP 47 tag; the reply is in it where neither the utterance nor the conversation tells its language."""
    question_id: str = ""
    """Set when the utterance answers that question (a yes, a no, or a choice)."""
    caller: Caller | None = None
    """None when authentication is off."""
    deadline: datetime | None = None
    """When the caller stops waiting; None means the service's own limits."""


CommandState = State
"""What is known of a command."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one step for one device."""

    device_id: str
    device_name: str
    state: CommandState
    command_id: str = ""
    """Empty when nothing was sent: the policy refused it, or it was already so."""
    code: str = ""
    """Stable code of what went wrong; a key of `assistant.errors.CODES`, or empty."""
    message: str = ""
    """What went wrong, for people."""
    values: Mapping[str, Value] = field(default_factory=dict)
    """Absolute values asked for, by property; empty for an action."""
    action: str = ""
    arguments: Mapping[str, Value] = field(default_factory=dict)
    reported: Mapping[str, Value] = field(default_factory=dict)
    """What the device reported afterwards, for the properties concerned."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible answer to a question."""

    id: str
    """Id of a device, or "yes" and "no"."""
    label: str
    """What a person says or taps."""


@dataclass(frozen=True, slots=True)
class PendingQuestion:
    """A question to the speaker; answered by an utterance that carries its id."""

    id: str
    kind: Question
    text: str
    choices: tuple[Choice, ...] = ()
    expires_at: datetime | None = None


class Status(StrEnum):
    """How a turn ended, most telling first when several hold."""

    ASKED = "asked"
    """A question is open; nothing that depends on it was done."""
    UNKNOWN = "unknown"
    """At least one command was sent whose result is not known yet."""
    FAILED = "failed"
    """Nothing of what was asked was done: rejected, failed, expired or unreachable."""
    PARTLY = "partly"
    """Some devices did it, others did not."""
    REFUSED = "refused"
    """The request, or all of it, was not carried out and no device was told anything."""
    CANCELLED = "cancelled"
    """The speaker took it back; commands that were already sent stand."""
    SCHEDULED = "scheduled"
    """Noted for later."""
    ANSWERED = "answered"
    """A question about the home was answered."""
    DONE = "done"
    """Every device reported that it did it."""


@dataclass(frozen=True, slots=True)
class ConversationResult:
    """All there is to say about one turn."""

    conversation_id: str
    reply: str
    status: Status
    trace_id: str
    plan: Plan | None = None
    outcomes: tuple[Outcome, ...] = ()
    question: PendingQuestion | None = None
    plan_ms: float = 0.0
    """Time from the request to the plan, in milliseconds."""
    total_ms: float = 0.0
    """Time from the request to the reply, in milliseconds."""


@dataclass(frozen=True, slots=True)
class Heard:
    """The utterance was taken up; emitted first."""

    conversation_id: str
    utterance: str
    trace_id: str


@dataclass(frozen=True, slots=True)
class PlanMade:
    """The model decided; emitted before anything is sent."""

    plan: Plan
    plan_ms: float


@dataclass(frozen=True, slots=True)
class CommandSent:
    """A command is in the outbox with an id of its own and will reach the device."""

    outcome: Outcome


@dataclass(frozen=True, slots=True)
class DeviceOutcome:
    """A command's state changed after it was sent (accepted, succeeded, failed, ...)."""

    outcome: Outcome


@dataclass(frozen=True, slots=True)
class ReplyText:
    """The reply to speak."""

    text: str


@dataclass(frozen=True, slots=True)
class QuestionAsked:
    """The turn ends with a question."""

    question: PendingQuestion


Event = Heard | PlanMade | CommandSent | DeviceOutcome | ReplyText | QuestionAsked

Emit = Callable[[Event], Awaitable[None]]
"""Takes one event; may wait while the client is slow, and raises nothing."""


class Conversation(Protocol):
    """The one way from an utterance to devices and a reply; both Converse calls use it."""

    async def converse(self, request: ConversationRequest, emit: Emit | None = None) -> ConversationResult:
        """Understand, carry out, verify and word one turn.

        Events go to `emit` in order as they happen, the reply or question last; the servicer ends the
        turn itself, also when it was cancelled. The task may be cancelled at any time: waiting stops,
        but a submission under way is finished and its `CommandSent` events are emitted before
        CancelledError leaves. Raises DeviceError, ModelError or AssistantError when there is no turn at
        all (unknown home, store or engine not available); what devices refuse is a result, not an error.
        """
        ...


class Readiness(Protocol):
    """Whether the parts that a service stands on can do their work now."""

    async def check(self) -> Mapping[str, bool]:
        """State by part name ("database", "broker", "sessions", "model"); returns within a second."""
        ...
