"""Who a token stands for: a member or device of one home, or the operator of the installation."""

from __future__ import annotations

import hashlib
import hmac

from assistant.call import ADMIN
from assistant.ports import Caller
from devices.registry.database import Database
from devices.registry.members import Members


class TokenAuth:
    """Resolves tokens by the registry; every call asks anew, so that a revoked token ends at once."""

    def __init__(self, database: Database, *, admin_token: str = "") -> None:
        """`admin_token` is the operator's; empty means that there is none."""
        self._database = database
        self._admin = hashlib.sha256(admin_token.encode()).digest() if admin_token else b""

    async def __call__(self, token: str) -> Caller | None:
        """The caller, or None when nobody has that token; raises DatabaseUnavailable."""
        digest = hashlib.sha256(token.encode()).digest()
        if self._admin and hmac.compare_digest(digest, self._admin):
            return Caller("", "operator", ADMIN)
        async with self._database.session(read_only=True) as session:
            identity = await Members(session).resolve_token(token)
        return None if identity is None else Caller(identity.home_id, identity.subject, identity.role)
