"""Routines: steps kept for later. Trigger and steps are opaque here; only the next moment is understood."""

from __future__ import annotations

import builtins
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from devices.errors import DuplicateId
from devices.registry.homes import require_home
from devices.registry.models import RoutineRow


class RoutineStatus(StrEnum):
    PENDING = "pending"
    HELD = "held"
    """Waits until somebody lets it go on."""
    RUNNING = "running"
    """Claimed by somebody who carries it out."""
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Routine:
    """Steps that wait for a moment or a condition."""

    id: str
    home_id: str
    trigger: Mapping[str, Any]
    steps: Sequence[Any]
    created_at: datetime
    next_run_at: datetime | None = None
    """None when it waits for a condition instead of a moment."""
    status: RoutineStatus = RoutineStatus.PENDING
    created_by: str = ""
    conversation_id: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """When a routine is due; with no `next_run_at` it is held."""

    trigger: Mapping[str, Any]
    next_run_at: datetime | None


class Routines:
    """The routines of homes."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def create(self, routine: Routine) -> Routine:
        """Keep a new routine; raises UnknownHome or DuplicateId."""
        await require_home(self._session, routine.home_id)
        row = RoutineRow(
            home_id=routine.home_id,
            id=routine.id,
            trigger=dict(routine.trigger),
            steps=[*routine.steps],
            status=routine.status,
            next_run_at=routine.next_run_at,
            created_by=routine.created_by,
            conversation_id=routine.conversation_id,
            created_at=routine.created_at,
        )
        self._session.add(row)
        try:
            await self._session.flush()
        except IntegrityError as error:
            raise DuplicateId(home_id=routine.home_id, routine_id=routine.id) from error
        return _routine(row)

    async def get(self, home_id: str, routine_id: str) -> Routine | None:
        """The routine, or None when there is none of that id."""
        row = await self._session.get(RoutineRow, (home_id, routine_id))
        return None if row is None else _routine(row)

    async def list_pending(self, home_id: str | None) -> builtins.list[Routine]:
        """What still waits, soonest first and conditions last; of all homes when `home_id` is None."""
        query = select(RoutineRow).where(RoutineRow.status == RoutineStatus.PENDING)
        if home_id is not None:
            query = query.where(RoutineRow.home_id == home_id)
        return await self._all(query)

    async def list_waiting(self, home_id: str) -> builtins.list[Routine]:
        """What is pending in a home, soonest first and conditions last, and what is held after that."""
        query = select(RoutineRow).where(
            RoutineRow.home_id == home_id,
            RoutineRow.status.in_((RoutineStatus.PENDING, RoutineStatus.HELD)),
        )
        return sorted(await self._all(query), key=lambda r: r.status is RoutineStatus.HELD)

    async def due(self, now: datetime) -> builtins.list[Routine]:
        """Pending routines of all homes whose moment has come, the longest overdue first."""
        return await self._all(
            select(RoutineRow).where(
                RoutineRow.status == RoutineStatus.PENDING, RoutineRow.next_run_at <= now
            )
        )

    async def claim(self, home_id: str, routine_id: str) -> Routine | None:
        """The routine, now running; None when it is not pending any more, so that it runs only once."""
        return await self._change(home_id, routine_id, {RoutineStatus.PENDING}, RoutineStatus.RUNNING)

    async def finish(
        self, home_id: str, routine_id: str, *, succeeded: bool = True, next_run_at: datetime | None = None
    ) -> Routine | None:
        """End a run: done or failed, or pending again when there is a next moment; None unless it runs."""
        to = RoutineStatus.DONE if succeeded else RoutineStatus.FAILED
        if next_run_at is not None:
            to = RoutineStatus.PENDING
        return await self._change(home_id, routine_id, {RoutineStatus.RUNNING}, to, next_run_at)

    async def cancel(self, home_id: str, routine_id: str) -> Routine | None:
        """The routine, now cancelled; None when it is already over. One that runs will not run again."""
        over_from = {RoutineStatus.PENDING, RoutineStatus.HELD, RoutineStatus.RUNNING}
        return await self._change(home_id, routine_id, over_from, RoutineStatus.CANCELLED)

    async def move(self, home_id: str, routine_id: str, move: Callable[[Routine], Moment]) -> Routine | None:
        """The routine at the moment that `move` makes of it as it is now; None when it does not wait."""
        row = await self._locked(home_id, routine_id)
        if row is None or row.status not in {RoutineStatus.PENDING, RoutineStatus.HELD}:
            return None
        moment = move(_routine(row))
        row.status = RoutineStatus.HELD if moment.next_run_at is None else RoutineStatus.PENDING
        row.trigger, row.next_run_at = dict(moment.trigger), moment.next_run_at
        await self._session.flush()
        return _routine(row)

    async def list_running(self) -> builtins.list[Routine]:
        """What is claimed and not finished, of all homes; at a start, what the last stop cut short."""
        return await self._all(select(RoutineRow).where(RoutineRow.status == RoutineStatus.RUNNING))

    async def _change(
        self,
        home_id: str,
        routine_id: str,
        before: set[RoutineStatus],
        to: RoutineStatus,
        next_run_at: datetime | None = None,
    ) -> Routine | None:
        row = await self._locked(home_id, routine_id)
        if row is None or row.status not in before:
            return None
        row.status = to
        row.next_run_at = next_run_at or row.next_run_at
        await self._session.flush()
        return _routine(row)

    async def _locked(self, home_id: str, routine_id: str) -> RoutineRow | None:
        return await self._session.get(
            RoutineRow, (home_id, routine_id), with_for_update=True, populate_existing=True
        )

    async def _all(self, query: Select[RoutineRow]) -> builtins.list[Routine]:
        ordered = query.order_by(
            RoutineRow.next_run_at.is_(None), RoutineRow.next_run_at, RoutineRow.created_at, RoutineRow.id
        )
        return [_routine(row) for row in await self._session.scalars(ordered)]


def _routine(row: RoutineRow) -> Routine:
    return Routine(
        id=row.id,
        home_id=row.home_id,
        trigger=dict(row.trigger),
        steps=tuple(row.steps),
        created_at=row.created_at,
        next_run_at=row.next_run_at,
        status=RoutineStatus(row.status),
        created_by=row.created_by,
        conversation_id=row.conversation_id,
    )
