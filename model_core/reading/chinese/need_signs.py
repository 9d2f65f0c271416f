"""Which need the words of a Mandarin sentence give away, whatever else is said: `data/signs.yaml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from model_core.reading.chinese import need_cues
from model_core.reading.need_cues import Need
from model_core.reading.phrases import compiled, load, unfolded

_LONGEST = 40
_SEEN = re.compile(
    r"电视|节目|新闻|主播|主持人|解说|球赛|比赛|[^电]剧|片子|片头|画面|广告|台词|演员|[这那]集|演[的得的啥什]"
)
_HEARD = re.compile(r"音箱|音响|喇叭|收音机|低音炮|回音壁|歌|音乐|曲|唱")
_MEDIA = "television/speaker: "


@dataclass(frozen=True, slots=True)
class _Signs:
    need: Need
    signs: tuple[re.Pattern[str], ...]
    bars: tuple[re.Pattern[str], ...]
    """What no sentence about this need has."""
    over: frozenset[str]


@dataclass(frozen=True, slots=True)
class Signal:
    """A need, and what is said beside its sign."""

    need: Need
    rest: str


def signalled(text: str) -> Signal | None:
    """The one need of which a text gives signs; None for none, several, or a wish."""
    if len(text) > _LONGEST:
        return None
    found = [(s, sign) for s in _every() if (sign := _sign(s, text)) is not None]
    beaten = frozenset(n for s, _ in found for n in s.over)
    found = [(s, sign) for s, sign in found if s.need.name not in beaten]
    if len(found) != 1:
        return None
    signs, sign = found[0]
    rest = f"{text[: sign.start()]};{text[sign.end() :]}"
    return None if is_more(rest) else Signal(_of_media(signs.need, text), rest)


def is_more(text: str) -> bool:
    """Whether a text has what no need has: an order, an amount, another time."""
    return _never().search(text) is not None


def _sign(signs: _Signs, text: str) -> re.Match[str] | None:
    found = next((m for p in signs.signs if (m := p.search(text)) is not None), None)
    return None if found is None or any(b.search(text) for b in signs.bars) else found


def _of_media(need: Need, text: str) -> Need:
    """The need of televisions alone, or of speakers, where the text speaks of what only they do."""
    kinds = [k for k, said in (("television", _SEEN), ("speaker", _HEARD)) if said.search(text)]
    if len(kinds) != 1 or not any(w.startswith(_MEDIA) for w in need.ways):
        return need
    return replace(need, ways=tuple(w.replace(_MEDIA, f"{kinds[0]}: ") for w in need.ways))


@cache
def _every() -> tuple[_Signs, ...]:
    data = load("signs", __package__)
    words = unfolded(data["words"])
    known = {n.name: n for n in need_cues.known()} | {c.need.name: c.need for c in need_cues.cues()}
    return tuple(_signs(name, entry, words, known.get(name)) for name, entry in data["needs"].items())


def _signs(name: str, entry: Mapping[str, Any], words: Mapping[str, str], known: Need | None) -> _Signs:
    need = known or Need(name, (), ())
    if "ways" in entry:
        need = replace(need, ways=tuple(entry["ways"]), choose=entry.get("choose", need.choose))
    if "scenes" in entry:
        need = replace(need, scenes=frozenset(entry["scenes"]))
    if entry.get("nearest"):
        need = replace(need, flags=need.flags | {"nearest"})
    return _Signs(
        need,
        compiled(entry["signs"], words),
        compiled(entry.get("bars", ""), words),
        frozenset(entry.get("over", ())),
    )


@cache
def _never() -> re.Pattern[str]:
    data = load("signs", __package__)
    return re.compile(unfolded(data["words"])["never"])
