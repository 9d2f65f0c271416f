"""A Mandarin sentence in the one form in which times, and what waits, are read from it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from model_core.reading.chinese.dialects import rewrites
from model_core.reading.chinese.lengths import LENGTH
from model_core.reading.chinese.text import marked, numbers, tidy
from model_core.reading.chinese.traditional import simplified
from model_core.reading.phrases import load

_GAP = re.compile(r"(?<=[\u4e00-\u9fff\d%]) +(?=[\u4e00-\u9fff\d])")
_DRAWN = re.compile(rf"(?<=[\u4e00-\u9fff])[啊呀哈嘛](?={LENGTH})")
_NO = r"(?:哦|喔|啊|呃|哎哟?|欸|诶)?(?:不是?|不对|不不+|错了|说错了?|算了|不行|不够)(?:是|要|还是|改成|就)?"
_SAID_AGAIN = re.compile(rf"(?:{LENGTH}|\d+),*(?:{_NO},*)+(?:是|要|还是|改成|就)?(?=(?:{LENGTH}))")
_SETTLED = re.compile(rf"几(?:分钟|个?小时|个?钟头|秒钟?)吧?,就?(?={LENGTH})")
_ECHO = re.compile(rf"(?P<d>{LENGTH})(?:够了吧?|就够)?,那?就(?P=d)")
_WISHES = (
    r"打开|关[掉上闭]|[开关]灯|调[到成高低]|设[为成]|播放|锁上|提醒|闹钟|计时|定时|启动|加到|拉[上开]|停[掉止]|[关开]了[^,]*$|"
    r"把[^我他她]|(?<![别要])[让叫派](?![我他她它])|起来$|[关停熄灭]$"
)
WISHES = re.compile(_WISHES)
"""What a wish is told by."""
ORDERS = re.compile(
    rf"{_WISHES}|每|周[1-7日]|工作日|明天|今天晚|[亮暗高低大小快慢响轻]一?[点些]|加[上入]|添加|记一?[下上]|"
    r"分钟(?![都也])|小时|钟头|刻钟|\d点"
)
"""What is said of a wish; where there is none of it, words ask for nothing."""
_QUOTED = re.compile(r'"([^"]+)"')


def timely(utterance: str) -> str:
    """One line with commas for marks, digits for numerals, no courtesies; of lengths what was said last."""
    text = utterance
    for pattern, plain in _table("raw"):
        text = pattern.sub(plain, text)
    text = numbers(tidy(_GAP.sub(",", marked(text, fold=True)).replace(";", ",")))
    for pattern, plain in _table("rewrites"):
        text = pattern.sub(plain, text)
    text = ",".join(filter(None, map(_courteous, text.split(","))))
    text = _DRAWN.sub(",", text)
    text = _ECHO.sub(r"\g<d>", _SETTLED.sub("", text))
    return _SAID_AGAIN.sub("", text)


def kept_parts(sentence: str) -> Iterator[tuple[str, str, str]]:
    """What comes before, the part of a sentence that is kept, and what comes behind and asks for nothing.

    The whole sentence first, then what leaves out the least.
    """
    parts = sentence.split(",")
    count = len(parts)
    for left_out in range(count):
        for start in range(left_out + 1):
            end = count - left_out + start
            if not any(map(ORDERS.search, parts[end:])):
                yield ",".join(parts[:start]), ",".join(parts[start:end]), ",".join(parts[end:])


def own_words(plan: str, utterance: str) -> str:
    """The plan text with what it quotes as it is in the utterance, where only numerals differ."""
    plain = simplified(utterance)

    def written(found: re.Match[str]) -> str:
        if found[1] in plain or not re.search(r"\d", found[1]):
            return found[0]
        spans = ((a, b) for a in range(len(plain)) for b in range(a + 1, min(len(plain), a + 30) + 1))
        said = next((plain[a:b] for a, b in spans if numbers(plain[a:b]) == found[1]), found[1])
        return f'"{said}"'

    return _QUOTED.sub(written, plan)


def _courteous(part: str) -> str:
    before, after = _ends()
    while True:
        shorter = after.sub("", before.sub("", part.strip(), count=1))
        if shorter == part or not shorter:
            return part
        part = shorter


@cache
def _table(block: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    return rewrites("timely", block)


@cache
def _ends() -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = load("timely", __package__)
    return re.compile(f"^{table['before']}"), re.compile(f"{table['after']}$")
