"""Lengths of time as they are said in Mandarin: `1个半钟头`, `2分半`, `3刻钟`, `1小时零5分钟`."""

from __future__ import annotations

import re

_COUNT = r"(?:\d+(?:\.\d+)?|[一两俩半])"
_HOURS = (
    rf"(?:(?P<h>{_COUNT})个?(?P<half>半)?(?:小时|钟头)(?P<after>半(?![个天年]))?|"
    rf"(?P<h2>{_COUNT})个(?P<half2>半)?钟(?![头表]))"
)
_MINUTES = (
    r"(?:(?P<m>\d+(?:\.\d+)?|[半两])来?个?(?:分钟(?P<after_m>半)?|分(?![之贝钟])(?P<half_m>半)?钟?)|"
    r"(?P<q>[123一两])刻钟?)"
)
_SECONDS = r"(?:(?P<s>\d+)来?秒钟?)"
_LENGTH = re.compile(rf"(?:{_HOURS})?零?(?:{_MINUTES})?零?(?:{_SECONDS})?")
_H, _M, _S = (re.sub(r"\?P<\w+>", "?:", part) for part in (_HOURS, _MINUTES, _SECONDS))
LENGTH = rf"(?:(?<![\d.:])(?<![\d一两]点)(?:{_H}(?:零?{_M})?(?:零?{_S})?|{_M}(?:零?{_S})?|{_S}))"
"""One in a plain sentence, as a regular expression."""
_WORDS = {"半": 0.5, "一": 1.0, "两": 2.0, "俩": 2.0}
_LONGEST = 9999 * 60


def read(said: str) -> str | None:
    """`1小时20分钟` in the plan language."""
    found = _LENGTH.fullmatch(said)
    if found is None or not said:
        return None
    hours = _number(found["h"] or found["h2"]) + 0.5 * bool(found["half"] or found["half2"] or found["after"])
    minutes = _number(found["m"]) + 15 * _number(found["q"]) + 0.5 * bool(found["half_m"] or found["after_m"])
    seconds = round(hours * 3600 + minutes * 60 + _number(found["s"]))
    if not 0 < seconds < _LONGEST:
        return None
    whole, rest = divmod(seconds, 60)
    parts = [f"{whole} min"] if whole else []
    return " ".join([*parts, f"{rest} s"] if rest else parts)


def _number(said: str | None) -> float:
    if said is None:
        return 0.0
    return _WORDS[said] if said in _WORDS else float(said)
