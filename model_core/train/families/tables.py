"""Phrase tables: `data/NAME.yaml` holds blocks of templates, one a line, `(a|b)` for a choice."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

_FOLDER = Path(__file__).parent / "data"


@cache
def table(name: str) -> Mapping[str, tuple[str, ...]]:
    """The blocks of a table: templates in the syntax of `phrasing`, or the entries of a list."""
    return {key: _entries(block) for key, block in _read(name).items() if not isinstance(block, dict)}


@cache
def nested(name: str, part: str) -> Mapping[str, tuple[str, ...]]:
    """The blocks of one part of a table that has parts."""
    return {key: _entries(block) for key, block in _read(name)[part].items()}


def raw(name: str, block: str) -> str:
    """A block as it is written."""
    return str(_read(name)[block])


def templates(text: str) -> str:
    """A template in the syntax of `phrasing`; `[a|b]` is one of them or nothing."""
    out: list[str] = []
    opened: list[tuple[int, bool]] = []
    for letter in text.strip():
        match letter:
            case "(" | "{" | "[":
                opened.append((len(out), letter == "["))
                out.append("[" if letter == "[" else "{")
            case ")" | "}" | "]":
                start, _ = opened.pop()
                choice = out[start] == "{"
                out.append("}" if letter != "]" else "|}" if choice else "]")
            case "|":
                if opened and opened[-1][1]:
                    out[opened[-1][0]] = "{"
                out.append("|")
            case _:
                out.append(letter)
    return "".join(out)


@cache
def _read(name: str) -> Mapping[str, Mapping[str, str]]:
    text = (_FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
    found: Mapping[str, Mapping[str, str]] = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - texts only
    return found


def _entries(block: object) -> tuple[str, ...]:
    if isinstance(block, list):
        return tuple(str(entry) for entry in block)
    return tuple(templates(line) for line in str(block).splitlines() if line.strip())
