"""Which need a Mandarin sentence speaks of: its plainest form, and the cues of `data/needs.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from model_core.reading import need_cues
from model_core.reading.need_cues import Need
from model_core.reading.phrases import compiled, load

_SIGHS = re.compile(
    r"^(?:哎呀妈呀|我的妈呀|哎妈呀|我滴妈|[爷奶爸妈姥姑姨叔伯婶舅][爷奶爸妈姥姑姨叔伯婶舅](?:说|喊|嚷嚷|嫌)|阿[婆公嬷爸妈](?:说|喊|嫌)|(?:黄梅天|梅雨天|回南天|大热天|大冷天|大冬天|三伏天|一大早|大清早|大早上|大清早上|大半夜|大中午|大白天|大晚上|这么晚了?)的?(?!，|,)|蛤|(?:孩子|娃儿?|[我俺][娘妈爸爹奶爷]|老[婆公爸妈伴]|宝宝)(?:说|喊|嫌)|哎呀|哎哟|哎|唉|天哪|天啊|我的天|妈呀|我去|我靠|啊|哇|呀|嗯|喂|诶|咦|好吧|好了(?=,)|那个|那我|那|行了?,|"
    r"我觉得|我感觉|感觉|觉得|总觉得|你看|你看看|话说|怎么办)[,]?(?=.)"
)
_PARTICLES = re.compile(
    r"(?:[啊咧嘞哇欸耶呀呢吧啦嘛哦噢诶哟喽咯哎唉呐哈的吗?;,]|(?<!不)[了着]|似的?|怎么办)+$"
)


@dataclass(frozen=True, slots=True)
class Cue:
    """A need as it is spoken of in Mandarin."""

    need: Need
    patterns: tuple[re.Pattern[str], ...]
    bars: tuple[re.Pattern[str], ...]
    """What nobody says who has the need."""
    placed: bool
    """Whether it is a need only in a place that is named."""


def plainest(sentence: str) -> str:
    """A sentence without the sighs that it begins with and the particles that it ends with."""
    text = sentence.replace(" ", "").strip(",;。")
    while True:
        shorter = _PARTICLES.sub("", _SIGHS.sub("", text, count=1))
        if not shorter or shorter == text:
            return text
        text = shorter


def spoken(text: str) -> Iterator[tuple[Cue, Mapping[str, str | None]]]:
    """The needs of which a text in its plainest form speaks, and the words that are parts of it."""
    for cue in cues():
        found = next((m for p in cue.patterns if (m := p.fullmatch(text))), None)
        if found is not None and not any(b.search(text) for b in cue.bars):
            yield cue, found.groupdict()


def known() -> tuple[Need, ...]:
    """The needs that are known in any language."""
    return need_cues.needs()


@cache
def hosts() -> Mapping[str, re.Pattern[str]]:
    """What plugs and switches are called that meet a need where they are, by need."""
    return {name: re.compile(said) for name, said in load("needs", __package__)["hosts"].items()}


@cache
def cues() -> tuple[Cue, ...]:
    """All needs, in the order in which their cues are tried."""
    data = load("needs", __package__)
    words = {**data["words"], "r": "(?P<r>.+?)"}
    known = {n.name: n for n in need_cues.needs()}

    def cue(name: str, entry: Mapping[str, Any]) -> Cue:
        scenes = frozenset(entry.get("scenes", ()))
        need = replace(known[name], scenes=scenes or known[name].scenes)
        if entry.get("nearest"):
            need = replace(need, flags=need.flags | {"nearest"})
        return Cue(
            need,
            compiled(entry["cues"], words),
            compiled(entry.get("bars", ""), words),
            bool(entry.get("placed")),
        )

    return tuple(cue(name, entry) for name, entry in data["needs"].items() if name in known)
