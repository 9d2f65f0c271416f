"""A model behind the chat completions API, spoken to by OpenAI's own client."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import openai
import pytest

from assistant.context import House, world_of
from assistant.startup import load_settings
from devices.registry.homes import Home
from devices.registry.rooms import Room
from devices.schema import Device
from devices.simulators.fleet import Fleet
from model_core import checkpoint
from model_core.errors import CheckpointMissing
from model_core.language import grammar
from model_core.language.parse import parse
from model_core.language.vocabulary import Vocabulary
from model_core.serve.app import MOST_BYTES
from model_core.serve.host import Host
from tests.checkpoints import at_random
from tests.integration.serving import DEADLINE, NAME, Served, ask, client, host, served, until

HOMES = Path(__file__).parents[1] / "homes"
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


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return at_random(tmp_path_factory.mktemp("model"), seed=1)


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[Served]:
    with served(lambda: host(folder)) as running:
        yield running


@pytest.fixture
def speak(server: Served) -> Iterator[openai.OpenAI]:
    with client(server) as made:
        yield made


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


def test_a_stop_string_cuts_json_too(speak: openai.OpenAI) -> None:
    form = {"type": "json_schema", "json_schema": {"name": "n", "schema": {"const": "one two three"}}}
    done = ask(speak, stop="two", response_format=form)
    assert (done.choices[0].message.content, done.choices[0].finish_reason) == ('"one ', "stop")


def test_the_grammar_of_a_large_home_is_followed(speak: openai.OpenAI) -> None:
    fleet = Fleet.load(HOMES / "large.yaml")
    devices = {id_: Device(id_, "large", each.describe()) for id_, each in fleet.behaviours.items()}
    rooms = {room.name: Room(room.name, "large", room.name, room.floor) for room in fleet.home.rooms}
    vocabulary = Vocabulary(world_of(House(Home("large", "Large", "UTC"), rooms, devices)))
    rules = grammar.build(vocabulary)
    assert len(rules.encode()) > 64 << 10
    for seed in range(3):
        done = ask(speak, seed=seed, max_tokens=400, extra_body={"structured_outputs": {"grammar": rules}})
        assert done.choices[0].finish_reason in {"stop", "length"}
        if done.choices[0].finish_reason == "stop":
            assert parse(done.choices[0].message.content, vocabulary, utterance="").steps


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
            {
                "extra_body": {"structured_outputs": {"grammar": f'start: "{"ab" * 120_000}"'}},
                "max_tokens": 1,
            },
            400,
            "structured_outputs",
            "invalid_schema",
        ),
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
