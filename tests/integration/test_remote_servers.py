"""The remote planner against real servers: our own, and one that others wrote."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import openai
import pytest

from model_core.errors import InvalidPlan, RemoteUnavailable
from model_core.plan import Plan
from model_core.remote import RemoteEngine, Shape
from model_core.world import Request
from tests.checkpoints import at_random, one_track
from tests.integration.serving import DEADLINE, NAME, Served, host, served
from tests.servers import free_port
from tests.unit.model_core.worlds import house

NEEDED = ("accelerate", "fastapi", "uvicorn")
"""Of the extra `serving` of transformers."""


async def plan(url: str, model: str, *, grammar: bool = False, deadline: float = DEADLINE) -> Plan:
    """The plan that a server's model makes of a sentence."""
    engine = RemoteEngine(url, model, grammar=grammar)
    try:
        return await engine.plan(Request(house(), "turn on the desk lamp"), deadline=deadline)
    finally:
        await engine.close()


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Ours, with a model that takes the first of what is allowed."""
    folder = one_track(tmp_path_factory.mktemp("model"))
    with served(lambda: host(folder), key="secret") as server:
        yield server


async def asked(server: Served, *, grammar: bool, key: str = "secret", deadline: float = DEADLINE) -> Plan:
    engine = RemoteEngine(server.url, NAME, key=key, grammar=grammar)
    try:
        return await engine.plan(Request(house(), "turn on the desk lamp"), deadline=deadline)
    finally:
        await engine.close()


async def test_our_server_follows_the_grammar_of_the_home(own: Served) -> None:
    made = await asked(own, grammar=True)
    assert made.source == "remote"
    assert made.steps


async def test_our_server_takes_the_schema(own: Served) -> None:
    """The model writes one letter until it may not go on: JSON to the last, and no plan."""
    answered = own.host.counters.answered
    with pytest.raises(InvalidPlan):
        await asked(own, grammar=False)
    assert own.host.counters.answered == answered + 2  # both attempts, with the schema


async def test_our_server_s_refusals_are_typed(own: Served) -> None:
    with pytest.raises(RemoteUnavailable, match="AuthenticationError"):
        await asked(own, grammar=True, key="wrong")
    engine = RemoteEngine(own.url, "another", key="secret")
    with pytest.raises(RemoteUnavailable, match="NotFoundError"):
        await engine.plan(Request(house(), "lamp on"), deadline=DEADLINE)
    await engine.close()


async def test_a_deadline_is_kept_and_the_work_given_up(own: Served) -> None:
    before = own.host.counters.abandoned
    with pytest.raises(RemoteUnavailable, match="in time"):
        await asked(own, grammar=False, deadline=0.15)
    async with asyncio.timeout(DEADLINE):
        while own.host.busy != (0, 0):  # noqa: ASYNC110 - another thread makes it so
            await asyncio.sleep(0.01)
    assert own.host.counters.abandoned - before <= 1  # the client alone would have tried again


@pytest.fixture(scope="module")
def theirs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """URL of `transformers serve`, and the model it serves: a folder with random weights."""
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        reason = f"{', '.join(missing)} not installed: pip install 'transformers[serving]'"
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    folder = at_random(tmp_path_factory.mktemp("served") / "model")
    port = free_port()
    command = [str(Path(sys.executable).with_name("transformers")), "serve", str(folder), "--device", "cpu"]
    log = folder.parent / "log"
    with log.open("wb") as said:
        process = subprocess.Popen(
            [*command, "--host", "127.0.0.1", "--port", str(port)],
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            env={**os.environ, "HF_HUB_OFFLINE": "1"},
            start_new_session=True,
        )
    try:
        end = time.monotonic() + DEADLINE
        while not _healthy(port):
            assert process.poll() is None, log.read_text(errors="replace")[-2000:]
            assert time.monotonic() < end, log.read_text(errors="replace")[-2000:]
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/v1", str(folder)
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()


def _healthy(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=2) as answer:
            return bool(answer.status == 200)
    except (OSError, urllib.error.URLError):
        return False


async def test_what_another_server_s_model_says_is_read_strictly(theirs: tuple[str, str]) -> None:
    """It leaves the schema aside and has random weights, so what it says is no plan: nothing may move."""
    url, model = theirs
    async with openai.AsyncOpenAI(base_url=url, api_key="none") as client:
        said = await client.chat.completions.create(
            model=model, messages=[{"role": "user", "content": "Hello"}], max_tokens=5
        )
        assert said.choices[0].message.content is not None
    with pytest.raises(InvalidPlan):
        await plan(url, model)


async def test_what_another_server_does_not_know_is_left_out(theirs: tuple[str, str]) -> None:
    url, model = theirs
    engine = RemoteEngine(url, model, grammar=True)
    with pytest.raises(InvalidPlan):
        await engine.plan(Request(house(), "lamp on"), deadline=DEADLINE)
    await engine.close()
    assert engine.shape is not Shape.GRAMMAR


async def test_another_server_is_not_waited_for_longer_than_allowed(theirs: tuple[str, str]) -> None:
    with pytest.raises(RemoteUnavailable, match="in time"):
        await plan(*theirs, deadline=0.1)
