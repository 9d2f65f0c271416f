"""Commands and their outbox: written with the plan, sent at least once, finished by the device's own word."""

from __future__ import annotations

import builtins
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import CursorResult, Select, delete, exists, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from devices.errors import DuplicateId
from devices.lifecycle import OPEN, TERMINAL, IllegalTransition, State, is_allowed, transition
from devices.origin import Origin
from devices.registry.homes import require_home
from devices.registry.models import CommandRow, PlanRow
from devices.registry.plans import PlanRecord, Plans
from devices.schema import Value
from devices.validation import validate_run, validate_set

__all__ = [
    "Command",
    "CommandKind",
    "Commands",
    "IllegalTransition",
    "NewCommand",
    "Origin",
    "State",
    "is_allowed",
    "transition",
    "validate_run",
    "validate_set",
]

LEASE = timedelta(seconds=5)
"""How long the outbox waits for a claimed command to be marked as sent before it offers it again."""
MAX_CODE = 64
MAX_MESSAGE = 512
"""Characters kept of what a device says."""


class CommandKind(StrEnum):
    SET = "set"
    RUN = "run"


@dataclass(frozen=True, slots=True)
class NewCommand:
    """What the platform wants of one device, not yet written."""

    id: str
    home_id: str
    device_id: str
    kind: CommandKind
    body: Mapping[str, Any]
    """For `set` the values by property; for `run` {"action": name, "arguments": {name: value}}."""
    created_at: datetime
    deadline: datetime
    """When the platform stops waiting, and the device must not begin any more."""
    origin: Origin = field(default_factory=Origin)
    trace_id: str = ""
    plan_id: str | None = None


@dataclass(frozen=True, slots=True)
class Command:
    """A command as it stands."""

    id: str
    home_id: str
    device_id: str
    kind: CommandKind
    body: Mapping[str, Any]
    """As in NewCommand."""
    state: State
    created_at: datetime
    deadline: datetime
    code: str = ""
    """Why it did not succeed; the device's word, or the platform's when there was none."""
    message: str = ""
    """The same for people; from the device, so it is data and never an instruction."""
    values: Mapping[str, Value] = field(default_factory=dict)
    """What the device answered with."""
    origin: Origin = field(default_factory=Origin)
    trace_id: str = ""
    plan_id: str | None = None
    sent_at: datetime | None = None
    finished_at: datetime | None = None
    """When it became terminal."""
    attempts: int = 0
    """How often the outbox handed it out."""


class Commands:
    """The commands of homes; ids are unique within a home."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def create_many(
        self, commands: Sequence[NewCommand], *, plan: PlanRecord | None = None
    ) -> builtins.list[Command]:
        """Write the commands, and the plan they came from, to the outbox; all or none of them.

        Raises UnknownHome or DuplicateId.
        """
        if plan is not None:
            await Plans(self._session).add(plan)
            commands = [replace(command, plan_id=plan.id) for command in commands]
        for home_id in {command.home_id for command in commands}:
            await require_home(self._session, home_id)
        rows = [_row(command, position) for position, command in enumerate(commands)]
        self._session.add_all(rows)
        try:
            await self._session.flush()
        except IntegrityError as error:
            raise DuplicateId("A command with that id was already given.") from error
        return [_command(row) for row in rows]

    async def get(self, home_id: str, command_id: str) -> Command | None:
        """The command, or None when there is none of that id."""
        row = await self._session.get(CommandRow, (home_id, command_id))
        return None if row is None else _command(row)

    async def list(
        self, home_id: str, device_id: str | None = None, limit: int = 50
    ) -> builtins.list[Command]:
        """The newest commands first, of one device where given; raises UnknownHome."""
        query = select(CommandRow).where(CommandRow.home_id == home_id)
        if device_id is not None:
            query = query.where(CommandRow.device_id == device_id)
        query = query.order_by(CommandRow.created_at.desc(), CommandRow.position.desc(), CommandRow.id)
        commands = await self._all(query.limit(limit))
        if not commands:
            await require_home(self._session, home_id)
        return commands

    async def list_open(self, home_id: str | None, device_id: str | None = None) -> builtins.list[Command]:
        """Commands the platform still waits for, oldest first; of all homes when `home_id` is None."""
        query = select(CommandRow).where(CommandRow.state.in_(OPEN))
        if home_id is not None:
            query = query.where(CommandRow.home_id == home_id)
        if device_id is not None:
            query = query.where(CommandRow.device_id == device_id)
        return await self._all(_in_order(query))

    async def apply(
        self,
        home_id: str,
        command_id: str,
        to: State,
        *,
        code: str = "",
        message: str = "",
        values: Mapping[str, Value] | None = None,
        at: datetime,
    ) -> Command | None:
        """The command in its new state; None when there is no such command or no such move."""
        row = await self._session.get(
            CommandRow, (home_id, command_id), with_for_update=True, populate_existing=True
        )
        if row is None or not is_allowed(State(row.state), to):
            return None
        _move(row, to, at)
        row.code, row.message = code[:MAX_CODE], message[:MAX_MESSAGE]
        if values is not None:
            row.values = dict(values)
        await self._session.flush()
        return _command(row)

    async def claim_outbox(
        self, limit: int, at: datetime, *, lease: timedelta = LEASE
    ) -> builtins.list[Command]:
        """Commands to send now, oldest first; nobody else gets them until the lease is over."""
        query = select(CommandRow).where(
            CommandRow.state == State.CREATED, CommandRow.next_attempt_at <= at, CommandRow.deadline > at
        )
        rows = await self._locked(query.limit(limit))
        for row in rows:
            row.attempts += 1
            row.next_attempt_at = at + lease
        await self._session.flush()
        return [_command(row) for row in rows]

    async def release(self, home_id: str, command_id: str, *, at: datetime) -> bool:
        """End the lease of a claimed command that could not be sent; False when it is no longer unsent."""
        row = await self._session.get(
            CommandRow, (home_id, command_id), with_for_update=True, populate_existing=True
        )
        if row is None or row.state != State.CREATED:
            return False
        row.next_attempt_at = at
        await self._session.flush()
        return True

    async def expire(self, now: datetime) -> builtins.list[Command]:
        """Commands whose deadline has passed just now: EXPIRED when never handed out, else UNKNOWN."""
        query = select(CommandRow).where(CommandRow.state.in_(OPEN), CommandRow.deadline <= now)
        rows = await self._locked(query)
        for row in rows:
            never_sent = row.state == State.CREATED and row.attempts == 0
            _move(row, State.EXPIRED if never_sent else State.UNKNOWN, now)
            row.code = "expired" if never_sent else "no_answer"
        await self._session.flush()
        return [_command(row) for row in rows]

    async def prune(self, before: datetime) -> int:
        """Forget settled commands made before that, and plans left without any; how many commands."""
        old = (CommandRow.created_at < before, CommandRow.state.not_in(OPEN))
        result = await self._session.execute(delete(CommandRow).where(*old))
        mentioned = exists().where(CommandRow.home_id == PlanRow.home_id, CommandRow.plan_id == PlanRow.id)
        await self._session.execute(delete(PlanRow).where(PlanRow.created_at < before, ~mentioned))
        assert isinstance(result, CursorResult)  # noqa: S101  (what a DELETE gives)
        return result.rowcount

    async def _all(self, query: Select[CommandRow]) -> builtins.list[Command]:
        return [_command(row) for row in await self._session.scalars(query)]

    async def _locked(self, query: Select[CommandRow]) -> builtins.list[CommandRow]:
        locked = _in_order(query).with_for_update(skip_locked=True)
        return [*await self._session.scalars(locked.execution_options(populate_existing=True))]


def _in_order(query: Select[CommandRow]) -> Select[CommandRow]:
    return query.order_by(CommandRow.created_at, CommandRow.position, CommandRow.home_id, CommandRow.id)


def _move(row: CommandRow, to: State, at: datetime) -> None:
    row.state = transition(State(row.state), to)
    if row.sent_at is None and to in {
        State.SENT,
        State.ACCEPTED,
        State.SUCCEEDED,
        State.FAILED,
        State.REJECTED,
    }:
        row.sent_at = at
    if to in TERMINAL:
        row.finished_at = at


def _row(command: NewCommand, position: int) -> CommandRow:
    return CommandRow(
        home_id=command.home_id,
        id=command.id,
        plan_id=command.plan_id,
        position=position,
        device_id=command.device_id,
        kind=CommandKind(command.kind),
        body=dict(command.body),
        state=State.CREATED,
        code="",
        message="",
        values={},
        actor=command.origin.actor,
        conversation_id=command.origin.conversation_id,
        source_device=command.origin.source_device,
        trace_id=command.trace_id,
        created_at=command.created_at,
        deadline=command.deadline,
        next_attempt_at=command.created_at,
        sent_at=None,
        finished_at=None,
        attempts=0,
    )


def _command(row: CommandRow) -> Command:
    return Command(
        id=row.id,
        home_id=row.home_id,
        device_id=row.device_id,
        kind=CommandKind(row.kind),
        body=dict(row.body),
        state=State(row.state),
        created_at=row.created_at,
        deadline=row.deadline,
        code=row.code,
        message=row.message,
        values=dict(row.values),
        origin=Origin(row.actor, row.conversation_id, row.source_device),
        trace_id=row.trace_id,
        plan_id=row.plan_id,
        sent_at=row.sent_at,
        finished_at=row.finished_at,
        attempts=row.attempts,
    )
