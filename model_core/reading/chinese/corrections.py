"""What takes back the words before it, in Mandarin: `空调二十八度,不对,二十六度`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from model_core.reading.clauses import Done

_TAKES_BACK = re.compile(
    r"(?:哦|噢|啊|哎呀?|诶|欸|呃|嗯|唉|等等|等下)*[, ]?"
    r"(?:(?:不对|不是(?=[, ]|不对|是)|(?:我)?(?:说|讲)?[错反]了|(?:我)?(?:说|讲|搞|弄)[错反]了?)"
    r"(?:不对|不是|[, ]|啊|呀|吧|哦|了)*|"
    r"不(?:不|是|[, ])*[, ])(?:应该|还是|我?说的)?(?:是(?!不))?[, ]?(?=.)"
)
_UNIT = r"(?:%|摄氏度|度|成|[档挡级格]|k|分钟?|个小时|小时|个点)"
_ANEW = re.compile(
    rf"(?<![\d.])-?\d+(?:\.\d+)?(?P<unit>{_UNIT})?[吧了]?[,; ]*"
    rf"(?:哦|噢|喔|啊|哎呀?|诶|欸|唉|不对?|不是|应该是?|说错了?|错了|[, ])+"
    rf"(?<![\d,; ])(?:应该是?|是|要|调到|调|开到|就)?[, ]*"
    rf"(?P<value>-?\d+(?:\.\d+)?)(?P<said>{_UNIT})?(?![\d.号楼层路盏台个首点])吧?"
)
"""A value and what takes it back at once: `28,哦29`, `180度不对200度`."""
_SETS = re.compile(r"(set [^:;]+: )([^;]+)")


def put_right(text: str) -> str:
    """The text with the values that were meant in place of those before them."""
    return _ANEW.sub(lambda m: f"{m['value']}{m['said'] or m['unit'] or ''}", text)


def rest_of(text: str) -> str | None:
    """What is said instead of the words before a text that takes them back."""
    found = _TAKES_BACK.match(text)
    return text[found.end() :] if found is not None else None


def corrected(left: Done, right: Sequence[Done]) -> list[Done]:
    """The wishes of which the first is meant instead of one before it, or instead of a part of that."""
    first, then = _SETS.fullmatch(left.text), _SETS.fullmatch(right[0].text)
    if first is None or then is None or first[1] != then[1]:
        return list(right)
    anew = {name for name, _ in map(_named, then[2].split(", "))}
    stays = [p for name, p in map(_named, first[2].split(", ")) if name not in anew]
    if not stays:
        return list(right)
    return [Done(f"{first[1]}{', '.join((*stays, then[2]))}", left.things), *right[1:]]


def _named(setting: str) -> tuple[str, str]:
    return re.split(r"[-+*]?=", setting)[0], setting
