"""Who belongs to a home, and the tokens that prove it."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import CursorResult, delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from devices.errors import DuplicateId, InvalidValue, UnknownMember
from devices.ids import check_id, clean_name
from devices.registry.homes import require_home
from devices.registry.models import MemberRow, TokenRow

TOKEN_BYTES = 32
MAX_TOKEN = 128
"""Characters; longer ones are refused unread."""


class Role(StrEnum):
    """What somebody may do in a home, from most to least."""

    OWNER = "owner"
    MEMBER = "member"
    GUEST = "guest"
    DEVICE = "device"


@dataclass(frozen=True, slots=True)
class Member:
    """A person who belongs to a home."""

    id: str
    home_id: str
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a token speaks for."""

    home_id: str
    subject: str
    """Id of the member or of the device."""
    role: str
    kind: str = "member"
    """"member" or "device"."""


class Members:
    """The members of homes and their tokens."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, home_id: str, id: str, name: str, role: str) -> Member:  # noqa: A002
        """A new member; raises UnknownHome, DuplicateId or InvalidValue."""
        await require_home(self._session, home_id)
        row = MemberRow(home_id=home_id, id=check_id(id), name=clean_name(name), role=_person(role))
        if await self._session.get(MemberRow, (home_id, id)) is not None:
            raise DuplicateId(f"There is already a member with the id {id}.", home_id=home_id)
        self._session.add(row)
        try:
            await self._session.flush()
        except IntegrityError as error:
            raise DuplicateId(f"There is already a member with the id {id}.", home_id=home_id) from error
        return _member(row)

    async def get(self, home_id: str, member_id: str) -> Member:
        """The member; raises UnknownMember."""
        return _member(await self._row(home_id, member_id))

    async def list(self, home_id: str) -> list[Member]:
        """The home's members by id; raises UnknownHome."""
        query = select(MemberRow).where(MemberRow.home_id == home_id).order_by(MemberRow.id)
        members = [_member(row) for row in await self._session.scalars(query)]
        if not members:
            await require_home(self._session, home_id)
        return members

    async def remove(self, home_id: str, member_id: str) -> None:
        """Remove the member, whose tokens end with it; raises UnknownMember."""
        await self._session.delete(await self._row(home_id, member_id))
        await self._session.flush()

    async def issue_token(
        self,
        home_id: str,
        *,
        member_id: str | None = None,
        device_id: str | None = None,
        role: str | None = None,
    ) -> str:
        """A new token for a member or a device; this is the only time it can be seen.

        The role is the member's own unless a lesser one is given; a device's is `device`.
        Raises UnknownHome, UnknownMember or InvalidValue.
        """
        if (member_id is None) == (device_id is None):
            raise InvalidValue("A token is for a member or for a device.")
        await require_home(self._session, home_id)
        if member_id is not None:
            granted = _at_most((await self._row(home_id, member_id)).role, role)
        else:
            check_id(device_id or "", "device id")
            granted = _device(role)
        token = secrets.token_urlsafe(TOKEN_BYTES)
        row = TokenRow(
            digest=_digest(token), home_id=home_id, member_id=member_id, device_id=device_id, role=granted
        )
        self._session.add(row)
        await self._session.flush()
        return token

    async def resolve_token(self, token: str) -> Identity | None:
        """Who the token speaks for; None when nobody."""
        if not 0 < len(token) <= MAX_TOKEN or not token.isascii():
            return None
        row = await self._session.get(TokenRow, _digest(token))
        if row is None:
            return None
        if row.member_id is not None:
            return Identity(row.home_id, row.member_id, row.role, "member")
        return Identity(row.home_id, row.device_id or "", row.role, "device")

    async def revoke_tokens(
        self, home_id: str, *, member_id: str | None = None, device_id: str | None = None
    ) -> int:
        """End all tokens of a member or of a device; how many there were."""
        if (member_id is None) == (device_id is None):
            raise InvalidValue("A token is for a member or for a device.")
        owner = TokenRow.member_id == member_id if member_id else TokenRow.device_id == device_id
        result = await self._session.execute(delete(TokenRow).where(TokenRow.home_id == home_id, owner))
        assert isinstance(result, CursorResult)  # noqa: S101  (what a DELETE gives)
        return result.rowcount

    async def _row(self, home_id: str, member_id: str) -> MemberRow:
        row = await self._session.get(MemberRow, (home_id, member_id))
        if row is None:
            raise UnknownMember(home_id=home_id, member_id=member_id)
        return row


def _person(role: str) -> str:
    if role not in {Role.OWNER, Role.MEMBER, Role.GUEST}:
        raise InvalidValue("A member is an owner, a member or a guest.", field="role")
    return str(role)


def _device(role: str | None) -> str:
    if role not in {None, Role.DEVICE}:
        raise InvalidValue("A device's token has the role device.", field="role")
    return str(Role.DEVICE)


def _at_most(own: str, wanted: str | None) -> str:
    if wanted is None:
        return own
    order = [str(role) for role in Role]
    if order.index(_person(wanted)) < order.index(own):
        raise InvalidValue("A token cannot have a greater role than its member.", field="role")
    return str(wanted)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _member(row: MemberRow) -> Member:
    return Member(id=row.id, home_id=row.home_id, name=row.name, role=row.role)
