"""The call being served: who calls, its trace id, when the caller stops waiting."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime

from assistant.errors import PermissionDenied, Unauthenticated
from assistant.ports import Caller

ADMIN = "admin"
"""Role of a caller who is bound to no home; only the operator of the installation has it."""
OWNER = "owner"
MEMBER = "member"
GUEST = "guest"
DEVICE = "device"
RESIDENTS = frozenset({OWNER, MEMBER})
EVERYONE = frozenset({OWNER, MEMBER, GUEST, DEVICE})


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a client."""

    trace_id: str
    caller: Caller | None = None
    """None when authentication is off: then everything is allowed."""
    deadline: datetime | None = None

    def allow(self, home_id: str, roles: frozenset[str]) -> None:
        """Return if the caller has one of the roles in that home; raises PermissionDenied."""
        if self.caller is None or self.caller.role == ADMIN:
            return
        if self.caller.home_id != home_id or self.caller.role not in roles:
            raise PermissionDenied

    def allow_admin(self) -> None:
        """Return if the caller may act on the whole installation; raises PermissionDenied."""
        if self.caller is not None and self.caller.role != ADMIN:
            raise PermissionDenied


CURRENT: ContextVar[Call] = ContextVar("ensemble_call")


def current_call() -> Call:
    """The call that this task serves; Unauthenticated outside of one."""
    call = CURRENT.get(None)
    if call is None:
        raise Unauthenticated
    return call
