"""What an answer may be, as a grammar: text, JSON of a schema, or calls of functions; and calls read back."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from model_core.chat import CALL_BEGINS, CALL_ENDS

_PLAIN_JSON = {"whitespace_flexible": False, "item_separator": ", ", "key_separator": ": "}
"""White space between the parts of JSON is fixed: a small model would write it without end."""
ANY_OBJECT: Mapping[str, Any] = {"type": "object"}
_NO_ARGUMENTS: Mapping[str, Any] = {"type": "object", "properties": {}, "additionalProperties": False}
_TEXT = '/[^<](?s:.*)/ | ""'
"""Text beside calls does not begin with what a call begins with."""
_CALL = re.compile(f"{re.escape(CALL_BEGINS)}(.*?){re.escape(CALL_ENDS)}")


@dataclass(frozen=True, slots=True)
class Function:
    """A function that may be called."""

    name: str
    parameters: Mapping[str, Any] | None = None
    """JSON schema of its arguments; None where it takes none."""


@dataclass(frozen=True, slots=True)
class Call:
    """A function call that the model wrote; arguments are the JSON text of an object."""

    name: str
    arguments: str


@dataclass(frozen=True, slots=True)
class Form:
    """What the answer to one request may be."""

    schema: Mapping[str, Any] | None = None
    """Of the JSON that an answer without calls is; None for text."""
    grammar: str = ""
    """Of an answer without calls in llguidance's Lark dialect, in place of a schema."""
    functions: Sequence[Function] = ()
    must_call: bool = False
    one_call: bool = False

    @property
    def lark(self) -> str:
        """The grammar; empty where any text will do."""
        if not self.functions:
            return self.grammar or ("" if self.schema is None else f"start: {_json(self.schema)}\n")
        calls = [
            f"f{n}: {json.dumps(_opening(each.name))} {_json(_arguments(each))} {json.dumps('}' + CALL_ENDS)}"
            for n, each in enumerate(self.functions)
        ]
        choice = " | ".join(f"f{n}" for n in range(len(calls)))
        more = "" if self.one_call else ' ("\\n" call)*'
        rules = [f"calls: call{more}", f"call: {choice}", *calls]
        if self.must_call:
            return "\n".join(["start: calls", *rules, ""])
        other = _TEXT if self.schema is None else _json(self.schema)
        return "\n".join(["start: other | calls", f"other: {other}", *rules, ""])


def is_call(beginning: str) -> bool:
    """Whether an answer that may hold calls and begins so consists of calls."""
    return beginning.startswith(CALL_BEGINS[0])


def read_calls(text: str) -> list[Call]:
    """The whole calls in an answer that consists of calls; one that was cut off is left out."""
    calls = []
    for written in _CALL.findall(text):
        told = json.loads(written)
        calls.append(Call(told["name"], json.dumps(told["arguments"], ensure_ascii=False)))
    return calls


def _opening(name: str) -> str:
    return f'{CALL_BEGINS}{{"name": {json.dumps(name)}, "arguments": '


def _arguments(function: Function) -> Mapping[str, Any]:
    if function.parameters is None:
        return _NO_ARGUMENTS
    return {"type": "object", **function.parameters}


def _json(schema: Mapping[str, Any]) -> str:
    return f"%json {json.dumps({**schema, 'x-guidance': _PLAIN_JSON})}"
