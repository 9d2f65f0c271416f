"""The database: one engine, short transactions, and one error when it cannot be used."""

from __future__ import annotations

import asyncio
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import structlog
from alembic.util.exc import CommandError
from sqlalchemy import Connection, event, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import (
    ArgumentError,
    DataError,
    DBAPIError,
    IntegrityError,
    NotSupportedError,
    OperationalError,
    ProgrammingError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import (
    AsyncConnection,
    AsyncEngine,
    AsyncSession,
    async_sessionmaker,
    create_async_engine,
)

from devices.errors import DatabaseUnavailable
from devices.registry import migrations

log = structlog.get_logger(__name__)

CONNECT_DEADLINE = 5.0
"""Seconds to get one connection."""
_ATTEMPTS = 20
"""Times that a locked file is tried, a pause of seconds between."""
_PAUSE = 0.05
DEADLINE = 10.0
"""Seconds one transaction may take, waiting for its turn included."""
MIGRATION_DEADLINE = 120.0
MIGRATION_LOCK = 0x456E73656D626C65
"""Key of the PostgreSQL advisory lock that lets one process migrate at a time."""

SQLITE = "sqlite+aiosqlite"
POSTGRESQL = "postgresql+asyncpg"
READ_ONLY = "ensemble_read_only"
"""Execution option of SQLite connections that only read."""
PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=NORMAL",  # survives a killed process; a power cut may cost the last moments
    "PRAGMA foreign_keys=ON",
)
OUR_FAULT = (DataError, IntegrityError, NotSupportedError, ProgrammingError)
"""What a working database says to a wrong statement."""


class Database:
    """A SQLite or PostgreSQL database with the newest schema once started."""

    def __init__(self, url: str, *, echo: bool = False, deadline: float = DEADLINE) -> None:
        """`url` is `sqlite+aiosqlite:///path` or `postgresql+asyncpg://...`; nothing is opened yet."""
        self._url = _parse(url)
        self._deadline = deadline
        self._is_sqlite = self._url.drivername == SQLITE
        self._in_memory = self._is_sqlite and self._url.database in {None, "", ":memory:"}
        self._turn = asyncio.Lock()
        self._reachable = True
        self._engine = self._make_engine(echo)
        reader = self._engine.execution_options(**_reading(self._is_sqlite))
        self._writers = async_sessionmaker(self._engine, expire_on_commit=False)
        self._readers = async_sessionmaker(reader, expire_on_commit=False)

    async def start(self) -> None:
        """Connect and migrate; raises DatabaseUnavailable within the deadline when it cannot."""
        if self._is_sqlite and not self._in_memory:
            self._make_folder()
        async with self._guarded(self._deadline):
            await self._connect()
        async with self._guarded(MIGRATION_DEADLINE), self._engine.begin() as connection:
            await self._migrate(connection)

    async def close(self) -> None:
        """Close all connections; safe to call twice."""
        async with self._guarded(self._deadline):
            await self._engine.dispose()

    @asynccontextmanager
    async def session(self, *, read_only: bool = False) -> AsyncIterator[AsyncSession]:
        """One transaction: commits when the block ends, rolls back when it raises.

        Sessions do not nest. On SQLite writers take turns within the process, and readers see a snapshot
        and wait for nobody. Raises DatabaseUnavailable when the database cannot be reached or the block
        overruns the deadline; then nothing of it is kept, unless the connection broke in the commit itself.
        """
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(self._guarded(self._deadline))
            if self._in_memory or (self._is_sqlite and not read_only):
                await stack.enter_async_context(self._turn)
            factory = self._readers if read_only else self._writers
            session = await stack.enter_async_context(factory())
            await stack.enter_async_context(session.begin())
            yield session

    @asynccontextmanager
    async def _guarded(self, deadline: float) -> AsyncIterator[None]:
        scope = asyncio.timeout(deadline)
        try:
            async with scope:
                yield
        except Exception as error:
            if not _is_unavailable(error):
                raise
            raise self._unreachable(error) from error
        self._reached()

    def _unreachable(self, error: BaseException) -> DatabaseUnavailable:
        if self._reachable:
            self._reachable = False
            log.warning("database_down", database=self._place, error=_short(error))
        return DatabaseUnavailable(f"The database cannot be used: {_short(error)}", database=self._place)

    def _reached(self) -> None:
        if not self._reachable:
            self._reachable = True
            log.info("database_up", database=self._place)

    @property
    def _place(self) -> str:
        return self._url.render_as_string(hide_password=True)

    def _make_engine(self, echo: bool) -> AsyncEngine:
        if self._is_sqlite:
            engine = create_async_engine(self._url, echo=echo, connect_args={"timeout": CONNECT_DEADLINE})
            event.listen(engine.sync_engine, "connect", _prepare_sqlite)
            event.listen(engine.sync_engine, "begin", _begin_sqlite)
            return engine
        limits = {"timeout": CONNECT_DEADLINE, "command_timeout": self._deadline}
        return create_async_engine(
            self._url, echo=echo, connect_args=limits, pool_pre_ping=True, pool_timeout=self._deadline
        )

    def _make_folder(self) -> None:
        folder = Path(self._url.database or "").parent
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise self._unreachable(error) from error

    async def _connect(self) -> None:
        """Connect once, a little later where others are at it.

        SQLite waits for no one when it changes how a new file is journalled: of processes that start
        together, all but one may find it locked.
        """
        for left in reversed(range(_ATTEMPTS)):
            try:
                async with self._engine.connect() as connection:
                    await connection.execute(text("SELECT 1"))
            except OperationalError as error:
                if not self._is_sqlite or not left or "locked" not in str(error.orig):
                    raise
                await asyncio.sleep(_PAUSE)
            else:
                return

    async def _migrate(self, connection: AsyncConnection) -> None:
        if not self._is_sqlite:
            await connection.execute(text(f"SELECT pg_advisory_xact_lock({MIGRATION_LOCK})"))
        try:
            await connection.run_sync(migrations.upgrade)
        except CommandError as error:
            raise DatabaseUnavailable(
                f"The database's schema is not one of this version: {error}", database=self._place
            ) from error


def _parse(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise ValueError("the database URL is malformed") from None
    if parsed.drivername not in {SQLITE, POSTGRESQL}:
        raise ValueError(f"the database URL must begin with {SQLITE}:// or {POSTGRESQL}://")
    return parsed


def _reading(is_sqlite: bool) -> dict[str, Any]:
    return {READ_ONLY: True} if is_sqlite else {"postgresql_readonly": True}


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver begins no transactions by itself
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that reads first and then writes fails at once when another wrote in between, unless it
    # took the write lock at its beginning.
    read_only = connection.get_execution_options().get(READ_ONLY, False)
    connection.exec_driver_sql(f"PRAGMA query_only={int(read_only)}")
    connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")


def _is_unavailable(error: Exception) -> bool:
    if isinstance(error, DBAPIError):
        return error.connection_invalidated or not isinstance(error, OUR_FAULT)
    return isinstance(error, OSError | PoolTimeoutError | sqlite3.Error | _connect_errors())


def _connect_errors() -> type[Exception]:
    """What asyncpg raises, unwrapped, when a server refuses the connection."""
    asyncpg = sys.modules.get("asyncpg")
    return asyncpg.PostgresError if asyncpg is not None else OSError


def _short(error: BaseException) -> str:
    lines = str(getattr(error, "orig", None) or error).splitlines()
    if lines:
        return lines[0]
    return "it did not answer in time" if isinstance(error, TimeoutError) else type(error).__name__
