"""Records of the plans that commands came from, so that a command can always be explained."""

from __future__ import annotations

import builtins
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from devices.errors import DuplicateId
from devices.origin import Origin
from devices.registry.homes import require_home
from devices.registry.models import PlanRow


@dataclass(frozen=True, slots=True)
class PlanRecord:
    """One plan as it was carried out; its text is opaque here."""

    id: str
    home_id: str
    text: str
    created_at: datetime
    origin: Origin = field(default_factory=Origin)
    trace_id: str = ""


class Plans:
    """The plan records of homes."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, plan: PlanRecord) -> None:
        """Keep the record; raises UnknownHome or DuplicateId."""
        await require_home(self._session, plan.home_id)
        row = PlanRow(
            home_id=plan.home_id,
            id=plan.id,
            text=plan.text,
            actor=plan.origin.actor,
            conversation_id=plan.origin.conversation_id,
            source_device=plan.origin.source_device,
            trace_id=plan.trace_id,
            created_at=plan.created_at,
        )
        self._session.add(row)
        try:
            await self._session.flush()
        except IntegrityError as error:
            raise DuplicateId(home_id=plan.home_id, plan_id=plan.id) from error

    async def get(self, home_id: str, plan_id: str) -> PlanRecord | None:
        """The record, or None when there is none of that id."""
        row = await self._session.get(PlanRow, (home_id, plan_id))
        return None if row is None else _plan(row)

    async def list(self, home_id: str, limit: int = 50) -> builtins.list[PlanRecord]:
        """The newest records first; raises UnknownHome."""
        query = select(PlanRow).where(PlanRow.home_id == home_id)
        query = query.order_by(PlanRow.created_at.desc(), PlanRow.id).limit(limit)
        plans = [_plan(row) for row in await self._session.scalars(query)]
        if not plans:
            await require_home(self._session, home_id)
        return plans


def _plan(row: PlanRow) -> PlanRecord:
    return PlanRecord(
        id=row.id,
        home_id=row.home_id,
        text=row.text,
        created_at=row.created_at,
        origin=Origin(row.actor, row.conversation_id, row.source_device),
        trace_id=row.trace_id,
    )
