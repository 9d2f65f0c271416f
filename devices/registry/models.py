"""The tables. Every row belongs to one home, which is the first part of its key."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, BigInteger, ForeignKey, ForeignKeyConstraint, Index, MetaData, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from devices.registry.columns import CleanText, UtcDateTime

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: CleanText,
        datetime: UtcDateTime,
        dict[str, Any]: JSON,
        list[Any]: JSON,
    }


class HomeRow(Base):
    __tablename__ = "homes"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    timezone: Mapped[str]


class RoomRow(Base):
    __tablename__ = "rooms"
    __table_args__ = (UniqueConstraint("home_id", "name_key", "floor"),)

    home_id: Mapped[str] = mapped_column(ForeignKey("homes.id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    name_key: Mapped[str]
    """The name as people compare it."""
    floor: Mapped[str]
    """Empty when the home has no floors; not NULL, so that it takes part in the unique key."""


class MemberRow(Base):
    __tablename__ = "members"

    home_id: Mapped[str] = mapped_column(ForeignKey("homes.id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    role: Mapped[str]


class TokenRow(Base):
    __tablename__ = "tokens"
    __table_args__ = (
        ForeignKeyConstraint(["home_id", "member_id"], ["members.home_id", "members.id"], ondelete="CASCADE"),
        Index(None, "home_id", "member_id"),
        Index(None, "home_id", "device_id"),
    )

    digest: Mapped[str] = mapped_column(primary_key=True)
    """SHA-256 of the token, in hexadecimal."""
    home_id: Mapped[str] = mapped_column(ForeignKey("homes.id", ondelete="CASCADE"))
    member_id: Mapped[str | None]
    device_id: Mapped[str | None]
    """Not a foreign key: a device needs its token before it registers."""
    role: Mapped[str]


class DeviceRow(Base):
    __tablename__ = "devices"
    __table_args__ = (
        ForeignKeyConstraint(["home_id", "room_id"], ["rooms.home_id", "rooms.id"]),
        Index(None, "home_id", "room_id"),
    )

    home_id: Mapped[str] = mapped_column(ForeignKey("homes.id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    type: Mapped[str]
    description: Mapped[dict[str, Any]]
    """As the device said it."""
    name: Mapped[str | None]
    """What a person called it; wins over the description."""
    aliases: Mapped[list[Any] | None]
    """What a person also calls it; wins over the description."""
    room_id: Mapped[str | None]
    room_chosen: Mapped[bool]
    """A person decided about the room, even if for none."""
    adapter: Mapped[str]
    origin: Mapped[dict[str, Any]]
    online: Mapped[bool]
    epoch: Mapped[int] = mapped_column(BigInteger)
    """Of the newest connection seen, in milliseconds since 1970."""


class TwinRow(Base):
    __tablename__ = "twins"
    __table_args__ = (
        ForeignKeyConstraint(["home_id", "device_id"], ["devices.home_id", "devices.id"], ondelete="CASCADE"),
    )

    home_id: Mapped[str] = mapped_column(primary_key=True)
    device_id: Mapped[str] = mapped_column(primary_key=True)
    desired: Mapped[dict[str, Any]]
    desired_version: Mapped[int] = mapped_column(BigInteger)
    desired_at: Mapped[datetime | None]
    reported: Mapped[dict[str, Any]]
    previous: Mapped[dict[str, Any]]
    reported_epoch: Mapped[int] = mapped_column(BigInteger)
    reported_version: Mapped[int] = mapped_column(BigInteger)
    reported_at: Mapped[datetime | None]
    confirmed: Mapped[int] = mapped_column(BigInteger)
    """Replies whose values were merged in since that report."""


class PlanRow(Base):
    __tablename__ = "plans"

    home_id: Mapped[str] = mapped_column(ForeignKey("homes.id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str]
    """In the plan language; opaque here."""
    actor: Mapped[str]
    conversation_id: Mapped[str]
    source_device: Mapped[str]
    trace_id: Mapped[str]
    created_at: Mapped[datetime]


class CommandRow(Base):
    __tablename__ = "commands"
    __table_args__ = (
        ForeignKeyConstraint(["home_id", "plan_id"], ["plans.home_id", "plans.id"]),
        Index(None, "state", "next_attempt_at"),
        Index(None, "state", "deadline"),
        Index(None, "home_id", "device_id", "created_at"),
        Index(None, "home_id", "plan_id"),
    )

    home_id: Mapped[str] = mapped_column(ForeignKey("homes.id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    plan_id: Mapped[str | None]
    position: Mapped[int]
    """Order within what was submitted together."""
    device_id: Mapped[str]
    """Not a foreign key: the record outlives the device."""
    kind: Mapped[str]
    body: Mapped[dict[str, Any]]
    state: Mapped[str]
    code: Mapped[str]
    message: Mapped[str]
    values: Mapped[dict[str, Any]]
    actor: Mapped[str]
    conversation_id: Mapped[str]
    source_device: Mapped[str]
    trace_id: Mapped[str]
    created_at: Mapped[datetime]
    deadline: Mapped[datetime]
    next_attempt_at: Mapped[datetime]
    """The outbox offers it from then on."""
    sent_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    attempts: Mapped[int]


class RoutineRow(Base):
    __tablename__ = "routines"
    __table_args__ = (Index(None, "status", "next_run_at"),)

    home_id: Mapped[str] = mapped_column(ForeignKey("homes.id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    trigger: Mapped[dict[str, Any]]
    steps: Mapped[list[Any]]
    status: Mapped[str]
    next_run_at: Mapped[datetime | None]
    created_by: Mapped[str]
    conversation_id: Mapped[str]
    created_at: Mapped[datetime]
