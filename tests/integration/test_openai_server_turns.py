"""Several callers of a served model: answered by turns, kept waiting, refused, given up when they leave."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import openai
import pytest

from tests.checkpoints import at_random
from tests.integration.serving import DEADLINE, NAME, Served, ask, client, host, served, until

ENDLESS = {"structured_outputs": {"grammar": "start: /[ab]{30000}/"}}
"""So long that only giving up ends it within the time of a test."""
LONG = 30_000


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return at_random(tmp_path_factory.mktemp("model"), seed=1)


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[Served]:
    with served(lambda: host(folder)) as running:
        yield running


def test_two_clients_are_answered_by_turns(server: Served) -> None:
    with client(server) as slow, client(server) as quick:
        stream = ask(slow, stream=True, max_tokens=LONG, extra_body=ENDLESS)
        assert next(iter(stream)).choices
        answered = server.host.counters.answered
        assert ask(quick, seed=1).choices[0].finish_reason
        until(lambda: server.host.busy == (1, 0))  # the long one is still being written
        assert server.host.counters.answered > answered
        stream.close()
    until(lambda: server.host.busy == (0, 0))


def test_answers_written_by_turns_are_those_written_alone(server: Served) -> None:
    def answer(seed: int) -> str:
        with client(server) as made:
            return str(ask(made, f"number {seed}", seed=seed, max_tokens=40).choices[0].message.content)

    alone = [answer(seed) for seed in range(6)]
    with ThreadPoolExecutor(6) as pool:
        together = list(pool.map(answer, range(6)))
    assert together == alone
    assert len(set(alone)) == 6


def test_when_the_queue_is_full_others_are_told_when_to_come_back(folder: Path) -> None:
    with served(lambda: host(folder, at_once=1, queue=1)) as server, client(server) as made:
        running = ask(made, stream=True, max_tokens=LONG, extra_body=ENDLESS)
        waits = threading.Thread(target=ask, args=(made,))
        waits.start()
        until(lambda: server.host.busy == (1, 1))
        with pytest.raises(openai.RateLimitError) as caught:
            ask(made)
        body: Any = caught.value.body
        assert (body["type"], body["code"]) == ("rate_limit_error", "rate_limit_exceeded")
        assert caught.value.response.headers["retry-after"] == "1"
        running.close()
        waits.join(DEADLINE)
        assert not waits.is_alive()
        assert ask(made).choices


@contextmanager
def asking(server: Served, *, stream: bool = False) -> Iterator[None]:
    """One who asks for an endless answer, and hangs up at the end of the block without having listened."""
    address = urlsplit(server.url)
    assert address.hostname
    messages = [{"role": "user", "content": "Hello"}]
    body = {"model": NAME, "messages": messages, "max_tokens": LONG, "stream": stream, **ENDLESS}
    connection = HTTPConnection(address.hostname, address.port, timeout=DEADLINE)
    headers = {"content-type": "application/json"}
    connection.request("POST", "/v1/chat/completions", json.dumps(body), headers)
    try:
        yield
    finally:
        connection.close()


@pytest.mark.parametrize("stream", [False, True])
def test_a_caller_who_leaves_ends_the_work(folder: Path, stream: bool) -> None:
    with served(lambda: host(folder, at_once=1)) as server:
        with asking(server, stream=stream):
            until(lambda: server.host.counters.tokens > 2)
        until(lambda: server.host.counters.abandoned == 1)
        until(lambda: server.host.busy == (0, 0))
        assert server.host.counters.tokens < LONG
        with client(server) as made:
            assert ask(made).choices


def test_one_who_leaves_the_queue_gives_the_place_back(folder: Path) -> None:
    with served(lambda: host(folder, at_once=1, queue=1)) as server, asking(server):
        until(lambda: server.host.busy == (1, 0))
        with asking(server):
            until(lambda: server.host.busy == (1, 1))
        until(lambda: server.host.busy == (1, 0))
        with asking(server):
            until(lambda: server.host.busy == (1, 1))


def test_an_answer_that_takes_too_long_is_an_error(folder: Path) -> None:
    with served(lambda: host(folder, patience=0.4)) as server, client(server) as made:
        with pytest.raises(openai.InternalServerError) as caught:
            ask(made, max_tokens=LONG, extra_body=ENDLESS)
        body: Any = caught.value.body
        assert (caught.value.status_code, body["code"]) == (504, "timeout")
        assert caught.value.response.headers["x-should-retry"] == "false"
        with pytest.raises(openai.APIError, match="not ready in time"):
            list(ask(made, stream=True, max_tokens=LONG, extra_body=ENDLESS))
        until(lambda: server.host.busy == (0, 0))
