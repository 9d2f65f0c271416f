"""Plainer wordings of a Mandarin clause: one out of several, topics in front, what it is compared with."""

from __future__ import annotations

import re
from collections.abc import Iterator

_M = "[盏个台扇把幅部辆只间]"
_DO = (
    "(?:打开|开启|开开|关掉|关闭|关上|拉开|拉上|合上|锁上|解锁|熄掉|灭掉|"
    "升起来?|放下来?|启动|停掉|暂停|开|关|熄|灭|锁)"
)
_SO = "调|亮|暗|大|小|高|低|快|慢|热|冷"
_ADVERBS = "(?:只要?|就|要|我要|我想|想|给我|帮我|先|得|请|随便)*"
_LEFT = "(?:都|也)(?:不要|别|不能|不许|不准|不用)(?:给我)?(?:留|剩|落下|落|漏)(?:着|下)?"
_OFTEN = re.compile(r"^([\u4e00-\u9fff]{2,6}?),?\1(?=,|$)")
_WORDINGS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), plainer)
    for pattern, plainer in (
        (rf"^[把将]?(.+?),?{_ADVERBS}({_DO})(?:其中)?的?(一{_M})$", r"把\3\1\2"),
        (rf"^[把将]?(.+?),?{_ADVERBS}(一{_M})({_DO})$", r"把\2\1\3"),
        (rf"^[把将]?(.+?)(?:当中|里面)?,?其中的?(?:某|任意)?(一{_M})(.+)$", r"把\2\1\3"),
        (
            rf"^(.+?)里?面?有一?({_M})([^,]+?)(?:[也]?[太好][^,]{{1,3}}了?)?,(?:给我|帮我|把它)?(.+)$",
            r"把一\2\1\3\4",
        ),
        (rf"^({_DO})(?:掉|上)?(?:所有的?)?([^,]+?),?一{_M}{_LEFT}$", r"把所有的\2都\1"),
        (rf"^[把将]?([^,]+?)(?:全都|都|全)?({_DO})了?,?一{_M}{_LEFT}$", r"把所有的\1都\2"),
        (rf"^({_DO})(?:一下)?([^,]+),(?:就是|是)?在?([^,]+?)(?:的|里的|那边的|的?那{_M})$", r"\1\3的\2"),
        (r"(?<=[\u4e00-\u9fff0-9a-z])(?:呢|的话|嘛),?(?=..)", ""),
        (r",?在?(?:现在|目前|当前|原来|原有|现有)(?:这个)?的?(?:温度|亮度|音量)?的?基础上,?(?:再)?", ""),
        (r",?从(?:现在|目前|当前)的?(?:温度|亮度|音量|位置)?(?=往|再|降|升|调|减|加|提|上|下)", ""),
        (rf"要?比(?:现在|目前|当前|这会儿)的?(?:还要?|更|再)?(?={_SO}|响|暖|凉|轻|多|少)", ""),
        (rf"(?<=..)还?(?:能不能|可不可以|能否|可否)(?={_SO}|再|更|稍微|开|关|拉)", ""),
        (r",(?:就)?(?:像|跟|好像|好比)[^,]{1,8}(?:那种|那样|一样|似)的?[^,]{0,2}$", ""),
    )
)  # fmt: skip
_TOPIC = re.compile(r"^([^,]{2,}),(?:它|它的)?([^,]+)$")


def once(text: str) -> str:
    """A text without the repetition of what it begins with: `关灯关灯`."""
    return _OFTEN.sub(r"\1", text)


def plainer(clause: str) -> Iterator[str]:
    """Other wordings of the same, none of them the clause itself."""
    for pattern, wording in _WORDINGS:
        said = pattern.sub(wording, clause, count=1)
        if said != clause:
            yield said


def topic(clause: str) -> tuple[str, str] | None:
    """What a clause is about, set before a comma, and the rest."""
    found = _TOPIC.match(clause)
    return (found[1], found[2]) if found else None
