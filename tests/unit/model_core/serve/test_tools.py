"""The grammar of an answer takes what it may be and nothing else, and calls are read back as written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model_core.decode import Grammars
from model_core.serve.tools import ANY_OBJECT, Call, Form, Function, is_call, read_calls
from model_core.tokenizer import Tokenizer
from tests.checkpoints import at_random

LEVEL = {
    "type": "object",
    "properties": {"level": {"$ref": "#/$defs/level"}},
    "required": ["level"],
    "additionalProperties": False,
    "$defs": {"level": {"type": "integer"}},
}
DIM, RING = Function("dim", LEVEL), Function("ring")
DIMMED = '<tool_call>\n{"name": "dim", "arguments": {"level": 4}}\n</tool_call>'
RUNG = '<tool_call>\n{"name": "ring", "arguments": {}}\n</tool_call>'


@pytest.fixture(scope="module")
def tokenizer(tmp_path_factory: pytest.TempPathFactory) -> Tokenizer:
    folder: Path = at_random(tmp_path_factory.mktemp("model"))
    return Tokenizer.load(folder, end=2)


def takes(tokenizer: Tokenizer, form: Form, text: str) -> bool:
    """Whether the text is one of the form's answers."""
    matcher = Grammars(tokenizer).matcher(form.lark)
    tokens = tokenizer.encode(text)
    return matcher.try_consume_tokens(tokens) == len(tokens) and bool(matcher.is_accepting())


@pytest.mark.parametrize(
    ("form", "yes", "no"),
    [
        (Form(ANY_OBJECT), ["{}", '{"a": [1, null]}'], ["[]", "x", "", "{", '{"a":  1}']),
        (Form(LEVEL), ['{"level": 4}'], ['{"level": "4"}', "{}", '{"level": 4, "more": 1}']),
        (
            Form(functions=(DIM, RING)),
            ["", "Hello <b>", DIMMED, RUNG, f"{DIMMED}\n{RUNG}\n{DIMMED}"],
            ["<b>", DIMMED[:-1], DIMMED.replace("4", '"x"'), DIMMED.replace("dim", "bake"), f"{RUNG} so"],
        ),
        (Form(functions=(DIM,), must_call=True), [DIMMED], ["", "Hello", RUNG]),
        (Form(functions=(DIM, RING), must_call=True, one_call=True), [RUNG], [f"{RUNG}\n{RUNG}"]),
        (Form(LEVEL, functions=(RING,)), ['{"level": 4}', RUNG], ["Hello", "{}"]),
        (Form(grammar='start: "on" | "off"'), ["on", "off"], ["", "o", "on "]),
    ],
)
def test_a_form_takes_its_answers_alone(
    tokenizer: Tokenizer, form: Form, yes: list[str], no: list[str]
) -> None:
    assert [text for text in yes if not takes(tokenizer, form, text)] == []
    assert [text for text in no if takes(tokenizer, form, text)] == []


def test_any_text_has_no_grammar() -> None:
    assert Form().lark == ""


VALUES = st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=8), st.lists, max_leaves=4)
CALLS = st.lists(
    st.tuples(
        st.from_regex(r"[a-zA-Z0-9_-]{1,9}", fullmatch=True), st.dictionaries(st.text(max_size=5), VALUES)
    ),
    min_size=1,
    max_size=3,
)


@given(calls=CALLS)
def test_calls_are_read_back(calls: list[tuple[str, dict[str, Any]]]) -> None:
    told = [json.dumps({"name": name, "arguments": given}, ensure_ascii=False) for name, given in calls]
    written = "\n".join(f"<tool_call>\n{each}\n</tool_call>" for each in told)
    assert is_call(written)
    read = read_calls(written)
    assert [(call.name, json.loads(call.arguments)) for call in read] == calls


def test_a_call_that_was_cut_off_is_left_out() -> None:
    assert read_calls(f"{DIMMED}\n{RUNG[:-3]}") == [Call("dim", '{"level": 4}')]
