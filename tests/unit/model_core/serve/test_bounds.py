"""Grammars and schemas from outside: what would cost too much is refused before anything is compiled."""

from __future__ import annotations

import json
from typing import Any

import pytest

from model_core.serve.bounds import (
    MOST_ALTERNATIVES,
    MOST_ENTRIES,
    MOST_GRAMMAR_BYTES,
    MOST_LITERAL_BYTES,
    MOST_SCHEMA_BYTES,
)
from model_core.serve.errors import ApiError
from model_core.serve.protocol import parse

LONG = "ab" * (MOST_LITERAL_BYTES // 2)
MANY = [f"w{n}" for n in range(MOST_ENTRIES + 1)]
WIDE = {"anyOf": [{"const": f"{n}{LONG[:4000]}"} for n in range(MOST_SCHEMA_BYTES // 4000 + 1)]}


def grammar(text: str) -> dict[str, Any]:
    return {"structured_outputs": {"grammar": text}}


def schema(content: dict[str, Any]) -> dict[str, Any]:
    return {"response_format": {"type": "json_schema", "json_schema": {"name": "n", "schema": content}}}


def tools(*contents: dict[str, Any]) -> dict[str, Any]:
    functions = [{"name": f"f{n}", "parameters": each} for n, each in enumerate(contents)]
    return {"tools": [{"type": "function", "function": each} for each in functions]}


def form(fields: dict[str, Any]) -> None:
    """Ask for the form of an answer."""
    messages = [{"role": "user", "content": "Hello"}]
    _ = parse(json.dumps({"model": "m", "messages": messages, **fields}).encode()).form


@pytest.mark.parametrize(
    ("fields", "param"),
    [
        (grammar(f'start: "{"ab" * 120_000}"'), "structured_outputs"),
        (grammar(f'start: "{LONG}"'), "structured_outputs"),
        (grammar(f"start: /{LONG}/"), "structured_outputs"),
        (grammar(f'start: "a" | "\\"{LONG}"'), "structured_outputs"),
        (grammar("start: " + "|".join(['"a"'] * (MOST_ALTERNATIVES + 2))), "structured_outputs"),
        (grammar('start: "a"' + "\n" * MOST_GRAMMAR_BYTES), "structured_outputs"),
        (grammar(f"start: %json {json.dumps({'const': LONG})}"), "structured_outputs"),
        (schema({"const": LONG + "c"}), "response_format"),
        (schema({"enum": ["short", "é" * (MOST_LITERAL_BYTES // 2 + 1)]}), "response_format"),
        (schema({"properties": {"a": {"type": "string", "pattern": LONG + "c"}}}), "response_format"),
        (schema({"enum": MANY}), "response_format"),
        (schema({"properties": {key: {} for key in MANY}}), "response_format"),
        (schema(WIDE), "response_format"),
        (tools({"properties": {"a": {"const": LONG + "c"}}}), "tools"),
        (tools(*[{"properties": {"a": {"enum": WIDE["anyOf"][:9]}}}] * 2), "tools"),
    ],
)
def test_what_is_too_large_is_refused_by_name(fields: dict[str, Any], param: str) -> None:
    with pytest.raises(ApiError, match="at most") as caught:
        form(fields)
    error = caught.value.body["error"]
    assert (caught.value.status, error["code"], error["param"]) == (400, "invalid_schema", param)


@pytest.mark.parametrize(
    "fields",
    [
        grammar(f'start: "{LONG[:-2]}"'),
        grammar("start: " + "|".join(['"a"'] * MOST_ALTERNATIVES)),
        schema({"const": LONG}),
        schema({"enum": MANY[1:]}),
        schema({"anyOf": WIDE["anyOf"][:-2]}),
        tools(*[{"properties": {"a": {"enum": WIDE["anyOf"][:7]}}}] * 2),
    ],
)
def test_what_is_just_small_enough_is_taken(fields: dict[str, Any]) -> None:
    form(fields)
