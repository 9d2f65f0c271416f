"""Starting, migrating, and what happens when the database is not there."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, event, inspect, text
from sqlalchemy.ext.asyncio import create_async_engine
from structlog.testing import capture_logs

from devices.errors import DatabaseUnavailable, UnknownHome
from devices.registry import migrations
from devices.registry.database import SQLITE, Database
from devices.registry.homes import Homes
from devices.registry.models import Base
from tests.servers import PostgresServer, free_port, postgres_server


def shape(connection: Connection) -> dict[str, Any]:
    """Everything the inspector knows of the tables, in a stable order."""
    inspector = inspect(connection)
    tables = [name for name in sorted(inspector.get_table_names()) if name != "alembic_version"]
    return {
        name: {
            "columns": [
                {**column, "type": repr(column["type"])}
                for column in sorted(inspector.get_columns(name), key=lambda c: c["name"])
            ],
            "primary key": inspector.get_pk_constraint(name),
            "foreign keys": sorted(inspector.get_foreign_keys(name), key=str),
            "unique": sorted(inspector.get_unique_constraints(name), key=str),
            "indexes": sorted(inspector.get_indexes(name), key=str),
        }
        for name in tables
    }


async def test_the_migrated_schema_is_the_declared_one(database_url: str) -> None:
    engine = create_async_engine(database_url)
    async with engine.begin() as connection:
        await connection.run_sync(migrations.upgrade)
        migrated = await connection.run_sync(shape)
        difference = await connection.run_sync(
            lambda c: compare_metadata(MigrationContext.configure(c), Base.metadata)
        )
        await connection.run_sync(lambda c: migrations.downgrade(c, "base"))
        assert await connection.run_sync(shape) == {}
        await connection.run_sync(Base.metadata.create_all)
        declared = await connection.run_sync(shape)
    await engine.dispose()
    assert difference == []
    assert set(migrated) == set(Base.metadata.tables)
    assert migrated == declared


async def test_starting_again_keeps_what_is_there(database_url: str) -> None:
    first = Database(database_url)
    await first.start()
    async with first.session() as session:
        await Homes(session).create("home", "Home")
    await first.close()
    second = Database(database_url)
    await second.start()
    async with second.session(read_only=True) as session:
        assert [home.id for home in await Homes(session).list()] == ["home"]
    await second.close()


async def test_processes_that_start_together_migrate_once(database_url: str) -> None:
    databases = [Database(database_url) for _ in range(4)]
    await asyncio.gather(*(database.start() for database in databases))
    async with databases[0].session() as session:
        versions = (await session.execute(text("SELECT version_num FROM alembic_version"))).scalars().all()
    for database in databases:
        await database.close()
    assert versions == [migrations.head()]


def locked_at_first(database: Database, times: int) -> None:
    """Let connecting fail so often, as SQLite does while others change how a new file is journalled."""
    left = iter(range(times))

    def fail(_connection: object, _record: object) -> None:
        if next(left, None) is not None:
            raise sqlite3.OperationalError("database is locked")

    event.listen(database._engine.sync_engine, "connect", fail)


async def test_a_new_file_that_others_lock_is_tried_again(tmp_path: Path) -> None:
    database = Database(f"{SQLITE}:///{tmp_path / 'ensemble.db'}")
    locked_at_first(database, 3)
    await database.start()
    async with database.session() as session:
        assert await Homes(session).list() == []
    await database.close()


async def test_a_file_that_stays_locked_is_given_up(tmp_path: Path) -> None:
    database = Database(f"{SQLITE}:///{tmp_path / 'ensemble.db'}")
    locked_at_first(database, 10_000)
    with pytest.raises(DatabaseUnavailable, match="locked"):
        await database.start()
    await database.close()


async def test_a_schema_from_a_later_version_is_refused(database_url: str) -> None:
    database = Database(database_url)
    await database.start()
    async with database.session() as session:
        await session.execute(text("UPDATE alembic_version SET version_num = 'later'"))
    with pytest.raises(DatabaseUnavailable, match="not one of this version"):
        await database.start()
    await database.close()


async def test_a_session_that_raises_leaves_nothing(database: Database) -> None:
    async def create_and_fail() -> None:
        async with database.session() as session:
            await Homes(session).create("home", "Home")
            await Homes(session).get("other")

    with pytest.raises(UnknownHome):
        await create_and_fail()
    async with database.session() as session:
        assert await Homes(session).list() == []


async def test_a_reading_session_cannot_write(database: Database) -> None:
    with pytest.raises(DatabaseUnavailable):
        async with database.session(read_only=True) as session:
            await Homes(session).create("home", "Home")
    async with database.session() as session:
        await Homes(session).create("home", "Home")


async def test_a_session_that_overruns_its_deadline_is_undone(database_url: str) -> None:
    database = Database(database_url, deadline=0.2)
    await database.start()

    async def create_and_hang() -> None:
        async with database.session() as session:
            await Homes(session).create("home", "Home")
            await asyncio.Event().wait()

    with pytest.raises(DatabaseUnavailable):
        await create_and_hang()
    async with database.session() as session:
        assert await Homes(session).list() == []
    await database.close()


@pytest.mark.parametrize("url", ["mysql://x/y", "sqlite:///plain.db", "not a url"])
def test_other_urls_are_refused(url: str) -> None:
    with pytest.raises(ValueError, match="database URL"):
        Database(url)


async def test_an_in_memory_database_serves_sessions_at_the_same_time() -> None:
    database = Database("sqlite+aiosqlite://")
    await database.start()

    async def create(number: int) -> None:
        async with database.session() as session:
            await Homes(session).create(f"home{number}", "Home")

    await asyncio.gather(*(create(number) for number in range(10)))
    async with database.session(read_only=True) as session:
        assert len(await Homes(session).list()) == 10
    await database.close()


async def test_nobody_listening_is_a_typed_error_at_start() -> None:
    database = Database(f"postgresql+asyncpg://nobody:secret@127.0.0.1:{free_port()}/none", deadline=3)
    with capture_logs() as logs:
        for _ in range(2):
            with pytest.raises(DatabaseUnavailable) as caught:
                await database.start()
    assert caught.value.code == "database_unavailable"
    assert "secret" not in f"{caught.value} {caught.value.details} {logs}"
    assert [entry["event"] for entry in logs] == ["database_down"]
    await database.close()


async def test_a_wrong_password_is_a_typed_error(postgres_url: str) -> None:
    address = postgres_url.split("@")[1]
    database = Database(f"postgresql+asyncpg://postgres:wrong@{address}", deadline=3)
    with pytest.raises(DatabaseUnavailable):
        await database.start()
    await database.close()


async def test_a_file_that_is_no_database_is_a_typed_error(tmp_path: Path) -> None:
    path = tmp_path / "ensemble.db"
    path.write_bytes(b"this is not a database, whatever its name says" * 100)
    database = Database(f"sqlite+aiosqlite:///{path}")
    with pytest.raises(DatabaseUnavailable):
        await database.start()
    await database.close()


async def test_a_folder_that_cannot_be_made_is_a_typed_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'file' / 'ensemble.db'}")
    with pytest.raises(DatabaseUnavailable):
        await database.start()


@pytest.fixture
def own_postgres() -> Iterator[PostgresServer]:
    """A server that the test may kill."""
    with postgres_server() as server:
        yield server


async def test_a_killed_server_is_a_typed_error_and_recovers(own_postgres: PostgresServer) -> None:
    database = Database(own_postgres.create_database(), deadline=3)
    await database.start()

    async def create_and_lose_the_server() -> None:
        async with database.session() as session:
            await Homes(session).create("half", "Half")
            own_postgres.kill()
            await Homes(session).create("done", "Done")

    with capture_logs() as logs:
        with pytest.raises(DatabaseUnavailable):
            await create_and_lose_the_server()
        with pytest.raises(DatabaseUnavailable):
            async with database.session() as session:
                await Homes(session).create("never", "Never")
        own_postgres.start()
        async with database.session() as session:
            assert await Homes(session).list() == []
    assert [entry["event"] for entry in logs] == ["database_down", "database_up"]
    await database.close()


async def test_a_server_that_stops_answering_is_a_typed_error_within_the_deadline(
    own_postgres: PostgresServer,
) -> None:
    database = Database(own_postgres.create_database(), deadline=1)
    await database.start()
    async with database.session() as session:
        await Homes(session).create("first", "First")
    own_postgres.freeze()
    started = time.monotonic()
    try:
        with pytest.raises(DatabaseUnavailable):
            async with database.session() as session:
                await Homes(session).create("second", "Second")
        assert time.monotonic() - started < 5
    finally:
        own_postgres.thaw()
    async with database.session() as session:
        assert [home.id for home in await Homes(session).list()] == ["first"]
    await database.close()
