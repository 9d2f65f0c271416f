"""How large a grammar or schema from outside may be: its cost grows faster than its length."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from model_core.serve.errors import ApiError

MOST_GRAMMAR_BYTES = 128 << 10
"""Of a grammar; that of a home with 300 devices has 75 KB."""
MOST_SCHEMA_BYTES = 64 << 10
"""Of all schemas of a request together."""
MOST_LITERAL_BYTES = 4 << 10
"""Of one string; what is written without a choice is walked in one go."""
MOST_ALTERNATIVES = 8_192
"""Of a grammar, over all its rules; a home with 300 devices has 3,000."""
MOST_ENTRIES = 1_024
"""Of one list or object in a schema, such as the values of an `enum`."""

_LITERAL = re.compile(r'"(?:[^"\\\n]|\\.)*+"|/(?:[^/\\\n]|\\.)++/')


def check_grammar(grammar: str, param: str) -> None:
    """Raises ApiError for a grammar that is too large."""
    _at_most(_size(grammar), MOST_GRAMMAR_BYTES, "bytes of a grammar", param)
    _at_most(grammar.count("|"), MOST_ALTERNATIVES, "alternatives of a grammar", param)
    longest = max((_size(found[0]) for found in _LITERAL.finditer(grammar)), default=0)
    _at_most(longest, MOST_LITERAL_BYTES, "bytes of a literal", param)


def check_schemas(schemas: Sequence[Mapping[str, Any]], param: str) -> None:
    """Raises ApiError for JSON schemas that are too large together, or in a part."""
    _at_most(_size(json.dumps(schemas, ensure_ascii=False)), MOST_SCHEMA_BYTES, "bytes of schemas", param)
    _check_parts(schemas, param)


def _check_parts(part: Any, param: str) -> None:
    if isinstance(part, str):
        _at_most(_size(part), MOST_LITERAL_BYTES, "bytes of a string in a schema", param)
    elif isinstance(part, Mapping | list | tuple):
        _at_most(len(part), MOST_ENTRIES, "entries of a list or object in a schema", param)
        inner = [*part, *part.values()] if isinstance(part, Mapping) else part
        for each in inner:
            _check_parts(each, param)


def _size(text: str) -> int:
    return len(text.encode(errors="surrogatepass"))


def _at_most(count: int, most: int, what: str, param: str) -> None:
    if count > most:
        raise ApiError(
            f"There are {count:,} {what}; at most {most:,} are taken.", code="invalid_schema", param=param
        )
