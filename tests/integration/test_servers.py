"""The test servers are real, separate, restartable, and loud when they are missing."""

from __future__ import annotations

import asyncpg
import pytest
from redis.asyncio import Redis

from tests import servers


async def version_of(url: str) -> str:
    connection = await asyncpg.connect(url.replace("+asyncpg", ""), timeout=5)
    try:
        return str(await connection.fetchval("show server_version"))
    finally:
        await connection.close(timeout=5)


async def test_postgres_answers_queries(postgres_url: str) -> None:
    assert int((await version_of(postgres_url)).split(".")[0]) >= 13


async def test_fresh_databases_are_separate(
    postgres: servers.PostgresServer, fresh_postgres_url: str
) -> None:
    other = postgres.create_database()
    assert other != fresh_postgres_url
    postgres.drop_database(other)
    with pytest.raises(asyncpg.InvalidCatalogNameError):
        await version_of(other)
    assert await version_of(fresh_postgres_url)


async def test_redis_keeps_a_value(redis_url: str) -> None:
    async with Redis.from_url(redis_url, socket_timeout=5) as client:
        await client.set("test:servers", "1")
        assert await client.get("test:servers") == b"1"


def test_mosquitto_accepts_a_client(mosquitto_port: int) -> None:
    assert servers._exchange(mosquitto_port, servers.MQTT_CONNECT, servers.MQTT_CONNACK)


def test_a_server_comes_back_on_its_port_after_a_kill() -> None:
    with servers.redis_server() as server:
        server.kill()
        assert not server.answers()
        server.start()
        assert server.answers()


def test_a_server_that_dies_at_once_reports_its_log() -> None:
    with servers.redis_server() as server:
        server.stop()
        server.command.append("--no-such-option")
        with pytest.raises(servers.ServerError, match="no-such-option"):
            server.start()


@pytest.mark.parametrize(("ci", "outcome"), [("true", pytest.fail.Exception), ("", pytest.skip.Exception)])
def test_a_missing_binary_fails_in_ci_and_skips_elsewhere(
    ci: str, outcome: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", ci)
    with pytest.raises(outcome, match="apt-get install some-package"):
        servers._require("no-such-binary", "some-package")
