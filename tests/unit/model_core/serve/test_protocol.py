"""Bodies of requests: what is asked is what reaches the model, and what is wrong is named."""

from __future__ import annotations

import json
from typing import Any

import pytest

from model_core.sampling import Sampling
from model_core.serve.errors import ApiError
from model_core.serve.protocol import ChatRequest, parse
from model_core.serve.tools import ANY_OBJECT

USER = {"role": "user", "content": "Hello"}
DIM = {"type": "function", "function": {"name": "dim", "parameters": {"type": "object"}}}
RING = {"type": "function", "function": {"name": "ring"}}
NAMED = {"type": "function", "function": {"name": "ring"}}


def request(**fields: Any) -> ChatRequest:
    return parse(json.dumps({"model": "m", "messages": [USER], **fields}).encode())


def test_what_is_not_said_has_the_usual_values() -> None:
    asked = request()
    ask = asked.ask(asked.form)
    assert (ask.messages, ask.tools, ask.grammar, ask.most, ask.stops) == ([USER], [], "", None, ())
    assert ask.sampling == Sampling(1.0, 1.0, None, 0)


def test_what_is_said_reaches_the_model() -> None:
    asked = request(
        temperature=0,
        top_p=0.5,
        seed=7,
        stop="END",
        max_tokens=9,
        max_completion_tokens=8,
        logprobs=True,
        top_logprobs=3,
        user="somebody",
        store=False,
    )
    ask = asked.ask(asked.form)
    assert ask.sampling == Sampling(0.0, 0.5, 7, 3)
    assert (ask.most, ask.stops) == (8, ("END",))


def test_messages_are_as_templates_take_them() -> None:
    call = {"id": "1", "type": "function", "function": {"name": "dim", "arguments": '{"to": 4}'}}
    asked = request(
        messages=[
            {"role": "developer", "content": "Be brief."},
            {"role": "user", "content": [{"type": "text", "text": "a"}, {"type": "text", "text": "b"}]},
            {"role": "assistant", "content": None, "tool_calls": [call]},
            {"role": "tool", "content": "done", "tool_call_id": "1"},
        ]
    )
    assert asked.ask(asked.form).messages == [
        {"role": "system", "content": "Be brief."},
        {"role": "user", "content": "ab"},
        {
            "role": "assistant",
            "content": "",
            "tool_calls": [{**call, "function": {"name": "dim", "arguments": {"to": 4}}}],
        },
        {"role": "tool", "content": "done", "tool_call_id": "1"},
    ]


@pytest.mark.parametrize(
    ("fields", "names", "must", "one"),
    [
        ({}, ["dim", "ring"], False, False),
        ({"tool_choice": "auto", "parallel_tool_calls": False}, ["dim", "ring"], False, True),
        ({"tool_choice": "none"}, [], False, False),
        ({"tool_choice": "required"}, ["dim", "ring"], True, False),
        ({"tool_choice": NAMED}, ["ring"], True, True),
    ],
)
def test_the_choice_of_tools(fields: dict[str, Any], names: list[str], must: bool, one: bool) -> None:
    asked = request(tools=[DIM, RING], **fields)
    form = asked.form
    assert ([f.name for f in form.functions], form.must_call, form.one_call) == (names, must, one)
    assert bool(asked.ask(form).tools) == bool(names)


def test_the_shape_of_the_answer() -> None:
    schema = {"type": "object", "properties": {}}
    named = {"name": "n", "schema": schema, "strict": True}
    assert request(response_format={"type": "json_object"}).form.schema == ANY_OBJECT
    assert request(response_format={"type": "json_schema", "json_schema": named}).form.schema == schema
    assert request(response_format={"type": "text"}).form.schema is None
    assert request(structured_outputs={"grammar": 'start: "a"'}).form.lark == 'start: "a"'


DEEP = '{"a": ' * 600 + "1" + "}" * 600
BAD: list[tuple[dict[str, Any], str]] = [
    ({"model": 7}, "model"),
    ({"messages": []}, "messages"),
    ({"messages": [{"role": "robot", "content": "x"}]}, "messages[0].role"),
    ({"messages": [USER, {"role": "user"}]}, "messages[1]"),
    ({"messages": [{"role": "tool", "content": "x"}]}, "messages[0]"),
    ({"messages": [{"role": "user", "content": [{"type": "image_url"}]}]}, "messages[0].content[0].type"),
    (
        {
            "messages": [
                {
                    "role": "assistant",
                    "tool_calls": [
                        {"id": "1", "type": "function", "function": {"name": "f", "arguments": "[]"}}
                    ],
                }
            ]
        },
        "messages[0].tool_calls[0].function.arguments",
    ),
    (
        {
            "messages": [
                {
                    "role": "assistant",
                    "tool_calls": [
                        {"id": "1", "type": "function", "function": {"name": "f", "arguments": DEEP}}
                    ],
                }
            ]
        },
        "messages[0].tool_calls[0].function.arguments",
    ),
    ({"temperature": -1}, "temperature"),
    ({"temperature": "hot"}, "temperature"),
    ({"top_p": 0}, "top_p"),
    ({"max_tokens": 0}, "max_tokens"),
    ({"max_completion_tokens": 1.5}, "max_completion_tokens"),
    ({"n": 2}, "n"),
    ({"stop": ""}, "stop"),
    ({"stop": ["a", "b", "c", "d", "e"]}, "stop"),
    ({"top_logprobs": 21}, "top_logprobs"),
    ({"frequency_penalty": 0.5}, "frequency_penalty"),
    ({"logit_bias": {"5": 1}}, "logit_bias"),
    ({"functions": [{"name": "f"}]}, "functions"),
    ({"tools": [{"type": "web_search"}]}, "tools[0].type"),
    ({"tools": [{"type": "function", "function": {"name": "no spaces"}}]}, "tools[0].function.name"),
    ({"tools": [DIM, DIM]}, "tools"),
    ({"tool_choice": "required"}, "tool_choice"),
    ({"tools": [DIM], "tool_choice": NAMED}, "tool_choice"),
    ({"response_format": {"type": "xml"}}, "response_format"),
    (
        {"response_format": {"type": "json_schema", "json_schema": {"name": "n"}}},
        "response_format.json_schema.schema",
    ),
    (
        {"structured_outputs": {"grammar": "x"}, "response_format": {"type": "json_object"}},
        "structured_outputs",
    ),
]


@pytest.mark.parametrize(("fields", "param"), BAD, ids=[param for _, param in BAD])
def test_what_is_wrong_is_named(fields: dict[str, Any], param: str) -> None:
    with pytest.raises(ApiError) as caught:
        _ = request(**fields).form
    error = caught.value.body["error"]
    assert (caught.value.status, error["type"], error["param"]) == (400, "invalid_request_error", param)
    assert error["message"].endswith(".")


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"null", b'"x"', b"\xff", b'{"model": "\\ud83d"}', b"[" * 9999]
)
def test_a_body_that_is_no_request_is_an_error(body: bytes) -> None:
    with pytest.raises(ApiError) as caught:
        parse(body)
    assert caught.value.status == 400
