"""Why something is wanted in Mandarin, which is not itself a wish."""

from __future__ import annotations

import re
from functools import cache

from model_core.reading.chinese import need_cues
from model_core.reading.phrases import compiled, load

_JOINED = re.compile(r"[,;]|(?<=了)(?=..)")
_BECAUSE = re.compile(r"^(?:因为|毕竟|反正|主要是?|就是|不然|这样)(?=.)")
_ORDERED = re.compile(
    r"(?<![该要得])(?:浇|洗|扫|拖|割|烘|煮)(?:上|下|个|点|一?下)?(?:水|花|地|草|衣服|碗|卫生)?$"
)
_NOT_REASONS = frozenset({"dishes", "laundry", "crumbs", "coffee", "coffee_list", "music", "tea"})
"""Needs that are wishes of their own where a command is beside them."""


def are(text: str) -> bool:
    """Whether a text says no more than why something is wanted."""
    parts = [p for p in _JOINED.split(text) if p]
    return bool(parts) and all(_is_reason(p) for p in parts)


def _is_reason(said: str) -> bool:
    text = _BECAUSE.sub("", need_cues.plainest(said))
    if text.startswith("找") or _ORDERED.search(text):  # a wish of its own
        return False
    if any(p.fullmatch(text) for p in _patterns()):
        return True
    return any(cue.need.name not in _NOT_REASONS for cue, _ in need_cues.spoken(text))


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    data = load("reasons", __package__)
    return compiled(data["lines"], data["words"])
