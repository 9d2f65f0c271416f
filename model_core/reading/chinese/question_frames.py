"""The wordings of Mandarin questions as patterns, and the words for what can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from model_core.reading.chinese import predicates
from model_core.reading.phrases import filled, load

_COUNTED = "[盏个台扇把幅部辆件间道处只组张套樘]"
"""Measure words."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One wording."""

    ask: str
    pattern: re.Pattern[str]
    greedy: re.Pattern[str]
    told: bool
    """Only after 看看, 告诉我, and the like."""


def _source() -> Mapping[str, Any]:
    return load("questions", __package__)


@cache
def properties() -> Mapping[str, str]:
    """Words for a property, each with its name."""
    return predicates.turned("properties")


@cache
def adjectives() -> Mapping[str, str]:
    """Words for how much there is of something, each with the property."""
    return predicates.turned("adjectives")


@cache
def frames() -> tuple[Frame, ...]:
    names = {
        "T": "(?P<t>.+?)",
        "L": "(?P<l>.*?)",
        "N": "(?P<n>[^的]+?)",
        "G": "(?P<g>.+?)",
        "G2": "(?:[^的]+?)",
        "S": f"(?P<s>{predicates.finite()})",
        "S2": f"(?:{predicates.finite()})",
        "P": f"(?P<s>{predicates.loose()})",
        "V": predicates.verbs(),
        "M": _COUNTED,
        "MANY": f"(?:几{_COUNTED}|多少{_COUNTED}?)",
        "Q": f"(?P<q>{predicates.any_of(properties())})",
        "NUM": r"(?P<num>\d+(?:\.\d+)?)%?",
        "ALL": "(?P<all>(?:全都|都|全)?)",
        "ALL2": "(?P<too>(?:全都|都|全)?)",
        "A": "(?P<a>.+?)",
        "B": "(?P<b>.+?)",
    }

    def lines() -> Iterator[Frame]:
        for block in _source()["frames"]:
            for line in block["lines"].splitlines():
                pattern = filled(line, names)
                greedy = pattern.replace("(?P<t>.+?)", "(?P<t>.+)")
                yield Frame(block["ask"], re.compile(pattern), re.compile(greedy), "told" in block)

    return tuple(lines())
