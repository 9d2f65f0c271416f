"""Fixtures that every test may use: real servers, once a session, and a fresh database a test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.servers import PostgresServer, mosquitto_server, postgres_server, redis_server

# A busy machine is slow, not wrong.
settings.register_profile("ensemble", deadline=None)
settings.load_profile("ensemble")


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A PostgreSQL server shared by the session; take a database of your own from it."""
    with postgres_server() as server:
        yield server


@pytest.fixture(scope="session")
def postgres_url(postgres: PostgresServer) -> str:
    """URL of the shared server's maintenance database."""
    return postgres.url


@pytest.fixture
def fresh_postgres_url(postgres: PostgresServer) -> Iterator[str]:
    """URL of an empty PostgreSQL database that is dropped after the test."""
    url = postgres.create_database()
    yield url
    postgres.drop_database(url)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """URL of an empty database, once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'ensemble.db'}"
    url: str = request.getfixturevalue("fresh_postgres_url")
    return url


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """URL of a Redis server shared by the session; use keys of your own."""
    with redis_server() as server:
        yield server.url


@pytest.fixture(scope="session")
def mosquitto_port() -> Iterator[int]:
    """Port of a Mosquitto broker shared by the session; use topics of your own."""
    with mosquitto_server() as server:
        yield server.port
