"""The first tables: homes and all that belongs to them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "homes",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("timezone", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_homes")),
    )
    op.create_table(
        "members",
        sa.Column("home_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["home_id"], ["homes.id"], name=op.f("fk_members_home_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("home_id", "id", name=op.f("pk_members")),
    )
    op.create_table(
        "plans",
        sa.Column("home_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("conversation_id", sa.String(), nullable=False),
        sa.Column("source_device", sa.String(), nullable=False),
        sa.Column("trace_id", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["home_id"], ["homes.id"], name=op.f("fk_plans_home_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("home_id", "id", name=op.f("pk_plans")),
    )
    op.create_table(
        "rooms",
        sa.Column("home_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("floor", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["home_id"], ["homes.id"], name=op.f("fk_rooms_home_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("home_id", "id", name=op.f("pk_rooms")),
        sa.UniqueConstraint("home_id", "name_key", "floor", name=op.f("uq_rooms_home_id_name_key_floor")),
    )
    op.create_table(
        "routines",
        sa.Column("home_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("trigger", sa.JSON(), nullable=False),
        sa.Column("steps", sa.JSON(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("next_run_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by", sa.String(), nullable=False),
        sa.Column("conversation_id", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["home_id"], ["homes.id"], name=op.f("fk_routines_home_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("home_id", "id", name=op.f("pk_routines")),
    )
    op.create_index(op.f("ix_routines_status_next_run_at"), "routines", ["status", "next_run_at"])
    op.create_table(
        "commands",
        sa.Column("home_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("plan_id", sa.String(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("device_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("message", sa.String(), nullable=False),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("conversation_id", sa.String(), nullable=False),
        sa.Column("source_device", sa.String(), nullable=False),
        sa.Column("trace_id", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deadline", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_attempt_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["home_id", "plan_id"], ["plans.home_id", "plans.id"], name=op.f("fk_commands_home_id_plan_id")
        ),
        sa.ForeignKeyConstraint(
            ["home_id"], ["homes.id"], name=op.f("fk_commands_home_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("home_id", "id", name=op.f("pk_commands")),
    )
    op.create_index(
        op.f("ix_commands_home_id_device_id_created_at"), "commands", ["home_id", "device_id", "created_at"]
    )
    op.create_index(op.f("ix_commands_home_id_plan_id"), "commands", ["home_id", "plan_id"])
    op.create_index(op.f("ix_commands_state_deadline"), "commands", ["state", "deadline"])
    op.create_index(op.f("ix_commands_state_next_attempt_at"), "commands", ["state", "next_attempt_at"])
    op.create_table(
        "devices",
        sa.Column("home_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("description", sa.JSON(), nullable=False),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("aliases", sa.JSON(), nullable=True),
        sa.Column("room_id", sa.String(), nullable=True),
        sa.Column("room_chosen", sa.Boolean(), nullable=False),
        sa.Column("adapter", sa.String(), nullable=False),
        sa.Column("origin", sa.JSON(), nullable=False),
        sa.Column("online", sa.Boolean(), nullable=False),
        sa.Column("epoch", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["home_id", "room_id"], ["rooms.home_id", "rooms.id"], name=op.f("fk_devices_home_id_room_id")
        ),
        sa.ForeignKeyConstraint(
            ["home_id"], ["homes.id"], name=op.f("fk_devices_home_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("home_id", "id", name=op.f("pk_devices")),
    )
    op.create_index(op.f("ix_devices_home_id_room_id"), "devices", ["home_id", "room_id"])
    op.create_table(
        "tokens",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("home_id", sa.String(), nullable=False),
        sa.Column("member_id", sa.String(), nullable=True),
        sa.Column("device_id", sa.String(), nullable=True),
        sa.Column("role", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["home_id", "member_id"],
            ["members.home_id", "members.id"],
            name=op.f("fk_tokens_home_id_member_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["home_id"], ["homes.id"], name=op.f("fk_tokens_home_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_tokens")),
    )
    op.create_index(op.f("ix_tokens_home_id_device_id"), "tokens", ["home_id", "device_id"])
    op.create_index(op.f("ix_tokens_home_id_member_id"), "tokens", ["home_id", "member_id"])
    op.create_table(
        "twins",
        sa.Column("home_id", sa.String(), nullable=False),
        sa.Column("device_id", sa.String(), nullable=False),
        sa.Column("desired", sa.JSON(), nullable=False),
        sa.Column("desired_version", sa.BigInteger(), nullable=False),
        sa.Column("desired_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reported", sa.JSON(), nullable=False),
        sa.Column("previous", sa.JSON(), nullable=False),
        sa.Column("reported_epoch", sa.BigInteger(), nullable=False),
        sa.Column("reported_version", sa.BigInteger(), nullable=False),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["home_id", "device_id"],
            ["devices.home_id", "devices.id"],
            name=op.f("fk_twins_home_id_device_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("home_id", "device_id", name=op.f("pk_twins")),
    )


def downgrade() -> None:
    for table in ("twins", "tokens", "devices", "commands", "routines", "rooms", "plans", "members", "homes"):
        op.drop_table(table)
