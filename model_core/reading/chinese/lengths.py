"""Lengths of time as they are said in Mandarin."""

from __future__ import annotations

import re

LENGTH = (
    r"(?:(?:\d+(?:\.\d+)?|俩|[一两](?=个)(?!个半)|半|[1一]个半|[1一](?=刻))个?"
    r"(?:小时|钟头|分钟|分|秒钟|秒|刻钟|刻|钟)半?零?)+"
)
"""One in a plain sentence, as a regular expression."""
_LENGTH = re.compile(
    r"(?:(?P<h>\d+(?:\.\d+)?|[俩一两](?!个半)|半|1个半|一个半)个?(?:小时|钟头|钟)(?P<half>半)?)?零?"
    r"(?:(?P<m>\d+(?:\.\d+)?|半)(?:分钟|分)(?P<halfm>半)?|(?P<q>[123])刻钟?|一刻钟?)?零?"
    r"(?:(?P<s>\d+)秒钟?)?"
)


def read(said: str) -> str | None:
    """`1小时20分钟` in the plan language."""
    found = _LENGTH.fullmatch(said)
    if found is None or not said:
        return None
    hours = 1.5 if found["h"] in {"1个半", "一个半"} else _number(found["h"])
    minutes = _number(found["m"]) + 15 * float(found["q"] or ("一刻" in said))
    hours += 0.5 if found["half"] else 0.0
    minutes += 0.5 if found["halfm"] else 0.0
    seconds = round(hours * 3600 + minutes * 60 + float(found["s"] or 0))
    if not 0 < seconds < 9999 * 60:
        return None
    whole, rest = divmod(seconds, 60)
    parts = [f"{whole} min"] if whole else []
    return " ".join([*parts, f"{rest} s"] if rest else parts)


def _number(said: str | None) -> float:
    if said is None:
        return 0.0
    known = {"半": 0.5, "一": 1.0, "两": 2.0, "俩": 2.0}
    return known[said] if said in known else float(said)
