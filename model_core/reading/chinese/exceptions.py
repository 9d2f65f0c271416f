"""Phrases for a group and what is left out of it: `除了书房以外的灯`, `所有灯,除了台灯`."""

from __future__ import annotations

import re

_OTHERS = r"(?:其他|其它|别|剩下|其余|剩余|所有其他|所有|全部)(?:房间|地方)?"
_BUT = re.compile("除(?!湿|霜|尘|螨|雪|草|臭|味)|不包括")
_BUT_FIRST = re.compile(
    rf"^(.*?)(?:除了|除去|除开|除)(.+?)(?:(?:以外|之外|外),?的?(?:{_OTHERS})?|,?{_OTHERS})(.*)$"
)
_BUT_THERE = re.compile(
    rf"^(?:除了|除去|除开|除)([^,]+?)(?:以外|之外|外)?,(?!所有|全部|其|别|剩)([^,]+?)里?面?的?{_OTHERS}的?(.*)$"
)
"""`除了咖啡机,厨房里别的`: a place is said after what is left out."""
_BUT_LAST = re.compile(r"^(.+?),?(?:除了|除去)(.+?)(?:以外|之外)?$|^(.+?),?()(?:不包括|不含)(.+)$")


def has_one(phrase: str) -> bool:
    """Whether a phrase leaves something out."""
    return _BUT.search(phrase) is not None


def parted(phrase: str) -> tuple[str, str] | None:
    """The words for the whole group, and for what is left out of it; None for other phrases."""
    if found := _BUT_THERE.match(phrase):
        return f"{found[2]}所有{found[3] or '设备'}", found[1]
    if found := _BUT_FIRST.match(phrase):
        where, left_out, noun = found[1], found[2], found[3].removeprefix("的")
        return f"{where.removesuffix('的')}所有{noun or '设备'}", left_out
    if found := _BUT_LAST.match(phrase):
        return found[1] or found[3], found[2] or found[5]
    return None
