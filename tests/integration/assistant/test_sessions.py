from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from assistant.errors import SessionsUnavailable
from assistant.sessions import KEPT_S, MEMORY_S, WRONG_PINS, Pending, Sessions
from model_core.plan import Question
from model_core.world import Turn
from tests.servers import redis_server

PENDING = Pending(
    "q1",
    Question.CONFIRM,
    "Unlock the front door?",
    datetime(2026, 5, 4, 12, 0, tzinfo=UTC),
    "anna",
    intents=({"device": "front", "values": {"locked": False}, "run": "", "arguments": {}},),
)


@pytest.fixture(params=["memory", "redis"])
async def sessions(request: pytest.FixtureRequest) -> AsyncIterator[Sessions]:
    """Both stores; a conversation id of one's own keeps tests apart."""
    url = "memory://" if request.param == "memory" else request.getfixturevalue("redis_url")
    store = Sessions(url)
    await store._redis.flushdb()
    yield store
    await store.close()


async def test_the_last_turns_are_kept(sessions: Sessions) -> None:
    assert await sessions.history("home", "a") == ()
    for n in range(6):
        await sessions.remember("home", "a", Turn(f"say {n}", f"plan {n}" + "x" * 5000))
    turns = await sessions.history("home", "a")
    assert [t.utterance for t in turns] == ["say 2", "say 3", "say 4", "say 5"]
    assert max(len(t.plan) for t in turns) == 2000
    assert await sessions.history("other", "a") == ()
    assert await sessions.history("home", "b") == ()
    left = await sessions._redis.ttl("ensemble:turns:home:a")
    assert 0 < left <= MEMORY_S


async def test_a_question_is_given_to_one_taker_only(sessions: Sessions) -> None:
    await sessions.ask("home", "a", PENDING)
    assert 0 < await sessions._redis.ttl("ensemble:question:home:a") <= KEPT_S
    assert await sessions.take("home", "b") is None
    taken = await asyncio.gather(*(sessions.take("home", "a") for _ in range(8)))
    assert [t for t in taken if t is not None] == [PENDING]


async def test_what_cannot_be_read_is_forgotten(sessions: Sessions) -> None:
    await sessions._redis.set("ensemble:question:home:a", "{}")
    assert await sessions.take("home", "a") is None
    await sessions._redis.rpush("ensemble:turns:home:a", "not json", "5")
    assert await sessions.history("home", "a") == ()


async def test_wrong_pins_are_counted_by_home(sessions: Sessions) -> None:
    assert await sessions.try_pin("home", lambda: True)
    for _ in range(WRONG_PINS):
        assert await sessions.pins_allowed("home")
        assert await sessions.try_pin("home", lambda: False) is False
    assert not await sessions.pins_allowed("home")
    assert await sessions.try_pin("home", lambda: True) is None
    assert await sessions.pins_allowed("other")


async def test_many_pins_at_once_are_worth_no_more_than_one_by_one(sessions: Sessions) -> None:
    looked_at: list[int] = []

    def guess(number: int) -> bool:
        looked_at.append(number)
        return False

    await asyncio.gather(*(sessions.try_pin("home", lambda n=n: guess(n)) for n in range(40)))  # type: ignore[misc]
    assert len(looked_at) == WRONG_PINS


async def test_a_store_that_is_gone_is_one_typed_error_in_time() -> None:
    with redis_server() as server:
        store = Sessions(server.url, deadline=0.5)
        assert await store.check()
        await store.remember("home", "a", Turn("say", "plan"))
        server.kill()
        started = time.monotonic()
        with pytest.raises(SessionsUnavailable):
            await store.history("home", "a")
        with pytest.raises(SessionsUnavailable):
            await store.remember("home", "a", Turn("say", "plan"))
        assert not await store.check()
        assert time.monotonic() - started < 5
        server.start()
        await store.remember("home", "a", Turn("again", "plan"))
        assert await store.check()
        await store.close()
