"""The states of a command and the moves between them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class State(StrEnum):
    """Where a command is between the plan and the device."""

    CREATED = "created"
    """In the outbox."""
    SENT = "sent"
    """The broker has it; says nothing about the device."""
    ACCEPTED = "accepted"
    """The device has begun."""
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    """The device tried and could not."""
    REJECTED = "rejected"
    """The device did not try."""
    EXPIRED = "expired"
    """It never ran, because it was too late."""
    UNKNOWN = "unknown"
    """The deadline passed without an answer; a late answer corrects it."""

    @property
    def is_terminal(self) -> bool:
        """Nothing can change it any more."""
        return self in TERMINAL

    @property
    def is_open(self) -> bool:
        """The platform still waits for the device."""
        return self in OPEN


TERMINAL = frozenset({State.SUCCEEDED, State.FAILED, State.REJECTED, State.EXPIRED})
OPEN = frozenset({State.CREATED, State.SENT, State.ACCEPTED})

NEXT: Mapping[State, frozenset[State]] = MappingProxyType(
    {
        # A reply can overtake the record that the command was sent.
        State.CREATED: frozenset({State.SENT, State.ACCEPTED, State.UNKNOWN}) | TERMINAL,
        State.SENT: frozenset({State.ACCEPTED, State.UNKNOWN}) | TERMINAL,
        State.ACCEPTED: frozenset({State.UNKNOWN}) | TERMINAL,
        State.UNKNOWN: TERMINAL,
        State.SUCCEEDED: frozenset(),
        State.FAILED: frozenset(),
        State.REJECTED: frozenset(),
        State.EXPIRED: frozenset(),
    }
)


class IllegalTransition(ValueError):
    """A move that the table does not have; duplicates and late news look like this."""

    def __init__(self, state: State, to: State) -> None:
        super().__init__(f"a command that is {state} cannot become {to}")
        self.state = state
        self.to = to


def is_allowed(state: State, to: State) -> bool:
    """Whether a command in `state` may move to `to`."""
    return to in NEXT[state]


def transition(state: State, to: State) -> State:
    """The new state; IllegalTransition when the table does not have the move."""
    if not is_allowed(state, to):
        raise IllegalTransition(state, to)
    return to
