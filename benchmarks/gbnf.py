"""The grammar of plans in GBNF, as llama.cpp reads it, translated from the Lark text that the engine uses.

Rules, alternatives, groups and repetitions are written alike in both; what differs is the names of rules
and the terminals, which Lark gives as regular expressions. llguidance splits a text into terminals
greedily and GBNF does not, so that the translation allows what the original does and could allow more.
"""

from __future__ import annotations

import json
import re

_TOKEN = re.compile(
    r'(?P<string>"(?:\\.|[^"\\])*")|(?P<regex>/(?:\\.|[^/\\])*/)|(?P<name>\w+)|(?P<sign>[|()*+?])|(?P<space>\s+)'
)
_PART = re.compile(
    r"(?P<class>\[(?:\\.|[^\]\\])*\])|(?P<repeat>\{\d*,?\d*\}|[*+?])|(?P<sign>[|()])|\\(?P<escaped>[^\w\s])"
    r"|(?P<plain>[^\\\[\]{}()|*+?.^$])"
)


def from_lark(grammar: str) -> str:
    """The same grammar in GBNF, one rule a line.

    Raises ValueError for what the grammars of plans do not use: directives, ranges, classes such as `\\d`.
    """
    rules = []
    for line in filter(None, map(str.strip, grammar.splitlines())):
        name, colon, body = line.partition(":")
        if not colon or not name.isidentifier():
            raise ValueError(f"This is no rule: {line[:60]}")
        rules.append(f"{_name(name)} ::= {_body(body.strip())}\n")
    return "".join(rules)


def _name(lark: str) -> str:
    """Names in GBNF have no underscores, and the first rule is `root`."""
    return "root" if lark == "start" else lark.replace("_", "-")


def _body(lark: str) -> str:
    written, at = [], 0
    while at < len(lark):
        found = _TOKEN.match(lark, at)
        if not found:
            raise ValueError(f"This cannot be translated: {lark[at : at + 60]}")
        kind, text = str(found.lastgroup), found.group()
        match kind:
            case "string":
                written.append(_literal(json.loads(text)))
            case "regex":
                written.append(_regex(text[1:-1]))
            case "name":
                written.append(_name(text))
            case _:
                written.append(text)
        at = found.end()
    return "".join(written)


def _regex(pattern: str) -> str:
    """A regular expression of characters, classes, groups, alternatives and repetitions, in parentheses."""
    written, at = [], 0
    while at < len(pattern):
        found = _PART.match(pattern, at)
        if not found:
            raise ValueError(f"This cannot be translated: {pattern[at:]}")
        kind, text = str(found.lastgroup), found.group()
        match kind:
            case "escaped" | "plain":
                written.append(_literal(found[kind]))
            case "repeat":
                written[-1] += text
            case _:
                written.append(text)
        at = found.end()
    return f"({' '.join(written)})"


def _literal(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
