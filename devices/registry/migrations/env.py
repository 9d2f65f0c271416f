"""Run by Alembic: migrates over the connection that the caller has open."""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection

from devices.registry.models import Base


def migrate(connection: Connection) -> None:
    """Run the pending versions in the connection's own transaction."""
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()


migrate(context.config.attributes["connection"])
