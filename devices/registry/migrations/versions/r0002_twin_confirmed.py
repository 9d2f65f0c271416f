"""Twins count what replies have confirmed since the last report."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("twins") as twins:
        twins.add_column(sa.Column("confirmed", sa.BigInteger(), nullable=False, server_default="0"))
    with op.batch_alter_table("twins") as twins:
        twins.alter_column("confirmed", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("twins") as twins:
        twins.drop_column("confirmed")
