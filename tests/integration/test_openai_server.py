"""A model behind the chat completions API, spoken to by OpenAI's own client."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jsonschema
import openai
import pytest

from assistant.startup import load_settings
from model_core import checkpoint
from model_core.errors import CheckpointMissing
from model_core.serve.app import MOST_BYTES
from model_core.serve.host import Host
from tests.checkpoints import at_random
from tests.integration.serving import DEADLINE, NAME, Served, host, served

SCHEMA = {
    "type": "object",
    "properties": {
        "room": {"enum": ["kitchen", "attic"]},
        "levels": {"type": "array", "items": {"type": "boolean"}, "maxItems": 3},
        "note": {"type": "string", "maxLength": 5},
    },
    "required": ["room", "levels", "note"],
    "additionalProperties": False,
}
DIM = {"type": "function", "function": {"name": "dim", "description": "Dims a room", "parameters": SCHEMA}}
RING = {"type": "function", "function": {"name": "ring"}}
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


def client(server: Served, key: str = "none") -> openai.OpenAI:
    """A client that does not try again."""
    return openai.OpenAI(base_url=server.url, api_key=key, max_retries=0, timeout=DEADLINE)


@pytest.fixture
def speak(server: Served) -> Iterator[openai.OpenAI]:
    with client(server) as made:
        yield made


def ask(speaking: openai.OpenAI, content: str = "Hello", **arguments: Any) -> Any:
    """What comes of one sentence."""
    given: dict[str, Any] = {"max_tokens": 12, **arguments}
    messages: Any = [{"role": "user", "content": content}]
    return speaking.chat.completions.create(**{"model": NAME, "messages": messages, **given})


def until(true: Any) -> None:
    """Wait for what must come true."""
    end = time.monotonic() + DEADLINE
    while not true():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_the_model_is_listed(speak: openai.OpenAI) -> None:
    assert [model.id for model in speak.models.list()] == [NAME]
    assert speak.models.retrieve(NAME).owned_by == "ensemble"
    with pytest.raises(openai.NotFoundError):
        speak.models.retrieve("another/model")


def test_an_answer_and_what_it_cost(speak: openai.OpenAI) -> None:
    done = ask(speak, temperature=0)
    (choice,) = done.choices
    assert choice.message.role == "assistant"
    assert choice.finish_reason in {"stop", "length"}
    assert choice.logprobs is None
    assert 0 < done.usage.completion_tokens <= 12
    assert done.usage.prompt_tokens == len("user: Hello\nassistant: ") + 2
    assert done.usage.total_tokens == done.usage.prompt_tokens + done.usage.completion_tokens


@pytest.mark.parametrize("seed", [1, 2])
def test_a_stream_is_the_same_answer_in_pieces(speak: openai.OpenAI, seed: int) -> None:
    whole = ask(speak, seed=seed, max_tokens=40)
    chunks = list(ask(speak, seed=seed, max_tokens=40, stream=True, stream_options={"include_usage": True}))
    deltas = [chunk.choices[0].delta for chunk in chunks[:-1]]
    assert deltas[0].role == "assistant"
    assert "".join(delta.content or "" for delta in deltas) == whole.choices[0].message.content
    finishes = [chunk.choices[0].finish_reason for chunk in chunks[:-1]]
    assert finishes == [None] * (len(finishes) - 1) + [whole.choices[0].finish_reason]
    assert chunks[-1].choices == []
    assert chunks[-1].usage.completion_tokens == whole.usage.completion_tokens
    assert len({chunk.id for chunk in chunks}) == 1


def test_a_seed_gives_the_same_and_none_another(speak: openai.OpenAI) -> None:
    done = [ask(speak, max_tokens=30, seed=seed) for seed in (4, 4, 5, None)]
    first, again, *others = (each.choices[0].message.content for each in done)
    assert first == again
    assert first not in others


def test_a_stop_string_ends_it(speak: openai.OpenAI) -> None:
    done = ask(speak, stop=["two"], extra_body={"structured_outputs": {"grammar": 'start: "one two three"'}})
    assert (done.choices[0].message.content, done.choices[0].finish_reason) == ("one ", "stop")


def test_the_logarithms_of_probabilities(speak: openai.OpenAI) -> None:
    done = ask(speak, temperature=0, logprobs=True, top_logprobs=3, max_completion_tokens=5)
    content = done.choices[0].logprobs.content
    assert len(content) == done.usage.completion_tokens
    for entry in content:
        assert entry.logprob == max(other.logprob for other in entry.top_logprobs) <= 0
        assert bytes(entry.bytes).decode(errors="replace") == entry.token
    streamed = ask(speak, temperature=0, logprobs=True, max_completion_tokens=5, stream=True)
    entries = [e for chunk in streamed for c in chunk.choices if c.logprobs for e in c.logprobs.content]
    assert [e.logprob for e in entries] == pytest.approx([e.logprob for e in content], abs=1e-4)


@pytest.mark.parametrize("seed", range(4))
def test_an_answer_keeps_to_its_schema(speak: openai.OpenAI, seed: int) -> None:
    named = {"name": "dim", "schema": SCHEMA, "strict": True}
    form = {"type": "json_schema", "json_schema": named}
    done = ask(speak, seed=seed, max_tokens=400, response_format=form)
    assert done.choices[0].finish_reason == "stop"
    jsonschema.validate(json.loads(done.choices[0].message.content), SCHEMA)


def test_any_object_is_an_object(speak: openai.OpenAI) -> None:
    done = ask(speak, seed=1, temperature=2, max_tokens=2000, response_format={"type": "json_object"})
    assert done.choices[0].finish_reason == "stop"
    assert isinstance(json.loads(done.choices[0].message.content), dict)


@pytest.mark.parametrize(
    ("choice", "names"),
    [
        ("required", {"dim", "ring"}),
        ({"type": "function", "function": {"name": "dim"}}, {"dim"}),
        ({"type": "function", "function": {"name": "ring"}}, {"ring"}),
    ],
)
@pytest.mark.parametrize("stream", [False, True])
def test_calls_are_of_functions_on_offer(
    speak: openai.OpenAI, choice: Any, names: set[str], stream: bool
) -> None:
    asked: dict[str, Any] = {
        "tools": [DIM, RING],
        "tool_choice": choice,
        "parallel_tool_calls": False,
        "max_tokens": 400,
        "seed": 2,
    }
    done = ask(speak, **asked)
    (call,) = done.choices[0].message.tool_calls
    assert (done.choices[0].finish_reason, done.choices[0].message.content) == ("tool_calls", None)
    if stream:
        chunks = [chunk.choices[0] for chunk in ask(speak, stream=True, **asked)]
        (told,) = [call for chunk in chunks for call in chunk.delta.tool_calls or ()]
        assert (told.index, told.function) == (0, type(told.function)(**call.function.model_dump()))
        assert chunks[-1].finish_reason == "tool_calls"
    assert call.function.name in names
    schema: Any = SCHEMA if call.function.name == "dim" else {"maxProperties": 0}
    jsonschema.validate(json.loads(call.function.arguments), schema)


def test_several_calls_have_ids_and_places_of_their_own(speak: openai.OpenAI) -> None:
    asked: dict[str, Any] = {"tools": [RING], "tool_choice": "required", "max_tokens": 300, "temperature": 2}
    for seed in range(8):
        chunks = [chunk.choices[0].delta for chunk in ask(speak, stream=True, seed=seed, **asked)]
        calls = [call for delta in chunks for call in delta.tool_calls or ()]
        assert [call.index for call in calls] == list(range(len(calls)))
        assert len({call.id for call in calls}) == len(calls)
        if len(calls) > 1:
            return
    pytest.fail("no answer held two calls")


def test_with_functions_on_offer_text_is_text_or_a_call(speak: openai.OpenAI) -> None:
    for seed in range(5):
        done = ask(speak, tools=[DIM], seed=seed, max_tokens=40)
        message = done.choices[0].message
        assert message.tool_calls or not message.content.startswith("<")
    done = ask(speak, tools=[DIM], tool_choice="none", seed=1)
    assert done.choices[0].message.tool_calls is None


def test_a_conversation_with_results_is_read(speak: openai.OpenAI) -> None:
    call = {"id": "a", "type": "function", "function": {"name": "dim", "arguments": "{}"}}
    messages = [
        {"role": "user", "content": "dim"},
        {"role": "assistant", "content": None, "tool_calls": [call]},
        {"role": "tool", "tool_call_id": "a", "content": "done"},
    ]
    plain = ask(speak).usage.prompt_tokens
    assert ask(speak, messages=messages).usage.prompt_tokens > plain


def test_the_beginning_of_a_long_prompt_is_read_once(speak: openai.OpenAI) -> None:
    first, again = (ask(speak, "a long story " * 60, temperature=0) for _ in range(2))
    assert first.usage.prompt_tokens_details.cached_tokens == 0
    assert again.usage.prompt_tokens_details.cached_tokens == 768
    assert first.choices[0].message.content == again.choices[0].message.content


@pytest.mark.parametrize(
    ("given", "status", "param", "code"),
    [
        ({"model": "another"}, 404, "model", "model_not_found"),
        ({"n": 2}, 400, "n", "invalid_value"),
        ({"temperature": 3}, 400, "temperature", "invalid_value"),
        ({"content": "word " * 8000}, 413, "messages", "context_length_exceeded"),
        ({"max_tokens": 40_000}, 413, "messages", "context_length_exceeded"),
        ({"content": "x" * MOST_BYTES}, 413, None, "request_too_large"),
        (
            {"response_format": {"type": "json_schema", "json_schema": {"name": "n", "schema": {"not": {}}}}},
            400,
            "response_format",
            "invalid_schema",
        ),
        (
            {"tools": [{"type": "function", "function": {"name": "f", "parameters": {"not": {}}}}]},
            400,
            "tools",
            "invalid_schema",
        ),
        (
            {"extra_body": {"structured_outputs": {"grammar": "no"}}},
            400,
            "structured_outputs",
            "invalid_schema",
        ),
    ],
)
@pytest.mark.parametrize("stream", [False, True])
def test_what_is_wrong_is_said_in_the_api_s_way(
    speak: openai.OpenAI, given: dict[str, Any], status: int, param: str | None, code: str, stream: bool
) -> None:
    with pytest.raises(openai.APIStatusError) as caught:
        ask(speak, stream=stream, **given)
    body: Any = caught.value.body
    assert (caught.value.status_code, body["param"], body["code"]) == (status, param, code)
    assert body["type"] == "invalid_request_error"
    assert body["message"]


def raw(server: Served, path: str, **arguments: Any) -> Any:
    """One request without the client's care."""
    with client(server) as made:
        return made._client.request(url=server.url + path, **{"method": "POST", **arguments})


@pytest.mark.parametrize(
    ("path", "arguments", "status"),
    [
        ("/nothing", {}, 404),
        ("/chat/completions", {"method": "GET"}, 405),
        ("/chat/completions", {"content": b"{}", "headers": {"content-type": "text/plain"}}, 415),
    ],
)
def test_other_paths_methods_and_types_are_refused(
    server: Served, path: str, arguments: dict[str, Any], status: int
) -> None:
    answer = raw(server, path, **arguments)
    assert answer.status_code == status
    assert answer.json()["error"]["type"] == "invalid_request_error"


def test_a_key_is_asked_for_where_there_is_one(folder: Path) -> None:
    with served(lambda: host(folder), key="a-long-secret") as server:
        for wrong in ("none", "a-long-secre", "é"):
            answer = raw(
                server, "/models", method="GET", headers={"authorization": f"Bearer {wrong}".encode()}
            )
            assert (answer.status_code, answer.json()["error"]["code"]) == (401, "invalid_api_key")
        with client(server) as wrong_one, pytest.raises(openai.AuthenticationError):
            ask(wrong_one)
        with client(server, "a-long-secret") as right:
            assert ask(right).choices
        assert raw(server, "/../health", method="GET").json()["status"] == "ok"


def test_while_the_model_is_loaded_callers_are_told_to_come_back(folder: Path) -> None:
    gate = threading.Event()

    def load() -> Host:
        assert gate.wait(DEADLINE)
        return host(folder)

    with served(load, wait=False) as server, client(server) as made:
        with pytest.raises(openai.InternalServerError) as caught:
            ask(made)
        body: Any = caught.value.body
        assert (caught.value.status_code, body["code"]) == (503, "model_loading")
        assert int(caught.value.response.headers["retry-after"]) > 0
        assert raw(server, "/../health", method="GET").status_code == 503
        gate.set()
        until(lambda: server.api.host is not None)
        assert raw(server, "/../health", method="GET").status_code == 200
        assert ask(made).choices


def test_a_model_that_cannot_be_loaded_ends_the_server(tmp_path: Path) -> None:
    with pytest.raises(CheckpointMissing), served(lambda: Host.load(tmp_path / "none")):
        pytest.fail("it was ready")


def test_two_clients_are_answered_by_turns(server: Served) -> None:
    with client(server) as slow, client(server) as quick:
        stream = ask(slow, stream=True, max_tokens=LONG, extra_body=ENDLESS)
        assert next(iter(stream)).choices
        answered = server.host.counters.answered
        assert ask(quick, seed=1).choices[0].finish_reason
        assert server.host.busy == (1, 0)  # the long one is still being written
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


@pytest.mark.model
@pytest.mark.timeout(240)
def test_the_bundled_model_is_served() -> None:
    with (
        served(lambda: Host.load(checkpoint.bundled(load_settings().model_cache_dir))) as server,
        client(server) as made,
    ):
        form = {"type": "json_schema", "json_schema": {"name": "dim", "schema": SCHEMA}}
        done = ask(made, "Dim the kitchen.", temperature=0, max_tokens=120, response_format=form)
        jsonschema.validate(json.loads(done.choices[0].message.content), SCHEMA)
        chunks = list(ask(made, "Hello", stream=True, max_tokens=4))
        assert chunks[-1].choices[0].finish_reason in {"stop", "length"}
