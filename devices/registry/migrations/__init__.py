"""Schema migrations; `upgrade` brings a database to the newest one without any configuration file."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

FOLDER = Path(__file__).parent


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Migrate within the connection's transaction; raises alembic's CommandError on an unknown revision."""
    command.upgrade(configuration(connection), revision)


def downgrade(connection: Connection, revision: str) -> None:
    """Migrate back within the connection's transaction; "base" leaves nothing."""
    command.downgrade(configuration(connection), revision)


def head() -> str:
    """The newest revision."""
    revision = ScriptDirectory(str(FOLDER)).get_current_head()
    assert revision is not None  # noqa: S101  (this package ships with at least one)
    return revision


def configuration(connection: Connection) -> Config:
    """Alembic's settings for a connection that is already open."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
